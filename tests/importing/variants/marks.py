"""The same document with other list signs, blank lines, label and heading marks."""

import re
from collections.abc import Callable

from tests.importing.variants.text import (
    BOLD_LABEL,
    HEADING,
    ITEM,
    in_section,
    lines_of,
    on_each_line,
    on_lines,
    section_named,
    sections_of,
)


def _with_sign(sign: str, gap: str = " ") -> Callable[[str], str]:
    def change(line: str) -> str:
        match = ITEM.match(line)
        if not match:
            return line
        return f"{match['indent']}{sign}{gap}{line[match.end() :]}"

    return on_each_line(change)


def _numbered(lines: list[str]) -> list[str]:
    """Outermost items only, counted from one in each list."""
    changed, number = [], 0
    for line in lines:
        match = ITEM.match(line)
        if match and not match["indent"]:
            number += 1
            line = f"{number}. {line[match.end() :]}"
        elif line.strip() and not line[0].isspace():
            number = 0
        changed.append(line)
    return changed


def _nested_by(width: int) -> Callable[[str], str]:
    def change(line: str) -> str:
        depth = (len(line) - len(line.lstrip(" "))) // 4
        return " " * (depth * width) + line[depth * 4 :]

    return on_each_line(change)


def _indented_items(line: str) -> str:
    return "  " + line if ITEM.match(line) or line.startswith("    ") else line


def _blank_between_items(lines: list[str]) -> list[str]:
    changed: list[str] = []
    for line in lines:
        if ITEM.match(line) and changed and ITEM.match(changed[-1]):
            changed.append("")
        changed.append(line)
    return changed


def _no_blank_between_items(lines: list[str]) -> list[str]:
    return [
        line
        for index, line in enumerate(lines)
        if line.strip() or not _is_between_items(lines, index)
    ]


def _is_between_items(lines: list[str], index: int) -> bool:
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    below = next((line for line in lines[index:] if line.strip()), "")
    return bool(ITEM.match(above) and ITEM.match(below))


def _blank_below_leads(lines: list[str]) -> list[str]:
    changed = []
    for line in lines:
        changed.append(line)
        if _is_lead(line):
            changed.append("")
    return changed


def _no_blank_below_leads(lines: list[str]) -> list[str]:
    changed: list[str] = []
    for line in lines:
        if line.strip() or not (changed and _is_lead(changed[-1])):
            changed.append(line)
    return changed


def _is_lead(line: str) -> bool:
    return bool(HEADING.fullmatch(line)) or line.rstrip(" *").endswith(":")


def _no_blank_among_effects(lines: list[str]) -> list[str]:
    """But one between two paragraphs, which are none without it."""
    kinds = sections_of(lines)
    return [
        line
        for index, (line, kind) in enumerate(zip(lines, kinds, strict=True))
        if line.strip()
        or kind != "side_effects"
        or not (_is_beside_item(lines, index) and "side_effects" in kinds[index + 1 :])
    ]


def _is_beside_item(lines: list[str], index: int) -> bool:
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    below = next((line for line in lines[index:] if line.strip()), "")
    return bool(ITEM.match(above) or ITEM.match(below))


def _more_blanks(lines: list[str]) -> list[str]:
    return [part for line in lines for part in ([line] if line else ["", "", ""])]


def _items_end_with(sign: str) -> Callable[[str], str]:
    def change(line: str) -> str:
        is_item = ITEM.match(line) and ":" not in line and ". " not in line
        return line.rstrip(" .;,") + sign if is_item else line

    return on_lines(in_section("side_effects", change))


def _labels_as(form: str) -> Callable[[str], str]:
    def change(line: str) -> str:
        match = BOLD_LABEL.fullmatch(line)
        if not match or _is_question(match["label"]):
            return line
        if form.endswith("–") and not match["rest"].strip():
            return line
        label = form.format(match["label"])
        return f"{match['before']}{label}{match['rest']}"

    return on_each_line(change)


