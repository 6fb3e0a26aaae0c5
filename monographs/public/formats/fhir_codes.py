"""Our own code system for frequencies, and what else FHIR has no place for.

Two extensions: the exact interval of a frequency, and what a statement is about.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from monographs.content import DocumentSideEffect
from monographs.frequency import BAND_SENTENCES, Band, Frequency, Interval, sentence
from monographs.public.addresses import absolute_url
from monographs.public.formats.xml_text import xml_text
from monographs.public.side_effects import SCOPES, WHOLE_PRODUCT

_BAND_NAMES = {
    Band.VERY_COMMON: "Very common",
    Band.COMMON: "Common",
    Band.UNCOMMON: "Uncommon",
    Band.RARE: "Rare",
    Band.VERY_RARE: "Very rare",
    Band.NOT_KNOWN: "Not known",
    Band.NOT_STATED: "Not stated",
}
_VERSION = "1"


def code_system_url() -> str:
    return absolute_url("/fhir/CodeSystem/frequency-band")


def interval_url() -> str:
    return absolute_url("/fhir/StructureDefinition/frequency-interval")


def about_url() -> str:
    return absolute_url("/fhir/StructureDefinition/statement-about")


def about(row: DocumentSideEffect) -> list[dict[str, Any]]:
    """Nothing where the statement holds for the whole product and stood under no
    heading of its own."""
    # A heading that says how often is the frequency's phrase.
    heading = "" if row.group == row.frequency.phrase else row.group
    if row.scope == WHOLE_PRODUCT and not heading.strip():
        return []
    said = {"name": xml_text(row.scope_name), "heading": xml_text(heading)}
    return [
        {
            "url": about_url(),
            "extension": [
                {"url": "scope", "valueCode": row.scope},
                *(
                    {"url": name, "valueString": text}
                    for name, text in said.items()
                    if text
                ),
            ],
        }
    ]


def how_often(frequency: Frequency) -> dict[str, Any]:
    """Every band that the interval touches, its exact ends, and the sentence."""
    concept: dict[str, Any] = {
        "coding": [
            {
                "system": code_system_url(),
                "version": _VERSION,
                "code": _code(band),
                "display": _BAND_NAMES[band],
            }
            for band in Band
            if band in frequency.bands
        ],
        "text": sentence(frequency) or _BAND_NAMES[Band.NOT_STATED],
    }
    if frequency.interval:
        concept["extension"] = [_exact(frequency.interval)]
    return concept


def code_system() -> dict[str, Any]:
    return {
        "resourceType": "CodeSystem",
        "id": "frequency-band",
        "url": code_system_url(),
        "version": _VERSION,
        "name": "FrequencyBand",
        "title": "How often a side effect happens",
        "status": "active",
        "experimental": False,
        "description": "Bands that a side effect's frequency touches. A frequency that"
        " touches several bands carries all of them; the extension"
        f" {interval_url()} holds its exact ends.",
        "caseSensitive": True,
        "content": "complete",
        "count": len(Band),
        "concept": [
            {
                "code": _code(band),
                "display": _BAND_NAMES[band],
                "definition": BAND_SENTENCES[band],
            }
            for band in Band
        ],
    }


def interval_definition() -> dict[str, Any]:
    return _definition(
        interval_url(),
        name="FrequencyInterval",
        title="The exact share of people whom a side effect concerns",
        extends="CodeableConcept",
        parts=[
            _Part("low", "Ratio", "The lower end, as an exact fraction of people."),
            _Part(
                "low-closed", "boolean", "Whether the lower end itself belongs to it."
            ),
            _Part("high", "Ratio", "The upper end, as an exact fraction of people."),
            _Part(
                "high-closed", "boolean", "Whether the upper end itself belongs to it."
            ),
        ],
    )


def about_definition() -> dict[str, Any]:
    return _definition(
        about_url(),
        name="StatementAbout",
        title="What a statement about a side effect holds for",
        extends="ClinicalUseDefinition",
        parts=[
            _Part(
                "scope",
                "code",
                f"One of: {', '.join(SCOPES)}. Where the whole extension is missing,"
                " the statement holds for the product.",
            ),
            _Part("name", "string", "Which of them, as written.", at_least=0),
            _Part(
                "heading",
                "string",
                "The heading that it stood under in the source, as written.",
                at_least=0,
            ),
        ],
    )


@dataclass(frozen=True)
class _Part:
    name: str
    kind: str
    meaning: str
    at_least: int = 1


def _definition(
    url: str, *, name: str, title: str, extends: str, parts: list[_Part]
) -> dict[str, Any]:
    elements: list[dict[str, Any]] = [
        {"id": "Extension", "path": "Extension", "min": 0, "max": "1"}
    ]
    for part in parts:
        elements += _elements(part)
    return {
        "resourceType": "StructureDefinition",
        "id": url.rpartition("/")[2],
        "url": url,
        "version": _VERSION,
        "name": name,
        "title": title,
        "status": "active",
        "fhirVersion": "5.0.0",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": extends}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


def _elements(part: _Part) -> list[dict[str, Any]]:
    place = f"Extension.extension:{part.name}"
    return [
        {
            "id": place,
            "path": "Extension.extension",
            "sliceName": part.name,
            "short": part.meaning,
            "min": part.at_least,
            "max": "1",
        },
        {
            "id": f"{place}.url",
            "path": "Extension.extension.url",
            "fixedUri": part.name,
        },
        {
            "id": f"{place}.value[x]",
            "path": "Extension.extension.value[x]",
            "min": 1,
            "type": [{"code": part.kind}],
        },
    ]


def _exact(interval: Interval) -> dict[str, Any]:
    return {
        "url": interval_url(),
        "extension": [
            {"url": "low", "valueRatio": _ratio(interval.low)},
            {"url": "low-closed", "valueBoolean": interval.low_closed},
            {"url": "high", "valueRatio": _ratio(interval.high)},
            {"url": "high-closed", "valueBoolean": interval.high_closed},
        ],
    }


def _ratio(share: Fraction) -> dict[str, Any]:
    return {
        "numerator": {"value": share.numerator},
        "denominator": {"value": share.denominator},
    }


def _code(band: Band) -> str:
    return str(band).replace("_", "-")
