"""What the checks find in some 500 real documents.

They are no part of this project: where they are absent, nothing can be counted.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from monographs.models import Finding, Monograph
from tests.factories import make_user
from tests.importing.command_run import Run

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (CORPUS / "documents").exists(),
        reason=f"The source documents are not here: there is no folder {CORPUS}.",
    ),
]

# (At least, at most) so many pages of documents/: around what the checks themselves
# counted when their findings had been read. Fewer means that something is missed again,
# more that the check has become noisy.
PAGES = {
    "refusal": (5, 6),
    "chat_phrase": (5, 8),
    "placeholder": (8, 10),
    "not_a_medicine": (2, 3),
    "truncated": (0, 1),
    "said_not_a_medicine": (1, 2),
    "missing_section": (0, 2),
    "empty_section": (0, 2),
    "component_missing": (2, 4),
    "effect_twice": (3, 6),
    "absolute_claim": (0, 3),
    "dose_unit": (0, 3),
    "dose_jump": (0, 3),
    "contradiction": (0, 3),
    "own_name_missing": (0, 2),
    "other_name": (0, 2),
    "shared_text": (0, 2),
    "citation_not_listed": (0, 1),
    "disclaimer_missing": (10, 14),
    "word_and_number_differ": (40, 46),
}


def test_each_check_finds_about_as_much_as_when_its_findings_were_read():
    make_user(username="steward", is_superuser=True)
    loaded = Run("import_documents", CORPUS / "documents", "--as", "steward")

    run = Run("run_checks")

    pages = defaultdict(set)
    for pk, code in Finding.objects.filter(origin="check").values_list(
        "monograph", "code"
    ):
        pages[code].add(pk)
    counts = Counter({code: len(found) for code, found in pages.items()})
    outside = {
        code: counts[code]
        for code, (least, most) in PAGES.items()
        if not least <= counts[code] <= most
    }
    assert loaded.code == 1  # eight of them are set aside
    assert run.code == 0
    assert Monograph.objects.count() > 350
    assert not outside