def _inner_labels_as(form: str) -> Callable[[str], str]:
    """Only labels inside sections, as those that begin one may need their marks."""
    changed = _labels_as(form)

    def change(document: str) -> str:
        front_matter, before = lines_of(document)
        after = lines_of(changed(document))[1]
        kinds = sections_of(before)
        lines = [
            new if kind and kind != "closing" and not section_named(old) else old
            for old, new, kind in zip(before, after, kinds, strict=True)
        ]
        return "\n".join([*front_matter, *lines])

    return change


def _is_question(label: str) -> bool:
    return bool(re.fullmatch(r"[QA]\d*", label)) or "?" in label


def _headings_as(form: str) -> Callable[[str], str]:
    def change(line: str) -> str:
        match = HEADING.fullmatch(line)
        is_plain = match and "*" not in match["text"] and match["level"] == "###"
        return form.format(match["text"].rstrip(":")) if match and is_plain else line

    def changed(lines: list[str]) -> list[str]:
        is_nested = any(line.startswith("####") for line in lines)
        return lines if is_nested else [change(line) for line in lines]

    return on_lines(changed)


def _unless_labelled(change: Callable[[str], str]) -> Callable[[str], str]:
    """Where no bold label is one that begins a section among such labels only."""

    def changed(document: str) -> str:
        labels = (x for x in document.split("\n") if BOLD_LABEL.fullmatch(x))
        return document if any(map(section_named, labels)) else change(document)

    return changed


def _upper_headings(line: str) -> str:
    return line.upper() if HEADING.fullmatch(line) else line


def _numbered_headings(lines: list[str]) -> list[str]:
    changed, number = [], 0
    for line in lines:
        match = HEADING.fullmatch(line)
        if match and match["level"] == "###":
            number += 1
            line = f"### {number}. {match['text']}"
        changed.append(line)
    return changed


MARKS: dict[str, Callable[[str], str]] = {
    "signs: -": _with_sign("-"),
    "signs: +": _with_sign("+"),
    "signs: •": _with_sign("•"),
    "signs: 1.": on_lines(_numbered),
    "signs: tab": _with_sign("*", "\t"),
    "signs: three spaces": _with_sign("*", "   "),
    "indent: nested by 2": _nested_by(2),
    "indent: items by 2": on_each_line(_indented_items),
    "blank: between items": on_lines(_blank_between_items),
    "blank: none between items": on_lines(_no_blank_between_items),
    "blank: none beside effects": on_lines(_no_blank_among_effects),
    "blank: below leads": on_lines(_blank_below_leads),
    "blank: none below leads": on_lines(_no_blank_below_leads),
    "blank: three for one": on_lines(_more_blanks),
    "blank: spaces at line ends": on_each_line(lambda line: line + "  "),
    "ends: .": _items_end_with("."),
    "ends: ;": _items_end_with(";"),
    "ends: ,": _items_end_with(","),
    "ends: none": _items_end_with(""),
    "labels: **L**:": _labels_as("**{}**:"),
    "labels: __L:__": _labels_as("__{}:__"),
    "labels: **L: **": _labels_as("**{}: **"),
    "labels: ***L:***": _labels_as("***{}:***"),
    "labels: **L** :": _labels_as("**{}** :"),
    "inner labels: *L:*": _inner_labels_as("*{}:*"),
    "inner labels: _L_:": _inner_labels_as("_{}_:"),
    "inner labels: L:": _inner_labels_as("{}:"),
    "inner labels: **L** –": _inner_labels_as("**{}** –"),
    "headings: ##": _headings_as("## {}"),
    "headings: ####": _headings_as("#### {}"),
    "headings: #": _headings_as("# {}"),
    "headings: X:": _headings_as("### {}:"),
    "headings: **X**": _headings_as("### **{}**"),
    "headings: **X:**": _headings_as("### **{}:**"),
    "headings: X ###": _headings_as("### {} ###"),
    "headings: tight": _headings_as("###{}"),
    "headings: underlined": _headings_as("\n{}\n------"),
    "headings: emoji": _headings_as("### 💊 {}"),
    "headings: upper case": on_each_line(_upper_headings),
    "headings: numbered": on_lines(_numbered_headings),
    "headings: bold lines": _unless_labelled(_headings_as("\n**{}**\n")),
}
