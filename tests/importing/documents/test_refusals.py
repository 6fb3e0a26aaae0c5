import pytest

from monographs.importing.documents import parse

KINDS = ["Usage", "Dosage", "Side Effects", "How it Works", "Precautions"]
SENTENCE = "It is used for pain of many kinds, in adults and in older children alike. "
PAGE = f"# Foozole + Barzole\n\n### Usage\n\n{SENTENCE * 3}\n\n### Side Effects\n\nFew."


def parsed(text):
    return parse(text.encode(), "f/foozole-barzole.md")


@pytest.mark.parametrize(
    "text",
    [
        "I cannot provide information on this combination.\n\n* **Foozole:** a drug.",
        "Please provide the generic name of the medicine.",
        "There is **no such medicine**. **So I cannot describe its side effects.**",
        "### Generic Name\n\nFoozole\n\n### Usage\n\nFoozole is",
        "### Generic Name\n\nFoozole",
        "\n".join(f"### {kind}\n\nThere is no such product today.\n" for kind in KINDS),
        "",
    ],
    ids=["refusal", "request", "denial", "stub", "name only", "no answers", "nothing"],
)
def test_a_document_without_content_is_no_monograph(text):
    found = parsed(f"# Foozole + Barzole\n\n{text}")

    assert (found.status, found.flags) == ("rejected", ("not_monograph",))


def test_the_text_of_a_refusal_is_kept():
    found = parsed(
        "# Foozole + Barzole\n\nI cannot help with that.\n\n**Note:** AI-generated"
    )

    assert [(s.kind, s.whole) for s in found.draft.sections] == [
        ("other", "I cannot help with that."),
        ("note", "AI-generated"),
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "I cannot provide medical advice.",
        "This is not a standard combination, and no such product is approved.",
        "Please provide more details to your doctor.",
    ],
)
def test_no_phrase_makes_a_monograph_a_refusal(phrase):
    found = parsed(PAGE.replace("### Usage", f"{phrase}\n\n### Usage"))

    assert "not_monograph" not in found.flags


def test_content_in_a_form_of_its_own_is_irregular():
    text = f"Each component alone.\n\n**Potential Uses of Both:**\n\n{SENTENCE * 3}"

    found = parsed(f"# Foozole + Barzole\n\n{text}")

    assert (found.status, found.flags) == ("flagged", ("irregular",))
