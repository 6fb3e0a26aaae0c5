"""One row a side-effect statement, with exact fractions: for the CSV and for SQL."""

from collections.abc import Iterator
from fractions import Fraction

from monographs.content import DocumentSideEffect
from monographs.frequency import Band, sentence
from monographs.public.open_data.records import Version

Cell = str | int | float | None

# Name, type as Frictionless and SQLite call it, meaning.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("slug", "string", "The last part of the page's address."),
    ("title", "string", "The page's title."),
    ("version", "integer", "The version of the page that readers see."),
    ("key", "string", "Names this statement in every version of the page."),
    ("effect", "string", "The side effect, in our own plain words."),
    ("effect_slug", "string", "The last part of that side effect's address, today."),
    ("wording", "string", "As the source writes it, where that is kept."),
    ("low", "string", "The lower end as an exact fraction, such as 1/100."),
    ("low_closed", "boolean", "Whether the lower end itself belongs to it."),
    ("high", "string", "The upper end as an exact fraction."),
    ("high_closed", "boolean", "Whether the upper end itself belongs to it."),
    ("low_decimal", "number", "The lower end, rounded, to sort and filter by."),
    ("high_decimal", "number", "The upper end, rounded, to sort and filter by."),
    ("bands", "string", "Each band that the figure may lie in, with blanks between."),
    ("sentence", "string", "How often, as the page says it."),
    ("as_written", "string", "How often, as the source writes it."),
    ("word", "string", "The word of the source, such as common; not a figure."),
    ("is_not_known", "boolean", "The source says that nobody knows how often."),
    ("basis", "string", "What the figure rests on."),
    ("affected", "integer", "N, where the source says N of M people."),
    ("total", "integer", "M, where the source says N of M people."),
    ("comparator", "string", "The share of people on placebo, as an exact fraction."),
    ("serious", "string", "yes, no or not_stated."),
    ("group", "string", "The heading that it stood under, as written."),
    ("scope", "string", "Whether it is about the product, a component, a route, …"),
    ("scope_name", "string", "Which component, route, dose or people."),
    ("source", "string", "The SHA-256 of the source document, see sources.csv."),
    ("version_url", "string", "Where this version stands for ever."),
)
NAMES = tuple(name for name, _, _ in COLUMNS)


def rows_of(version: Version) -> Iterator[list[Cell]]:
    standing = version.standing
    for row in version.document.side_effects:
        yield [
            standing.slug,
            standing.title,
            standing.number,
            *_cells(row, version.effect_slugs.get(row.effect_key)),
            version.url,
        ]


def _cells(row: DocumentSideEffect, slug: str | None) -> list[Cell]:
    frequency = row.frequency
    interval, comparator = frequency.interval, frequency.comparator
    return [
        str(row.key),
        row.effect,
        slug,
        row.wording,
        _fraction(interval.low) if interval else None,
        _truth(interval.low_closed) if interval else None,
        _fraction(interval.high) if interval else None,
        _truth(interval.high_closed) if interval else None,
        float(interval.low) if interval else None,
        float(interval.high) if interval else None,
        " ".join(str(band) for band in Band if band in frequency.bands),
        sentence(frequency),
        frequency.phrase,
        frequency.word,
        _truth(frequency.is_not_known),
        str(frequency.basis),
        frequency.affected,
        frequency.total,
        None if comparator is None else _fraction(comparator),
        row.serious,
        row.group,
        row.scope,
        row.scope_name,
        row.source or "",
    ]


def _fraction(value: Fraction) -> str:
    """With its denominator always, so that 0 and 1 are fractions too."""
    return f"{value.numerator}/{value.denominator}"


def _truth(value: bool) -> str:
    return "true" if value else "false"
