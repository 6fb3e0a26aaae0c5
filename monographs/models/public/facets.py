"""The names of facets: what a drug can be asked about. Pure."""

ANY = "drug"


def of_class(number: int | str) -> str:
    return f"class:{number}"


def of_effect(number: int | str) -> str:
    return f"effect:{number}"


def of_system(name: str) -> str:
    return f"system:{name}"


def asked_of(about: str, *, band: str = "", is_serious: bool = False) -> str:
    """The side effects of a facet, as often as this, and only serious ones."""
    return "".join(
        [about, f"/{band}" if band else "", "/serious" if is_serious else ""]
    )


def answered_by(about: str, *, band: str, is_serious: bool) -> set[str]:
    """All that is true of a drug with such a side effect."""
    return {
        asked_of(about, band=shown, is_serious=serious)
        for shown in {"", band}
        for serious in {False, is_serious}
    }
