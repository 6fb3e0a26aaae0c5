"""What a version's JSON says of each side effect, field by field."""

from typing import Any

from monographs.frequency import Band, Basis, Serious
from monographs.public.side_effects import SCOPES

_COUNT = ["integer", "null"]


def _field(meaning: str, kind: str | list[str] = "string", **more: Any) -> Any:
    return {"type": kind, "description": meaning, **more}


SIDE_EFFECT: dict[str, Any] = {
    "key": _field("Names this statement in every version.", format="uuid"),
    "effect": _field("The side effect, in our own plain words."),
    "effect_slug": _field(
        "What “effect” of the lists calls it today, also where it was called otherwise"
        " when the text was signed; null where no page lists it any more.",
        ["string", "null"],
    ),
    "wording": _field("As the source writes it, where that is kept."),
    "scope": _field(
        "What the statement is about: the whole product, or one of its components, a"
        " route, a dose, a group of people.",
        enum=list(SCOPES),
    ),
    "scope_name": _field("Which component, route, dose or people."),
    "group": _field("The heading that it stood under, as written."),
    "frequency": _field("How often, as the page says it."),
    "bands": _field(
        "Each band that the figure may lie in.",
        "array",
        items={"enum": [str(band) for band in Band]},
    ),
    "low": _field("The lower end, as a share of people.", ["number", "null"]),
    "low_closed": _field(
        "Whether the lower end itself belongs to it.", ["boolean", "null"]
    ),
    "high": _field("The upper end, as a share of people.", ["number", "null"]),
    "high_closed": _field(
        "Whether the upper end itself belongs to it.", ["boolean", "null"]
    ),
    "as_written": _field("How often, as the source writes it."),
    "affected": _field("N, where the source says N of M people.", _COUNT),
    "total": _field("M, where the source says N of M people.", _COUNT),
    "comparator": _field(
        "The share of people who had it on placebo, as an exact fraction: 1/50.",
        ["string", "null"],
    ),
    "basis": _field("What the figure rests on.", enum=[str(basis) for basis in Basis]),
    "serious": _field(
        "Whether the source calls it so.", enum=[str(one) for one in Serious]
    ),
}
