"""The addresses that a drug's title may have: how two documents are known as one."""

from itertools import permutations

from django.utils.text import slugify

LONGEST = 300
# The parts of a combination in any order; of more, only as written and sorted.
MOST_PERMUTED = 4


def slug_of(title: str, sha256: str) -> str:
    """The address of a new page; where a title has no Latin letters, from its hash."""
    slug = "-".join(part for part in map(_plain, title.split(" + ")) if part)
    if len(slug) < 2:
        slug = f"{slug or 'document'}-{sha256[:8]}"
    return slug[:LONGEST].strip("-")


def slugs_of_the_same(title: str, sha256: str) -> list[str]:
    """The first is its own; the others name the same components in another order."""
    parts = [part for part in title.split(" + ") if part.strip()]
    if len(parts) <= 1:
        return [slug_of(title, sha256)]
    orders = (
        permutations(parts) if len(parts) <= MOST_PERMUTED else (parts, sorted(parts))
    )
    return list(
        dict.fromkeys(slug_of(" + ".join(order), sha256) for order in [parts, *orders])
    )


def _plain(part: str) -> str:
    return slugify(part).replace("_", "-").strip("-")
