"""A document that medsite wrote, as a draft: never an exception, never lost text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from monographs.exporting.notation import LIST_HEADINGS, as_written
from monographs.importing.documents.draft import (
    LONGEST_AUTHOR,
    LONGEST_INTERESTS,
    Draft,
    DraftSection,
    Issue,
    Lines,
    SectionText,
    Severity,
)
from monographs.importing.documents.exported.cutting import (
    Block,
    blocks_of,
    front_matter_of,
    lines_of,
)
from monographs.importing.documents.exported.head import Head
from monographs.importing.documents.exported.rows import ITEMS, read_section
from monographs.importing.documents.exported.table import (
    is_mostly_empty,
    length_of_table,
    read_table,
)
from monographs.importing.documents.exported.values import Notes, one_of, values_of
from monographs.importing.documents.names import generic_name

_KINDS = ("drug", "comparison")
_LIST_HEADINGS = {f"### {heading}" for heading in LIST_HEADINGS.values()}


def read_exported(text: str) -> tuple[Draft, tuple[Issue, ...]]:
    lines = lines_of(text)
    front_matter = front_matter_of(lines)
    reading = _Reading(front_matter[1:-1])
    for block in blocks_of(lines, first=len(front_matter) + 1):
        reading.take(block)
    return reading.draft(), tuple(reading.notes.issues)


class _Reading:
    def __init__(self, front_matter: Sequence[str]) -> None:
        self.notes = Notes()
        self.head = Head(front_matter, self.notes)
        self.title = self.head.get("title").text("title")
        self.sections: list[DraftSection] = []
        self.items: dict[str, list[Any]] = {word: [] for word in ITEMS}
        self.subjects: list[Any] = []
        self.comparison_rows: list[Any] = []

    def draft(self) -> Draft:
        draft = Draft(
            kind=self.head.get("kind").get("kind", one_of(_KINDS), "drug"),
            title=self.title,
            is_listed=self.head.is_listed(),
            generic_name=generic_name([_section_text(row) for row in self.sections]),
            key=self.head.get("key").key("key"),
            slug=self.head.get("slug").text("slug"),
            names=tuple(self.items["name"]),
            classes=tuple(self.items["class"]),
            components=tuple(self.items["component"]),
            sections=tuple(self.sections),
            side_effects=tuple(self.items["side_effect"]),
            faqs=tuple(self.items["faq"]),
            citations=tuple(self.items["citation"]),
            subjects=tuple(self.subjects),
            comparison_rows=tuple(self.comparison_rows),
            disagreements=tuple(self.items["disagreement"]),
        )
        if draft.kind != "comparison":
            return draft
        return replace(
            draft,
            author=self.head.line("author", most=LONGEST_AUTHOR),
            interests=self.head.line("interests", most=LONGEST_INTERESTS),
        )

    def take(self, block: Block) -> None:
        word = block.marker.word
        if not block.marker.written:
            self._take_title(block)
        elif word in ITEMS:
            self._take_item(block)
        elif word == "section":
            self._take_section(block)
        elif word == "table":
            self._take_table(block)
        elif word == "list":
            self._take_list(block)
        else:
            self._take_unknown(block)

    def _take_title(self, block: Block) -> None:
        """Above the first comment there is the title, and nothing else."""
        place = block.first_filled
        line = block.lines[place].rstrip() if block.lines else ""
        if line != "#" and not line.startswith("# "):
            self._keep(block)
            return
        shown = as_written(line[1:])
        self.title = self.title or shown
        if shown != self.title:
            self.notes.add(
                "exported_contradiction",
                block.line(place),
                "The front matter has another title, which counts. Change both.",
                shown,
            )
        self._keep(block.cut(place + 1)[1])

    def _take_section(self, block: Block) -> None:
        values = values_of(block.marker, self.notes)
        lines = Lines(block.marker.line, block.last_line)
        self.sections.append(read_section("\n".join(block.lines), values, lines))
        values.name_the_unread()

    def _take_list(self, block: Block) -> None:
        place = block.first_filled
        is_heading = block.lines and block.lines[place].strip() in _LIST_HEADINGS
        self._keep(block.cut(place + 1)[1] if is_heading else block)

    def _take_item(self, block: Block) -> None:
        """Its text is indented; what is not is no part of the row."""
        word = block.marker.word
        item, below = block.cut(block.indented)
        values = values_of(item.marker, self.notes)
        lines = Lines(item.marker.line, item.last_line)
        visible = "\n".join(line[2:] for line in item.lines).strip()
        row = ITEMS[word](visible, values, lines)
        if row is None:
            self.notes.add(
                "exported_row",
                lines.first,
                f'What stands below this comment is not written as a "{word}" is. '
                "Compare it with another one.",
                visible,
                severity=Severity.ERROR,
            )
            self._keep(block)
            return
        values.name_the_unread()
        self.items[word].append(row)
        self._keep(below)

    def _take_table(self, block: Block) -> None:
        table, below = block.cut(length_of_table(block))
        if is_mostly_empty(table):
            self._keep(block)
            return
        subjects, rows = read_table(table, self.notes)
        self.subjects += subjects
        self.comparison_rows += rows
        self._keep(below)

    def _take_unknown(self, block: Block) -> None:
        self.notes.add(
            "exported_marker",
            block.marker.line,
            "medsite knows no such comment. Correct it; the text below it was kept as "
            "a section of its own.",
            block.marker.written,
            severity=Severity.ERROR,
        )
        self._keep(block)

    def _keep(self, block: Block) -> None:
        """Text that belongs to no row becomes a section."""
        text = as_written("\n".join(block.lines)) if block.lines else ""
        if not text:
            return
        lines = Lines(block.line(block.first_filled), block.last_line)
        self.sections.append(
            DraftSection(lines=lines, kind="other", heading="", body=text, whole=text)
        )
        self.notes.add(
            "exported_text_outside",
            lines.first,
            "This text belongs to no row, so it was kept as a section of its own. "
            "Put a medsite comment above it, such as "
            '<!-- medsite section {"kind": "other"} -->.',
            text,
        )


def _section_text(row: DraftSection) -> SectionText:
    first = row.lines.first
    return SectionText(row.kind, row.heading, row.whole, first, first)
