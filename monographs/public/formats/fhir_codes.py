"""Our own code system for frequencies, and the interval as an extension of FHIR."""

from fractions import Fraction
from typing import Any

from monographs.frequency import BAND_SENTENCES, Band, Frequency, Interval, sentence
from monographs.public.addresses import absolute_url

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
    parts = {
        "low": ("Ratio", "The lower end, as an exact fraction of people."),
        "low-closed": ("boolean", "Whether the lower end itself belongs to it."),
        "high": ("Ratio", "The upper end, as an exact fraction of people."),
        "high-closed": ("boolean", "Whether the upper end itself belongs to it."),
    }
    elements: list[dict[str, Any]] = [
        {"id": "Extension", "path": "Extension", "min": 0, "max": "1"}
    ]
    for name, (kind, meaning) in parts.items():
        place = f"Extension.extension:{name}"
        elements += [
            {
                "id": place,
                "path": "Extension.extension",
                "sliceName": name,
                "short": meaning,
                "min": 1,
                "max": "1",
            },
            {
                "id": f"{place}.url",
                "path": "Extension.extension.url",
                "fixedUri": name,
            },
            {
                "id": f"{place}.value[x]",
                "path": "Extension.extension.value[x]",
                "min": 1,
                "type": [{"code": kind}],
            },
        ]
    return {
        "resourceType": "StructureDefinition",
        "id": "frequency-interval",
        "url": interval_url(),
        "version": _VERSION,
        "name": "FrequencyInterval",
        "title": "The exact share of people whom a side effect concerns",
        "status": "active",
        "fhirVersion": "5.0.0",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": "CodeableConcept"}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


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
