"""Addresses for programs, beside those for people."""

from django.urls import URLPattern, path

from monographs.public.formats.views import (
    FHIR_DEFINITIONS,
    FORMS,
    fhir_definition,
    live_form,
    version_form,
)


def forms_of(kind: str) -> list[URLPattern]:
    page = f"{kind}s/<monograph_slug:slug>"
    return [
        pattern
        for form in FORMS
        for pattern in (
            path(f"{page}.{form}", live_form, {"kind": kind, "form": form}),
            path(
                f"{page}/v/<version:number>.{form}",
                version_form,
                {"kind": kind, "form": form},
            ),
        )
    ]


def for_programs() -> list[URLPattern]:
    """A function, since the converters are registered where all addresses meet."""
    return [
        *forms_of("drug"),
        *forms_of("comparison"),
        *(
            path(f"fhir/{name}", fhir_definition, {"name": name})
            for name in FHIR_DEFINITIONS
        ),
    ]
