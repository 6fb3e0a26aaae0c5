import pytest

from tests.checks.documents import drug, found_by, question, section, sentence_found_by


def contradicts(told, asked, answer):
    document = drug(section(told, "precautions"), question(asked, answer))
    return bool(found_by("contradiction", document))


OPPOSITES = {
    "alcohol": (
        "Avoid alcohol.",
        "Can I drink alcohol?",
        "Yes, alcohol makes no difference.",
    ),
    "driving": (
        "Do not drive or use machines.",
        "May I drive?",
        "Yes. It does not affect your ability to drive.",
    ),
    "pregnancy": (
        "It must not be taken during pregnancy.",
        "Is it safe in pregnancy?",
        "Yes, it is safe for the child.",
    ),
    "pregnancy, the other way": (
        "It is considered safe during pregnancy.",
        "Can I take it while pregnant?",
        "No.",
    ),
    "habit": (
        "Long use can cause physical dependence.",
        "Is it habit-forming?",
        "No, it is considered harmless.",
    ),
    "habit, the other way": (
        "It is not habit-forming.",
        "Is it addictive?",
        "Yes, after some weeks.",
    ),
    "stopping": (
        "Do not stop it suddenly.",
        "Can I stop whenever I like?",
        "Yes, at any time.",
    ),
}


@pytest.mark.parametrize("case", OPPOSITES)
def test_opposite_statements_are_found(case):
    assert contradicts(*OPPOSITES[case])


@pytest.mark.parametrize(
    ("told", "asked", "answer"),
    [
        ("Avoid alcohol.", "Can I drink alcohol?", "No, it makes you drowsy."),
        ("Avoid alcohol.", "Can I drink alcohol?", "Yes, but only a little."),
        ("Avoid alcohol.", "Can I drink alcohol?", "It is best avoided."),
        ("Avoid alcohol.", "Can I drink milk?", "Yes."),
        ("Alcohol swabs are used.", "Can I drink alcohol?", "Yes."),
        ("Do not drive if you feel dizzy.", "May I drive?", "Yes."),
        ("Used for alcohol dependence.", "Is it habit-forming?", "No."),
        ("It is not safe during pregnancy.", "Safe in pregnancy?", "No."),
        ("Do not stop it suddenly.", "Can I stop?", "Yes, but ask your doctor."),
    ],
)
def test_agreement_and_reserve_are_left_alone(told, asked, answer):
    assert not contradicts(told, asked, answer)


def test_both_sides_are_quoted():
    told, asked, answer = OPPOSITES["alcohol"]
    document = drug(section(told, "precautions", "Warnings"), question(asked, answer))

    message = sentence_found_by("contradiction", document)

    assert "On alcohol" in message
    assert answer in message
    assert "“Warnings” says “Avoid alcohol.”" in message
