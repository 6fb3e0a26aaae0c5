"""How many slips of the finger two words are apart. Pure."""

from os.path import commonprefix


def distance(first: str, second: str, *, most: int) -> int:
    """Letters put in, left out, mistaken or swapped; above `most` only "more"."""
    # One slip takes away at most one letter and brings another; most words end here.
    if abs(len(first) - len(second)) > most or len({*first} ^ {*second}) > 2 * most:
        return most + 1
    first, second = _without_shared_ends(first, second)
    before: list[int] = []
    last = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        row = [place]
        for other_place, other in enumerate(second, 1):
            cost = min(
                last[other_place] + 1,
                row[other_place - 1] + 1,
                last[other_place - 1] + (letter != other),
            )
            is_swapped = (
                place > 1
                and other_place > 1
                and letter == second[other_place - 2]
                and first[place - 2] == other
            )
            if is_swapped:
                cost = min(cost, before[other_place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _without_shared_ends(first: str, second: str) -> tuple[str, str]:
    """No slip is in them, and the rest is compared in the square of its length."""
    shared = len(commonprefix([first, second]))
    first, second = first[shared:], second[shared:]
    shared = len(commonprefix([first[::-1], second[::-1]]))
    return first[: len(first) - shared], second[: len(second) - shared]


def most_slips(word: str) -> int:
    """In a short word, one slip already makes another word."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 6 else 2 if len(word) < 12 else 3
