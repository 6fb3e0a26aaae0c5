"""Publishing, by the last signature, of few and of many side effects."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.figure import Figure
from benchmarks.queries import counted
from benchmarks.working_copies import FEW, MANY, make_working_copy
from monographs.models import Revision, Signature, User
from monographs.workflow import sign, submit


@dataclass(frozen=True)
class LastSignature:
    queries: int
    seconds: float


def publishing(repeats: int) -> Iterator[Figure]:
    few, many = zip(
        *((_publish(FEW, number), _publish(MANY, number)) for number in range(repeats)),
        strict=True,
    )
    counts = max(one.queries for one in few), max(one.queries for one in many)
    yield Figure(
        f"Publish: queries with {FEW} and {MANY} side effects",
        f"{counts[0]} and {counts[1]}",
        "the same",
        counts[0] == counts[1],
    )
    times = median(one.seconds for one in few), median(one.seconds for one in many)
    yield Figure(
        f"Publish: time with {MANY} side effects / with {FEW}",
        f"{times[1] / times[0]:.1f} × "
        f"({times[0] * 1000:.0f} ms and {times[1] * 1000:.0f} ms)",
    )


def _publish(side_effects: int, number: int) -> LastSignature:
    editor, reviewer, clinician = (
        User.objects.get(username=name)
        for name in ("editor", "reviewer", "clinical-reviewer")
    )
    monograph = make_working_copy(side_effects=side_effects, number=number, by=editor)
    revision = submit(
        monograph,
        by=editor,
        change_kind=Revision.ChangeKind.MAJOR,
        reason="Made up for measuring.",
    )
    seen = revision.sha256
    sign(revision, role=Signature.Role.EDITORIAL, seen=seen, by=reviewer)
    clinician.has_perm("monographs.sign_clinical")  # asked in any case, kept afterwards
    with counted() as counter:
        start = time.perf_counter()
        sign(revision, role=Signature.Role.CLINICAL, seen=seen, by=clinician)
        seconds = time.perf_counter() - start
    return LastSignature(counter.queries, seconds)
