"""Questions as other writers set them, about an invented medicine."""

import pytest

from monographs.importing.documents import parse


@pytest.mark.parametrize(
    "text",
    [
        "1. Can I drive?\nWait and see.\n\n2. Can I swim?\nYes.",
        "1. **Can I drive?** Wait and see.\n2. **Can I swim?** Yes.",
        "**1. Can I drive?**\n\nWait and see.\n\n**2. Can I swim?**\n\nYes.",
        "#### Can I drive?\nWait and see.\n#### Can I swim?\nYes.",
        "#### Q1: Can I drive?\nA: Wait and see.\n#### Q2: Can I swim?\nA: Yes.",
        "- Q: Can I drive?\n- A: Wait and see.\n- Q: Can I swim?\n- A: Yes.",
        "- Q: Can I drive?\n  A: Wait and see.\n- Q: Can I swim?\n  A: Yes.",
        "Can I drive? Wait and see.\n\nCan I swim? Yes.",
        "**Can I drive?** - Wait and see.\n\n**Can I swim?** - Yes.",
        "Q. Can I drive?\nA. Wait and see.\n\nQ. Can I swim?\nA. Yes.",
        "❓ Can I drive?\n💡 Wait and see.\n\n❓ Can I swim?\n💡 Yes.",
        "***Can I drive?***\nWait and see.\n\n***Can I swim?***\nYes.",
        "> **Q: Can I drive?**\n>\n> A: Wait and see.\n\n"
        "> **Q: Can I swim?**\n>\n> A: Yes.",
    ],
)
def test_questions_are_read_however_they_are_asked(text):
    usage = "It calms samples. " * 9
    page = f"# Examplazole\n\n### Usage\n{usage}\n\n### FAQs\n\n{text}\n"

    parsed = parse(page.encode(), "e/examplazole.md")

    asked = [(x.question, x.answer.strip("💡 ")) for x in parsed.draft.faqs]
    assert asked == [("Can I drive?", "Wait and see."), ("Can I swim?", "Yes.")]


def test_an_answer_may_speak_of_information():
    text = "**Can I drive?**\nThis information is not known.\n\nThis text ends here."
    page = f"# Examplazole\n\n### Usage\n{'It calms. ' * 20}\n\n### FAQs\n\n{text}\n"

    parsed = parse(page.encode(), "e/examplazole.md")

    asked = [(x.question, x.answer) for x in parsed.draft.faqs]
    assert asked == [("Can I drive?", "This information is not known.")]
