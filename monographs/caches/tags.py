"""The mark by which a shared cache finds all that it keeps of one page."""


def tag_of(slug: str) -> str:
    return f"page-{slug}"
