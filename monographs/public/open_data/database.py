"""The current versions as one SQLite file, with a full-text search over them."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from monographs.content import Document
from monographs.public.formats.status import as_text, state_of
from monographs.public.open_data.records import Page, Version
from monographs.public.open_data.side_effect_table import COLUMNS, rows_of

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "TEXT"}
_SIDE_EFFECT_COLUMNS = ", ".join(
    f'"{name}" {_TYPES[kind]}' for name, kind, _ in COLUMNS
)
_SCHEMA = f"""
CREATE TABLE monographs (
    slug TEXT PRIMARY KEY, key TEXT, kind TEXT, title TEXT, is_listed INTEGER,
    state TEXT, version INTEGER, sha256 TEXT, published_at TEXT, reviewed_on TEXT,
    review_due_on TEXT, url TEXT
);
CREATE TABLE versions (
    slug TEXT, version INTEGER, sha256 TEXT, published_at TEXT, is_current INTEGER,
    change_note TEXT, url TEXT, PRIMARY KEY (slug, version)
);
CREATE TABLE names (slug TEXT, kind TEXT, text TEXT);
CREATE TABLE sections (
    slug TEXT, position INTEGER, kind TEXT, heading TEXT, body TEXT
);
CREATE TABLE side_effects ({_SIDE_EFFECT_COLUMNS});
CREATE TABLE faqs (slug TEXT, position INTEGER, question TEXT, answer TEXT);
CREATE TABLE version_sources (
    slug TEXT, version INTEGER, source TEXT, PRIMARY KEY (source, slug, version)
) WITHOUT ROWID;
CREATE TABLE sources (
    sha256 TEXT PRIMARY KEY, form TEXT, taken_in_on TEXT, licence TEXT,
    licence_address TEXT
);
CREATE VIRTUAL TABLE search USING fts5 (
    slug UNINDEXED, kind UNINDEXED, title, label, text,
    tokenize = "unicode61 remove_diacritics 2"
);
"""
_OPTIMISE = "INSERT INTO search (search) VALUES ('optimize')"
_INDEXES = (
    "CREATE INDEX side_effects_by_effect ON side_effects (effect)",
    "CREATE INDEX side_effects_by_address ON side_effects (effect_slug)",
    "CREATE INDEX side_effects_by_page ON side_effects (slug)",
    "CREATE INDEX names_by_text ON names (text)",
    "CREATE INDEX sections_by_page ON sections (slug)",
    "CREATE INDEX faqs_by_page ON faqs (slug)",
)
_Rows = Iterator[tuple[Any, ...]]


class SearchableFile:
    """Written once; it is whole when it was closed."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        # A file that is not finished is thrown away, so nothing needs to be undone.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(f"BEGIN; {_SCHEMA}")

    def add(self, pages: Iterable[Page]) -> None:
        for page in pages:
            for version in page.versions:
                self._add_version(version)
                if version.is_current:
                    self._add_current(page, version)

    def sources(self) -> Iterator[str]:
        """The SHA-256 of each that a version of the set rests on."""
        for (sha256,) in self._database.execute(
            "SELECT DISTINCT source FROM version_sources ORDER BY source"
        ):
            yield sha256

    def add_source(self, row: tuple[str, ...]) -> None:
        self._insert("sources", [row])

    def finish(self) -> None:
        self._database.execute(_OPTIMISE)
        for statement in (*_INDEXES, "COMMIT"):
            self._database.execute(statement)

    def close(self) -> None:
        self._database.close()

    def _add_version(self, version: Version) -> None:
        standing = version.standing
        slug, number = standing.slug, standing.number
        self._insert(
            "versions",
            [
                (
                    slug,
                    number,
                    standing.sha256,
                    as_text(standing.version_published_at),
                    version.is_current,
                    standing.change_note,
                    version.url,
                )
            ],
        )
        hashes = sorted(version.document.sources())
        self._insert("version_sources", [(slug, number, one) for one in hashes])

    def _add_current(self, page: Page, version: Version) -> None:
        facts, document = page.facts, version.document
        standing = version.standing
        slug = standing.slug
        self._insert(
            "monographs",
            [
                (
                    slug,
                    facts["key"],
                    standing.kind,
                    standing.title,
                    facts["is_listed"],
                    state_of(standing),
                    standing.number,
                    standing.sha256,
                    as_text(standing.version_published_at),
                    facts["reviewed_on"],
                    facts["review_due_on"],
                    version.url,
                )
            ],
        )
        self._insert("names", ((slug, row.kind, row.text) for row in document.names))
        self._insert(
            "sections",
            (
                (slug, place, row.kind, row.heading, row.body)
                for place, row in enumerate(document.sections, 1)
            ),
        )
        self._insert("side_effects", map(tuple, rows_of(version)))
        self._insert(
            "faqs",
            (
                (slug, place, row.question, row.answer)
                for place, row in enumerate(document.faqs, 1)
            ),
        )
        self._insert("search", _entries(slug, document))

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)
        if rows:
            places = ", ".join("?" for _ in rows[0])
            # Only our own tables are named.
            self._database.executemany(
                f"INSERT INTO {table} VALUES ({places})",  # noqa: S608
                rows,
            )


def holds_any(path: Path, slugs: Iterable[str]) -> bool:
    """Whether a finished file holds one of these pages."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        asked = "SELECT 1 FROM monographs WHERE slug = ?"
        return any(database.execute(asked, [slug]).fetchone() for slug in slugs)


def _entries(slug: str, document: Document) -> _Rows:
    title = document.title
    for name in document.names:
        yield slug, "name", title, name.kind, name.text
    for section in document.sections:
        yield slug, "section", title, section.heading, section.body
    for effect in document.side_effects:
        yield slug, "side_effect", title, effect.effect, effect.wording
    for faq in document.faqs:
        yield slug, "faq", title, faq.question, faq.answer
    for row in document.comparison_rows:
        cells = "\n".join(cell.text for cell in row.cells)
        yield slug, "comparison", title, row.feature, cells
