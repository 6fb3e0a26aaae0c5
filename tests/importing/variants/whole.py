"""The same document in another dialect, or with other questions and closing lines."""

import re
from collections.abc import Callable

from tests.importing.variants.text import (
    BOLD_LABEL,
    HEADING,
    ITEM,
    lines_of,
    on_lines,
    section_named,
    sections_of,
)

_DISCLAIMER = re.compile(r"[*_]{1,2}Disclaimer(?:[*_]{1,2}:|:[*_]{0,2})\s*(?P<text>.+)")
_OF_THE_TEXT = re.compile(r"(?:This|The) information .*\badvice\b")
# What is listed below such a label may be its signs.
_NAMES_EFFECT = re.compile(r"(?i)reactions|irritation|issues|problems|allerg")
# A question with its answer, on one line or on two.
_QUESTION = re.compile(
    r"(?:\* )?\*\*(?:Q: *)?(?P<question>[^*?]{3,200}\?)\*\* *"
    r"(?:A: *(?P<answer>\S.*))?"
)
_ANSWER = re.compile(r"A: *(?P<answer>\S.*)")


def _labelled(lines: list[str]) -> list[str]:
    """ "### Usage" and its text becomes "**Usage:** text"."""
    if sum(bool(section_named(line)) for line in lines) < 3:
        return lines
    if any(BOLD_LABEL.fullmatch(line) and section_named(line) for line in lines):
        return lines
    changed: list[str] = []
    waiting = ""
    for line in lines:
        heading = HEADING.fullmatch(line)
        if heading and section_named(line):
            changed += [waiting] if waiting else []
            waiting = f"**{heading['text'].strip(':')}:**"
        elif waiting and line.strip():
            starts_block = ITEM.match(line) or line.startswith(("**", "|", "#"))
            changed += [waiting, "", line] if starts_block else [f"{waiting} {line}"]
            waiting = ""
        elif not waiting:
            changed.append(line)
        if heading and changed and not section_named(line):
            continue
    return [*changed, waiting] if waiting else changed


def _headed(lines: list[str]) -> list[str]:
    """ "**Usage:** text" becomes "### Usage" and its text."""
    if any(HEADING.fullmatch(line) for line in lines):
        return lines
    changed: list[str] = []
    for line in lines:
        match = BOLD_LABEL.fullmatch(line)
        if match and not match["before"] and section_named(line):
            changed += [f"### {match['label']}", "", match["rest"].strip()]
        else:
            changed.append(line)
    return changed


def _plain(lines: list[str]) -> list[str]:
    """ "### Usage" becomes "Usage:" on a line of its own."""
    if sum(bool(HEADING.fullmatch(x) and section_named(x)) for x in lines) < 5:
        return lines
    if any(HEADING.fullmatch(x) and not section_named(x) for x in lines):
        return lines
    return [
        f"\n{line.lstrip('# ').rstrip(':')}:\n" if HEADING.fullmatch(line) else line
        for line in lines
    ]


def _disclaimers_as(form: str) -> Callable[[str], str]:
    def change(lines: list[str]) -> list[str]:
        return [_disclaimer_as(form, line) for line in lines]

    return on_lines(change)


def _disclaimer_as(form: str, line: str) -> str:
    match = _DISCLAIMER.fullmatch(line.rstrip())
    if not match:
        return line
    text = match["text"].rstrip("*_ ")
    if "Disclaimer" not in form and not _OF_THE_TEXT.match(text):
        return line
    return line if "*" in text else form.format(text)


def _questions_as(form: str) -> Callable[[str], str]:
    """Where each line below "FAQs" is a question or its answer, and no other."""

    def change(lines: list[str]) -> list[str]:
        kinds = sections_of(lines)
        inside = [x for x, kind in zip(lines, kinds, strict=True) if kind == "faqs"]
        asked = _questions(inside[1:])
        if not asked:
            return lines
        first = kinds.index("faqs")
        behind = lines[first + len(inside) :]
        texts = [
            form.format(q=question, a=answer, n=number)
            for number, (question, answer) in enumerate(asked, start=1)
        ]
        block = "\n".join(texts).split("\n")
        return [*lines[: first + 1], "", *block, "", "", *behind]

    return on_lines(change)


def _questions(lines: list[str]) -> list[tuple[str, str]]:
    """None where something else is among them."""
    asked: list[tuple[str, str]] = []
    waiting = ""
    for line in lines:
        question, answer = _QUESTION.fullmatch(line), _ANSWER.fullmatch(line)
        if question and not waiting:
            waiting = question["question"].strip()
            if question["answer"]:
                asked.append((waiting, question["answer"].strip()))
                waiting = ""
        elif answer and waiting:
            asked.append((waiting, answer["answer"].strip()))
            waiting = ""
        elif line.strip():
            return []
    return [] if waiting else asked


def _bullets_for_commas(lines: list[str]) -> list[str]:
    """ "* **Skin:** rash, itching." becomes a list below its label."""
    kinds, changed = sections_of(lines), []
    for line, kind in zip(lines, kinds, strict=True):
        match = BOLD_LABEL.fullmatch(line) if kind == "side_effects" else None
        parts = _simple_parts(match["rest"]) if match else []
        is_group = match and not _NAMES_EFFECT.search(match["label"])
        if match and is_group and len(parts) > 1 and not section_named(line):
            inner = "    " if match["before"] else ""
            changed.append(f"{match['before']}**{match['label']}:**")
            changed += [] if inner else [""]
            changed += [f"{inner}* {part}" for part in parts]
            changed += [] if inner else [""]
        else:
            changed.append(line)
    return changed


