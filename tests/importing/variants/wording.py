"""The same document in other words and signs that mean the same."""

import re
from collections.abc import Callable
from itertools import cycle

from tests.importing.variants.text import (
    BOLD_LABEL,
    HEADING,
    ITEM,
    in_section,
    lines_of,
    on_each_line,
    on_lines,
    sections_of,
)

_SYNONYMS = (
    {
        "generic name": "Generic Names",
        "usage": "Uses",
        "dosage": "Dosage and Administration",
        "side effects": "Adverse Effects",
        "how it works": "Mechanism of Action",
        "precautions": "Warnings and Precautions",
        "faqs": "Frequently Asked Questions",
    },
    {
        "usage": "Indications",
        "dosage": "Dosage Guidelines",
        "side effects": "Possible Side Effects",
        "how it works": "How Does It Work?",
        "precautions": "Precautions and Warnings",
        "faqs": "Frequently Asked Questions (FAQs)",
    },
    {
        "usage": "Indications and Usage",
        "dosage": "Recommended Dosage",
        "side effects": "Adverse Reactions",
        "how it works": "How It Works",
        "precautions": "Warnings & Precautions",
        "faqs": "Common Questions",
    },
    {
        "usage": "What It Is Used For",
        "dosage": "Dosing",
        "side effects": "Side Effects and Adverse Reactions",
        "how it works": "Mode of Action",
        "precautions": "Safety Precautions",
        "faqs": "FAQ",
    },
)
_SYSTEMS = (
    "Nervous System",
    "Gastrointestinal",
    "Cardiovascular",
    "Skin and Subcutaneous Tissue",
    "Respiratory",
    "Musculoskeletal",
    "Hepatobiliary",
    "Psychiatric",
    "Renal and Urinary",
    "Metabolic",
    "Ocular",
    "Hematologic",
)
_OLD_SYSTEMS = re.compile(
    r"(?:central )?nervous system|cns|gastrointestinal|cardiovascular|dermatologic"
    r"|respiratory|musculoskeletal|hepatic|psychiatric|renal|genitourinary|ocular"
    r"|hematologic|endocrine(?: & metabolic)?|neuromuscular & skeletal|metabolic",
    re.IGNORECASE,
)
_INVENTED = (
    *(
        "Brimozanol",
        "Cortivexine",
        "Daltrepam",
        "Elistatin",
        "Fenoquarine",
        "Glubrocin",
    ),
    *(
        "Halopride",
        "Imvatrexol",
        "Jenzoline",
        "Kelfamide",
        "Lorvanidazole",
        "Mepzocaine",
    ),
    *("Nodaxetine", "Orvastine", "Pelbutamol", "Quinzodone", "Relvaprazole", "Sumivir"),
    *("Tolvumab", "Ultracillin", "Velsartan", "Wexomide", "Xanolol", "Yttrizine"),
)
_REAL = (
    *("Amlodipine", "Bisoprolol", "Captopril", "Diclofenac", "Enalapril", "Furosemide"),
    *(
        "Glipizide",
        "Hydralazine",
        "Indapamide",
        "Ketorolac",
        "Losartan",
        "Metronidazole",
    ),
    *(
        "Naproxen",
        "Ondansetron",
        "Pioglitazone",
        "Quetiapine",
        "Ranitidine",
        "Sertraline",
    ),
    *("Tramadol", "Ursodiol", "Valsartan", "Warfarin", "Zidovudine", "Zopiclone"),
)
_TITLE = re.compile(r"^title: *(.+)$", re.MULTILINE)


def _synonyms(names: dict[str, str]) -> Callable[[str], str]:
    def change(line: str) -> str:
        for match in (HEADING.fullmatch(line), BOLD_LABEL.fullmatch(line)):
            groups = match.groupdict() if match else {}
            old = groups.get("text") or groups.get("label") or ""
            is_item = bool(groups.get("before"))
            if not is_item and (new := names.get(old.casefold())):
                return line.replace(old, new, 1)
        return line

    return on_each_line(change)


