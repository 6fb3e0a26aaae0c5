"""The text that no row took, in its order, as Markdown."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]")
_ONLY_JOINT = re.compile(r"[\W_]*(?:(?:and|or|and/or)[\W_]*)?", re.IGNORECASE)
_GAP = re.compile(r"(?<=\S)[ \t]{2,}")
_BLANK_LINES = re.compile(r"\n{3,}")


def rest_of(text: str, taken: Iterable[tuple[int, int]]) -> str:
    gone = _merged(taken)
    lines = []
    start = 0
    index = 0
    for line in text.split("\n"):
        end = start + len(line)
        kept = []
        here = start
        touched = False
        while index < len(gone) and gone[index][0] <= end:
            first, last = gone[index]
            touched = True
            kept.append(text[here : max(first, here)])
            here = max(min(last, end), here)
            if last > end:
                break
            index += 1
        kept.append(text[here:end])
        words = "".join(kept)
        if not touched:
            lines.append(line)
        elif not _ONLY_JOINT.fullmatch(words):
            lines.append(_GAP.sub(" ", words).rstrip())
        start = end + 1
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _merged(taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(taken):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        elif last > first:
            merged.append((first, last))
    return merged
