"""A person lets a warning stand, and says why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monographs.checks import Found, Severity
from monographs.content import Document, read_working_copy
from monographs.models import (
    Acknowledgement,
    Event,
    Monograph,
    Revision,
    RevisionFinding,
    User,
)
from monographs.workflow.findings import find_in, stored_findings
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
    require_reason,
    typed,
)

MOST_NAMED = 5


@dataclass(frozen=True)
class OpenFindings:
    """What checks find in a working copy, and what was said about it."""

    found: tuple[Found, ...]
    acknowledged: Mapping[str, Acknowledgement]  # by digest

    def errors(self) -> list[Found]:
        return [one for one in self.found if one.severity == Severity.ERROR]

    def warnings(self) -> list[Found]:
        """Those that nobody has acknowledged."""
        return [one for one in self._all_warnings() if not self.reason_for(one)]

    def settled(self) -> list[tuple[Found, Acknowledgement]]:
        return [
            (one, self.acknowledged[one.digest])
            for one in self._all_warnings()
            if one.digest in self.acknowledged
        ]

    def hints(self) -> list[Found]:
        return [one for one in self.found if one.severity == Severity.HINT]

    def reason_for(self, found: Found) -> Acknowledgement | None:
        return self.acknowledged.get(found.digest)

    def _all_warnings(self) -> list[Found]:
        return [one for one in self.found if one.severity == Severity.WARNING]


def open_findings(monograph: Monograph, document: Document) -> OpenFindings:
    """Looked for anew, so that nothing is missed and nothing old is shown."""
    found = find_in({monograph.pk: document})[monograph.pk]
    return OpenFindings(tuple(found), _given(monograph))


def kept_findings(monograph: Monograph) -> OpenFindings:
    """As they were found when it was last checked: quick, perhaps older than the
    text."""
    found = stored_findings([monograph.pk]).get(monograph.pk, [])
    return OpenFindings(tuple(found), _given(monograph))


@transaction.atomic
def acknowledge(
    monograph: Monograph,
    *,
    reason: str,
    by: Person,
    digests: Collection[str] = (),
    codes: Collection[str] = (),
) -> int:
    """Let warnings stand, named by their digests or all of some codes.

    It holds until the row's text changes: then the warning asks again.
    """
    person = require(by, "submit_monograph")
    reason = require_reason(reason, "Letting a warning stand")
    monograph = lock(monograph)
    now = open_findings(monograph, read_working_copy(monograph))
    _refuse_errors(now, digests, codes)
    chosen = [
        one for one in now.warnings() if one.digest in digests or one.code in codes
    ]
    if not chosen:
        raise TransitionRefused(
            "None of these warnings is open any more: the text has changed, or "
            "somebody has acknowledged them. Look at the findings again."
        )
    let_stand(monograph, dict.fromkeys(chosen, reason), by=person)
    return len(chosen)


def let_stand(
    monograph: Monograph, reasons: Mapping[Found, str], *, by: User
) -> list[Acknowledgement]:
    """Keep these reasons, and record that they were given."""
    now = timezone.now()
    made = [
        Acknowledgement(
            monograph=monograph,
            code=found.code,
            row_key=found.row_key,
            digest=found.digest,
            reason=typed(reason),
            by=by,
            at=now,
        )
        for found, reason in reasons.items()
    ]
    if made:
        Acknowledgement.objects.bulk_create(made)
        record(
            Event.Kind.ACKNOWLEDGED,
            monograph,
            by=by,
            reason="; ".join(dict.fromkeys(one.reason for one in made)),
            codes=sorted({one.code for one in made}),
            digests=[one.digest for one in made],
        )
    return made


def settle(
    monograph: Monograph,
    document: Document,
    *,
    reason: str,
    reasons: Mapping[str, str],
    by: User,
) -> OpenFindings:
    """At submission: refuse errors and warnings without a reason, keep the reasons.

    `reasons` are those for single warnings by their digest; `reason` is for the rest.
    """
    now = open_findings(monograph, document)
    if errors := now.errors():
        raise TransitionRefused(
            f"This cannot be submitted. {in_words(errors)} Mend it, then submit.",
            beside_list="This cannot be submitted yet. Mend what the errors below "
            "name, then submit.",
        )
    given = {
        one: (typed(reasons.get(one.digest, "")) or typed(reason))
        for one in now.warnings()
    }
    if silent := [one for one, why in given.items() if not why]:
        raise TransitionRefused(
            f"Nobody has said why this may stand. {in_words(silent)} Mend it, or give "
            "a reason.",
            beside_list="Nobody has said why each of the warnings below may stand. "
            "Mend what they name, or give a reason: one for all, or one for each.",
        )
    made = let_stand(monograph, given, by=by)
    return OpenFindings(
        now.found, {**now.acknowledged, **{one.digest: one for one in made}}
    )


def keep_with(revision: Revision, settled: OpenFindings) -> None:
    """Warnings with their reasons, and hints, stay with the sealed text."""
    RevisionFinding.objects.bulk_create(
        [_kept(revision, found, why) for found, why in settled.settled()]
        + [_kept(revision, found, None) for found in settled.hints()]
    )


def in_words(found: Iterable[Found]) -> str:
    """Each with its place; at most five."""
    found = list(found)
    told = " ".join(f"{one.place}: {one.message}" for one in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f"{told} And {more} more." if more > 0 else told


def _given(monograph: Monograph) -> dict[str, Acknowledgement]:
    given = monograph.acknowledgements.select_related("by")
    return {one.digest: one for one in given}


def _kept(
    revision: Revision, found: Found, why: Acknowledgement | None
) -> RevisionFinding:
    return RevisionFinding(
        revision=revision,
        code=found.code,
        severity=found.severity,
        row_key=found.row_key,
        place=found.place,
        message=found.message,
        digest=found.digest,
        reason=why.reason if why else "",
        by=why.by if why else None,
        at=why.at if why else None,
    )


def _refuse_errors(
    now: OpenFindings, digests: Collection[str], codes: Collection[str]
) -> None:
    errors = [one for one in now.errors() if one.digest in digests or one.code in codes]
    if errors:
        raise TransitionRefused(
            f"No reason makes up for an error. {in_words(errors)} Mend it."
        )
