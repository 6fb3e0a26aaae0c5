"""Documents rewritten in ways that must not change what is read from them."""

import json
import random
from functools import cache
from pathlib import Path

import pytest

from monographs.importing.documents import parse
from tests.importing.kept_words import faults
from tests.importing.variants import VARIANTS, differences, meaning

HERE = Path(__file__).parent
OURS = sorted(
    [*(HERE / "samples").glob("*.md")]
    + [*(HERE.parents[2] / "fixtures" / "documents").glob("?/*.md")]
)
CORPUS = HERE.parents[3] / "shared" / "corpus"
# Each rewriting is tried on so many documents, other ones for each.
OF_OURS = 8
OF_REAL = 8
# Of real documents so few may change: some say nothing clear in any way of writing.
MOST_CHANGED = 0.01
COMBINATIONS = 40
# Of a renamed medicine, what is said about it stays.
_RENAMING = ("names", "systems")


@cache
def read(path):
    """The text, with what it means."""
    document = path.read_text(encoding="utf-8-sig")
    parsed = parse(document.encode(), path.name)
    return document, meaning(parsed), meaning(parsed, is_renamed=True)


def some(paths, count, name):
    return random.Random(name).sample(paths, count)


def changes(name, path):
    """What a rewriting changes; nothing where it finds nothing to rewrite."""
    document, means, means_renamed = read(path)
    rewritten = VARIANTS[name](document)
    if rewritten == document:
        return []
    after = parse(rewritten.encode(), path.name)
    if name.startswith(_RENAMING):
        return differences(means_renamed, meaning(after, is_renamed=True))
    return differences(means, meaning(after))


@pytest.mark.parametrize("name", VARIANTS)
def test_our_own_documents_keep_their_meaning(name):
    changed = {path.name: changes(name, path) for path in some(OURS, OF_OURS, name)}

    assert not any(changed.values()), changed


@pytest.mark.parametrize("name", VARIANTS)
def test_rewritten_documents_lose_nothing(name):
    document, _, _ = read(HERE / "samples" / "headed.md")
    rewritten = VARIANTS[name](document)

    parsed = parse(rewritten.encode(), "headed.md")

    text = rewritten.replace("\r\n", "\n").replace("\r", "\n")
    assert set(faults(text, parsed).get("lost", [])) <= {"markdown", "md"}


@pytest.mark.parametrize("number", range(COMBINATIONS))
def test_rewritings_may_be_combined(number):
    names = [name for name in VARIANTS if not name.startswith(_RENAMING)]
    chosen = some(names, 3, str(number))
    document, means, _ = read(some(OURS, 1, str(number))[0])
    rewritten = document
    for name in chosen:
        rewritten = VARIANTS[name](rewritten)

    after = meaning(parse(rewritten.encode(), "x.md"))

    assert differences(means, after) == [], chosen


@pytest.mark.skipif(
    not (CORPUS / "expected.jsonl").exists(),
    reason=f"The source documents are not here: there is no folder {CORPUS}.",
)
def test_real_documents_keep_their_meaning():
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    known = [json.loads(line) for line in lines]
    paths = [CORPUS / x["source"] for x in known if x["class"] == "monograph"]
    tried = [(name, path) for name in VARIANTS for path in some(paths, OF_REAL, name)]

    changed = [f"{name}: {path.name}" for name, path in tried if changes(name, path)]

    assert len(changed) <= MOST_CHANGED * len(tried), changed
