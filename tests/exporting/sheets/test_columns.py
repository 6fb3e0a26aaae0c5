"""What a column writes, it reads; what it cannot read, it says in a sentence."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monographs.content import canonical_text
from monographs.exporting.sheets import SHEETS, Unreadable
from monographs.exporting.sheets.frequency_fields import (
    FrequencyField,
    ShareField,
)
from monographs.exporting.sheets.kinds_of_field import (
    AddressField,
    AtcField,
    ChoiceField,
    KeyField,
    LinkField,
    VerifiedField,
    WholeNumberField,
)
from monographs.exporting.sheets.sheet_field import LineField
from monographs.frequency import Frequency
from monographs.models import frequency_columns
from tests.content.documents import any_text, fractions, intervals, keys, lines

# Those that all sheets share are one field.
COLUMNS = [
    pytest.param(field, id=name)
    for name, field in {
        id(field): (f"{sheet.name}-{field.column_name}", field)
        for sheet in SHEETS.values()
        for field in sheet.fields
    }.values()
]
few = settings(max_examples=30)
SIDE_EFFECTS = SHEETS["side_effects"].by_name


def values_for(field):
    """Anything that the database can hold there, as a tuple for `reads`."""
    if isinstance(field, FrequencyField):
        rates = intervals.map(lambda one: Frequency(interval=one)) | st.builds(
            Frequency, is_not_known=st.booleans()
        )
        return columns_of(rates, field)
    if isinstance(field, ShareField):
        shares = st.none() | fractions
        return columns_of(shares.map(lambda one: Frequency(comparator=one)), field)
    return values_of_one_column(field).map(lambda value: (value,))


def columns_of(frequencies, field):
    return frequencies.map(frequency_columns).map(
        lambda columns: tuple(columns[name] for name in field.reads)
    )


def values_of_one_column(field):
    if isinstance(field, ChoiceField):
        return st.sampled_from(list(field.words))
    if isinstance(field, WholeNumberField):
        numbers = st.integers(field.least, field.most)
        empty = field.is_required or field.when_empty is not None
        return numbers if empty else numbers | st.none()
    if isinstance(field, KeyField):
        return keys | st.none()
    if isinstance(field, AddressField):
        addresses = st.from_regex("[a-z0-9]{2,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)
        return addresses if field.is_required else addresses | st.none()
    if isinstance(field, AtcField):
        return st.sampled_from([None, "N", "N05", "N05B", "N05BA", "N05BA23"])
    if isinstance(field, LinkField):
        return st.sampled_from(["", "https://example.org/?a=1&b=ü", "http://[::1]/"])
    if isinstance(field, LineField):
        return lines
    shortest = 1 if field.is_required else 0
    return any_text.map(canonical_text).filter(
        lambda text: shortest <= len(text) <= (field.longest or len(text))
    )


@pytest.mark.parametrize("field", COLUMNS)
@few
@given(data=st.data())
def test_what_a_column_writes_it_reads(field, data):
    if isinstance(field, VerifiedField):
        return
    values = data.draw(values_for(field))

    read = field.read(field.as_text(*values))

    if isinstance(field, FrequencyField | ShareField):
        assert tuple(read[name] for name in field.reads) == values
    else:
        assert read == {field.gives: values[0]}


@pytest.mark.parametrize("field", COLUMNS)
@few
@given(data=st.data())
def test_a_whole_column_is_written_as_its_cells_are(field, data):
    if isinstance(field, VerifiedField):
        rows = [("import", None), ("import", 3), ("person", None)]
    else:
        rows = data.draw(st.lists(values_for(field), min_size=1, max_size=4))

    cells = list(field.column(list(zip(*rows, strict=True))))

    assert cells == [field.as_text(*values) for values in rows]


@pytest.mark.parametrize("field", COLUMNS)
@few
@given(text=any_text)
def test_any_text_is_read_or_refused_with_a_sentence(field, text):
    said = "."
    try:
        field.read(text)
    except Unreadable as refusal:
        said = str(refusal)

    assert said.endswith(".")


@pytest.mark.parametrize("field", COLUMNS)
def test_every_column_is_explained_with_an_example_that_can_be_read(field):
    assert field.explains.endswith(".")
    field.read(field.example)
    assert not field.choices or field.example in field.choices


@pytest.mark.parametrize("field", COLUMNS)
def test_text_that_no_database_keeps_is_refused(field):
    if not isinstance(field, VerifiedField):
        for text in ("a\0b", "a\ud800b"):
            with pytest.raises(Unreadable):
                field.read(text)


def test_texts_are_read_in_their_one_form():
    field = SHEETS["sections"].by_name["text"]

    assert field.read("e\u0301\r\nx\ry") == {"body": "é\nx\ny"}
    assert field.as_text("e\u0301\r\nx\ry") == "é\nx\ny"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (">10 %", ">10%"),
        ("1-10%", "1% to 10%"),
        ("≥1/100 to <1/10", "≥1%, <10%"),
        ("1 in 3", "1 in 3"),
        ("Not known", "not known"),
        ("", ""),
    ],
)
def test_a_typed_figure_is_exact(typed, shown):
    field = SIDE_EFFECTS["frequency"]

    read = field.read(typed)

    assert read.keys() == set(field.reads)
    assert field.as_text(*(read[name] for name in field.reads)) == shown


def test_counts_are_taken_with_their_figure():
    read = SIDE_EFFECTS["frequency"].read("3 of 47")

    assert (read["affected"], read["total"]) == (3, 47)
    assert Fraction(read["low_numerator"], read["low_denominator"]) == Fraction(3, 47)


def test_no_number_is_made_from_a_word():
    read = SIDE_EFFECTS["frequency"].read("common")

    assert read["frequency_word"] == "common"
    assert read["frequency_phrase"] == "common"
    assert read["low_numerator"] is None


def test_a_phrase_gives_its_figure_its_word_and_itself():
    read = SIDE_EFFECTS["frequency"].read("Common (>10 %)")

    assert read["frequency_word"] == "common"
    assert read["frequency_phrase"] == "Common (>10 %)"
    assert (read["low_numerator"], read["low_closed"]) == (1, False)


def test_a_figure_that_may_be_for_something_else_is_not_taken():
    read = SIDE_EFFECTS["frequency"].read("<1 %, post-marketing and/or case reports")

    assert read["low_numerator"] is None
    assert read["basis"] == "mixed"


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("frequency", "150%", "more than all people"),
        ("frequency", "blue", "is not a frequency"),
        ("comparator", "1-10%", "is a range"),
        ("frequency_word", "comon", 'Did you mean "common"?'),
        ("serious", "perhaps", "Use one of: yes, no, not stated."),
        ("body_system", "brain and nerve", 'Did you mean "Brain and nerves"?'),
        ("affected", "-3", "is no whole number"),
        ("affected", "99999999999", "is no whole number"),
        ("key", "17", "is no key"),
        ("drug", "Exam plazole", "is no address"),
        ("drug", "", "cannot be empty"),
        ("group", "x" * 301, "301 characters; 300 fit"),
    ],
)
def test_a_refusal_says_what_to_write(column, text, says):
    with pytest.raises(Unreadable) as refusal:
        SIDE_EFFECTS[column].read(text)

    assert says in str(refusal.value)


def test_a_refusal_quotes_no_more_than_a_line():
    with pytest.raises(Unreadable) as refusal:
        SIDE_EFFECTS["serious"].read("no\nidea " * 10_000)

    assert len(str(refusal.value)) < 200
    assert "\n" not in str(refusal.value)


def test_choices_are_read_in_any_case_and_with_underscores():
    assert SHEETS["sections"].by_name["kind"].read("How_It_Works") == {
        "kind": "how_it_works"
    }
    assert SIDE_EFFECTS["body_system"].read("NERVES") == {"body_system": "nerves"}


def test_keys_are_read_with_and_without_their_dashes():
    key = UUID(int=7)

    assert SIDE_EFFECTS["key"].read(key.hex.upper()) == {"key": key}