def _simple_parts(text: str) -> list[str]:
    """The parts of a list of plain names; none where it may be no such list."""
    text = text.strip().rstrip(".")
    parts = re.split(r", (?:and |or )?", text)
    is_simple = all(
        re.fullmatch(r"[\w-]+(?: [\w-]+)?(?: \([\w ]+\))?", x) for x in parts
    )
    return parts if is_simple and not re.search(r" (?:and|or) ", text) else []


def _commas_for_bullets(lines: list[str]) -> list[str]:
    """A list of plain names below a bold label becomes "**Label:** a, b, and c."."""
    kinds, changed, index = sections_of(lines), [], 0
    while index < len(lines):
        label = BOLD_LABEL.fullmatch(lines[index])
        is_label = label and not label["rest"].strip() and not label["before"]
        items, behind = _items_below(lines, index)
        is_inside = kinds[index] == "side_effects" and not section_named(lines[index])
        if label and is_label and is_inside and len(items) > 2:
            listed = ", ".join(items[:-1]) + f", and {items[-1]}."
            changed += [f"**{label['label']}:** {listed}", ""]
            index = behind
        else:
            changed.append(lines[index])
            index += 1
    return changed


def _items_below(lines: list[str], index: int) -> tuple[list[str], int]:
    items, position = [], index + 1
    while position < len(lines):
        match = ITEM.match(lines[position])
        if match:
            items.append(lines[position][match.end() :].strip())
        elif lines[position].strip():
            break
        position += 1
    is_simple = all(
        re.fullmatch(r"[A-Z][\w-]*(?: [\w-]+){0,2}(?: \([\w ]+\))?", item)
        and not re.search(r" (?:and|or) |(?:al|ic|ous|ary|ive)$", item)
        for item in items
    )
    return (items, position) if is_simple else ([], index + 1)


def _fenced(opening: str, closing: str) -> Callable[[str], str]:
    def change(document: str) -> str:
        front_matter, lines = lines_of(document)
        if any("```" in line or "~~~" in line for line in lines):
            return document
        return "\n".join([*front_matter, "", opening, *lines, closing, ""])

    return change


def _all_fenced(document: str) -> str:
    return document if "```" in document else f"```markdown\n{document}\n```\n"


WHOLE: dict[str, Callable[[str], str]] = {
    "dialect: labelled": on_lines(_labelled),
    "dialect: headed": on_lines(_headed),
    "dialect: plain": on_lines(_plain),
    "fence: markdown": _fenced("```markdown", "```"),
    "fence: md": _fenced("```md", "```"),
    "fence: none": _fenced("```", "```"),
    "fence: tildes": _fenced("~~~", "~~~"),
    "fence: around front matter": _all_fenced,
    "disclaimer: italic": _disclaimers_as("*Disclaimer: {}*"),
    "disclaimer: italic label": _disclaimers_as("*Disclaimer:* {}"),
    "disclaimer: quoted": _disclaimers_as("> **Disclaimer:** {}"),
    "disclaimer: plain": _disclaimers_as("Disclaimer: {}"),
    "disclaimer: no label": _disclaimers_as("{}"),
    "disclaimer: italic, no label": _disclaimers_as("*{}*"),
    "disclaimer: quoted, no label": _disclaimers_as("> {}"),
    "disclaimer: heading": _disclaimers_as("### Disclaimer\n\n{}"),
    "disclaimer: bold line": _disclaimers_as("**Disclaimer**\n\n{}"),
    "disclaimer: medical": _disclaimers_as("**Medical Disclaimer:** {}"),
    "disclaimer: below a rule": _disclaimers_as("---\n\n**Disclaimer:** {}"),
    "questions: one line": _questions_as("* **Q: {q}** A: {a}"),
    "questions: two lines": _questions_as("**Q: {q}**\nA: {a}\n"),
    "questions: apart": _questions_as("**Q: {q}**\n\nA: {a}\n"),
    "questions: Q1": _questions_as("**Q{n}: {q}**\n\nA{n}: {a}\n"),
    "questions: Question": _questions_as("**Question:** {q}\n**Answer:** {a}\n"),
    "questions: **Q:**": _questions_as("**Q:** {q}\n\n**A:** {a}\n"),
    "questions: **Q.**": _questions_as("**Q.** {q}\n\n**A.** {a}\n"),
    "questions: no label": _questions_as("* **{q}** {a}"),
    "questions: no label, apart": _questions_as("**{q}**\n\n{a}\n"),
    "questions: numbered": _questions_as("{n}. **{q}**\n   {a}\n"),
    "questions: numbered in bold": _questions_as("**{n}. {q}**\n\n{a}\n"),
    "questions: headings": _questions_as("#### {q}\n\n{a}\n"),
    "questions: numbered headings": _questions_as("#### {n}. {q}\n{a}\n"),
    "questions: italic": _questions_as("*{q}*\n{a}\n"),
    "questions: plain": _questions_as("Q: {q}\nA: {a}\n"),
    "questions: nested": _questions_as("* **{q}**\n    * {a}"),
    "questions: dash": _questions_as("- **{q}** – {a}"),
    "questions: quoted": _questions_as("> **{q}**\n\n{a}\n"),
    "questions: emoji": _questions_as("❓ **{q}**\n{a}\n"),
    "lists: bullets": on_lines(_bullets_for_commas),
    "lists: commas": on_lines(_commas_for_bullets),
}
