from math import isclose

import pytest

from monographs.readability import readability_of, sentences_of, syllables_in

# Lincoln at Gettysburg, 1863. By hand: 10 sentences, 19 words of three syllables or
# more, hyphens read as spaces; so SMOG is 1.0430 √57 + 3.1291 = 11.0.
GETTYSBURG = """
Four score and seven years ago our fathers brought forth on this continent, a new \
nation, conceived in Liberty, and dedicated to the proposition that all men are \
created equal.
Now we are engaged in a great civil war, testing whether that nation, or any nation \
so conceived and so dedicated, can long endure. We are met on a great battle-field \
of that war. We have come to dedicate a portion of that field, as a final resting \
place for those who here gave their lives that that nation might live. It is \
altogether fitting and proper that we should do this.
But, in a larger sense, we can not dedicate, we can not consecrate, we can not \
hallow this ground. The brave men, living and dead, who struggled here, have \
consecrated it, far above our poor power to add or detract. The world will little \
note, nor long remember what we say here, but it can never forget what they did \
here. It is for us the living, rather, to be dedicated here to the unfinished work \
which they who fought here have thus far so nobly advanced. It is rather for us to \
be here dedicated to the great task remaining before us, that from these honored \
dead we take increased devotion to that cause for which they gave the last full \
measure of devotion, that we here highly resolve that these dead shall not have died \
in vain, that this nation, under God, shall have a new birth of freedom, and that \
government of the people, by the people, for the people, shall not perish from the \
earth.
"""
# The best known lines of an English nursery: not one word of three syllables.
PLAIN = "Jack and Jill went up the hill to fetch a pail of water.\n" * 30


def test_the_grade_of_a_text_counted_by_hand():
    found = readability_of(GETTYSBURG)

    assert (found.sentences, found.long_words) == (10, 19)
    assert isclose(found.grade, 11.0, abs_tol=0.05)
    assert found.is_rough


def test_a_text_without_long_words_has_the_lowest_grade():
    found = readability_of(PLAIN)

    assert isclose(found.grade, 3.1291)
    assert not found.is_rough
    assert found.hardest == ()


def test_the_five_hardest_sentences_come_first():
    found = readability_of(GETTYSBURG)

    counts = [len(sentence.long_words) for sentence in found.hardest]
    assert counts == [5, 5, 2, 2, 1]
    assert found.hardest[0].text.startswith("It is rather for us")
    assert "devotion" in found.hardest[0].long_words


def test_too_few_sentences_have_no_grade():
    assert readability_of("Occasionally unbelievable difficulties.").grade is None
    assert readability_of("").grade is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("rash", 1), ("once", 1), ("taste", 1), ("breathe", 1), ("mixed", 1)],
        *[("headache", 2), ("stomach", 2), ("patient", 2), ("tablet", 2)],
        *[("doses", 2), ("tiredness", 3), ("needed", 2), ("people", 2), ("being", 2)],
        *[("dizziness", 3), ("medicine", 3), ("reaction", 3), ("injection", 3)],
        *[("serious", 3), ("area", 3), ("allergic", 3), ("created", 3)],
        *[("hypertension", 4), ("ibuprofen", 4), ("diarrhoea", 4), ("anaemia", 4)],
        *[("usually", 4), ("appropriate", 4), ("doctor's", 2), ("occasional", 4)],
    ],
)
def test_syllables(word, count):
    # Three or more is all that counts; beyond, one off is allowed.
    assert min(syllables_in(word), 3) == min(count, 3)
    assert abs(syllables_in(word) - count) <= (count > 3)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Take one. Then wait.", 2),
        ("Take fluids, e.g. water. Then wait.", 2),
        ("Take 2.5 mg. Then wait!", 2),
        ("Is it safe? (Yes.) Good.", 3),
        ("First item\nSecond item", 2),
        ("…\n—\n42", 0),
    ],
)
def test_sentences(text, count):
    assert len(sentences_of(text)) == count


def test_hostile_text_takes_no_long_time():
    text = "a" * 50_000 + "." * 50_000 + " A. " * 20_000

    assert readability_of(text).sentences < 30_000
