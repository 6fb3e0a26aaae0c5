"""The import of 500 real documents, held against what is expected of each.

They are no part of this project: where they are absent, nothing can be compared.
"""

import json
import runpy
from pathlib import Path

import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.contract import contract_line

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(
    not (CORPUS / "expected.jsonl").exists(),
    reason=f"The source documents are not here: there is no folder {CORPUS}.",
)

# What each figure means is said in the corpus's own comparison.
THRESHOLDS = {
    "coverage": 1,
    "lossless_docs": 1,
    "kinds_exact_mono": 0.99,
    "kinds_exact_multi": 0.9,
    "faq_docs": 0.99,
    "faq_answers": 0.99,
    "se_recall": 0.95,
    "se_precision": 0.97,
    "freq_acc": 0.97,
    "serious_acc": 0.99,
    "group_acc": 0.95,
    "refusal_recall": 0.99,
    "refusal_precision": 0.95,
    "flag_multi": 0.95,
    "flag_truncated": 0.95,
    "title": 1,
    "generic_name": 0.99,
    "components": 0.99,
    "disclaimer": 0.99,
    "note": 0.99,
    "perfect": 0.92,
}


@pytest.fixture(scope="module")
def figures():
    comparison = runpy.run_path(str(CORPUS / "score.py"))
    expected = comparison["load"](CORPUS / "expected.jsonl")
    rows = [comparison["compare"](one, _imported(one["source"])) for one in expected]
    return comparison["summarise"](rows, "all")


def _imported(source):
    return json.loads(contract_line(parse((CORPUS / source).read_bytes(), source)))


@pytest.mark.parametrize(("figure", "threshold"), THRESHOLDS.items())
def test_the_import_of_real_documents_is_as_good_as_asked(figures, figure, threshold):
    assert figures[figure] >= threshold