def _replaced(pattern: str, new: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return on_each_line(lambda line: compiled.sub(new, line))


def _in_side_effects(pattern: str, new: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return on_lines(in_section("side_effects", lambda line: compiled.sub(new, line)))


def _systems(lines: list[str]) -> list[str]:
    kinds, changed, systems = sections_of(lines), [], cycle(_SYSTEMS)
    for line, kind in zip(lines, kinds, strict=True):
        match = BOLD_LABEL.fullmatch(line) if kind == "side_effects" else None
        if match and _OLD_SYSTEMS.fullmatch(match["label"].strip()):
            line = line.replace(match["label"], next(systems), 1)
        changed.append(line)
    return changed


def _renamed(names: tuple[str, ...]) -> Callable[[str], str]:
    """Other medicines' names, wherever the title's stand."""

    def change(document: str) -> str:
        title = _TITLE.search(document)
        parts = re.split(r" \+ ", title[1]) if title else []
        if not all(
            re.fullmatch(r"[A-Za-z]{5,}(?: [A-Za-z]+)?", part) for part in parts
        ):
            return document
        firsts = [part.split()[0] for part in parts]
        if len({x.casefold() for x in firsts}) < len(firsts):
            return document
        start = sum(map(ord, document[:200]))
        for index, first in enumerate(firsts):
            new = names[(start + index) % len(names)]
            document = re.sub(rf"(?i)\b{first}\b", new, document)
        return document

    return change


def _strength(document: str) -> str:
    title = _TITLE.search(document)
    if not title or "+" in title[1]:
        return document
    old = title[1].strip()
    document = document.replace(f"title: {old}", f"title: {old} 500mg", 1)
    return document.replace(f"\n# {old}\n", f"\n# {old} 500mg\n", 1)


def _upper_title(document: str) -> str:
    title = _TITLE.search(document)
    if not title:
        return document
    old = title[1].strip()
    document = document.replace(f"title: {old}", f"title: {old.upper()}", 1)
    return document.replace(f"\n# {old}\n", f"\n# {old.upper()}\n", 1)


def _no_front_matter(document: str) -> str:
    front_matter, lines = lines_of(document)
    return "\n".join(lines) if any(x.startswith("# ") for x in lines) else document


def _last_joint(joint: str) -> Callable[[str], str]:
    """Another word than "and" before the last of three plain names or more."""
    name = r"[\w-]+(?: (?!of |to |in |at |on )[\w-]+)?(?: \([\w ]+\))?"
    pattern = re.compile(rf"(?<=[:,] )({name}, {name}), and (?={name}\.?$)")
    return on_lines(
        in_section("side_effects", lambda line: pattern.sub(rf"\1{joint}", line))
    )


def _spaced_marks(line: str) -> str:
    return ITEM.sub("\\g<indent>\\g<sign>\N{NO-BREAK SPACE}", line, count=1)


def _no_break_spaces(line: str) -> str:
    """Between words, and not where Markdown needs a space."""
    return re.sub(r"(?<=[a-z,:%]) (?=[a-z0-9])", "\N{NO-BREAK SPACE}", line)


WORDING: dict[str, Callable[[str], str]] = {
    **{f"headings: synonyms {i}": _synonyms(x) for i, x in enumerate(_SYNONYMS, 1)},
    "systems": on_lines(_systems),
    "names: invented": _renamed(_INVENTED),
    "names: real": _renamed(_REAL),
    "title: strength": _strength,
    "title: upper case": _upper_title,
    "title: no front matter": _no_front_matter,
    "dashes: en": _replaced(r"(?<=\d)-(?=\d)", "–"),
    "dashes: em": _replaced(r"(?<=\d)-(?=\d)", "—"),
    "dashes: spaced": _in_side_effects(r"(?<=\d)[-–](?=\d+%)", " – "),
    "dashes: to": _in_side_effects(r"(?<=\d)[-–](?=\d+%)", " to "),
    "dashes: hyphens": _replaced("[–—]", "-"),
    "percent: spaced": _replaced(r"(?<=\d)%", " %"),
    "percent: word": _in_side_effects(r"(?<=\d)%", " percent"),
    "percent: both": _in_side_effects(r"(?<=\d)[-–](?=\d+%)", "%-"),
    "more than: &gt;": _in_side_effects(r">(?= ?\d)", "&gt;"),
    "more than: words": _in_side_effects(r">(?= ?\d)", "more than "),
    "more than: spaced": _in_side_effects(r">(?=\d)", "> "),
    "less than: &lt;": _in_side_effects(r"<(?= ?\d)", "&lt;"),
    "less than: words": _in_side_effects(r"<(?= ?\d)", "less than "),
    "spaces: no-break": on_each_line(_no_break_spaces),
    "spaces: no-break behind signs": on_each_line(_spaced_marks),
    "spaces: two": _replaced(r"(?<=[a-z,.]) (?=[a-z])", "  "),
    "quotes: curly": _replaced(r"(?<=\w)'(?=\w)", "’"),
    "quotes: entities": _replaced(r"(?<=\w)['’](?=\w)", "&#39;"),
    "entities: &amp;": _replaced(r"&(?!#?\w+;)", "&amp;"),
    "joints: or": _last_joint(", or "),
    "joints: and": _last_joint(" and "),
    "joints: as well as": _last_joint(", as well as "),
    "joints: &": _last_joint(" & "),
    "line ends: CRLF": lambda document: document.replace("\n", "\r\n"),
    "line ends: CR": lambda document: document.replace("\n", "\r"),
}
