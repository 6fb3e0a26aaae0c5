"""Addresses for programs, beside those for people."""

from django.urls import URLPattern, path

from monographs.public.api.guide import api_guide, openapi
from monographs.public.api.views import page_list
from monographs.public.discovery.feeds import page_feed, site_feed
from monographs.public.discovery.sitemaps import (
    LISTINGS,
    sitemap,
    sitemap_index,
    sitemap_of_site,
)
from monographs.public.discovery.well_known import llms, opensearch, robots, security
from monographs.public.formats.views import (
    FHIR_DEFINITIONS,
    FORMS,
    fhir_definition,
    live_form,
    version_form,
)
from monographs.public.open_data.views import (
    data,
    data_file,
    latest_file,
    latest_set,
)


def forms_of(kind: str) -> list[URLPattern]:
    page = f"{kind}s/<monograph_slug:slug>"
    return [
        pattern
        for form in FORMS
        for pattern in (
            path(
                f"{page}.{form}",
                live_form,
                {"kind": kind, "form": form},
                name=f"{kind}_{form}",
            ),
            path(
                f"{page}/v/<version:number>.{form}",
                version_form,
                {"kind": kind, "form": form},
                name=f"{kind}_version_{form}",
            ),
        )
    ]


def for_programs() -> list[URLPattern]:
    """A function, since the converters are registered where all addresses meet."""
    return [
        *forms_of("drug"),
        *forms_of("comparison"),
        *(
            path(f"fhir/{name}", fhir_definition, {"name": name}, name=f"fhir_{name}")
            for name in FHIR_DEFINITIONS
        ),
        path("api/", api_guide, name="api"),
        path("api/openapi.json", openapi, name="openapi"),
        path("api/drugs/", page_list, {"kind": "drug"}, name="api_drugs"),
        path(
            "api/comparisons/",
            page_list,
            {"kind": "comparison"},
            name="api_comparisons",
        ),
        path("changes.atom", site_feed, name="feed"),
        *(
            path(
                f"{kind}s/<monograph_slug:slug>.atom",
                page_feed,
                {"kind": kind},
                name=f"{kind}_feed",
            )
            for kind in ("drug", "comparison")
        ),
        path("sitemap.xml", sitemap_index, name="sitemap_index"),
        path("sitemap-site.xml", sitemap_of_site, name="sitemap_of_site"),
        *(
            path(
                f"{listing.name.replace('_of_', '-')}-<version:number>.xml",
                sitemap,
                {"listing": listing},
                name=listing.name,
            )
            for listing in LISTINGS
        ),
        path("data/", data, name="data"),
        path("data/latest/", latest_set, name="data_latest"),
        path("data/latest/<data_file:file_name>", latest_file, name="data_latest_file"),
        path("data/<data_set:day>/<data_file:file_name>", data_file, name="data_file"),
        path("robots.txt", robots, name="robots"),
        path("llms.txt", llms, name="llms"),
        path("opensearch.xml", opensearch, name="opensearch"),
        path(".well-known/security.txt", security, name="security"),
    ]
