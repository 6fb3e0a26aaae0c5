from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from monographs.public import about, views
from monographs.public.addresses import (
    DataFileConverter,
    DataSetConverter,
    InitialConverter,
    ReceiptConverter,
    SlugConverter,
    VersionConverter,
)
from monographs.public.compare.views import compare
from monographs.public.components import component
from monographs.public.effects import views as effect_views
from monographs.public.explorer.views import explorer
from monographs.public.feedback.views import feedback, feedback_receipt
from monographs.public.finding.class_page import class_page
from monographs.public.finding.classes import class_list
from monographs.public.finding.comparisons import comparison_list
from monographs.public.finding.drug_list import drug_list, drugs_by_initial
from monographs.public.finding.home import home
from monographs.public.finding.systems import system_list, system_page
from monographs.public.former_site import FormerSlugConverter, of_former_site
from monographs.public.health import healthz
from monographs.public.machine_urls import for_programs
from monographs.public.search import search_page, suggestions
from monographs.public.versions.changes import changes, changes_in_one_go
from monographs.public.versions.difference import version_difference
from monographs.public.versions.history import page_history
from monographs.public.versions.reviews import reviews
from monographs.public.versions.sources_page import page_sources
from monographs.public.versions.version_page import monograph_version

register_converter(SlugConverter, "monograph_slug")
register_converter(InitialConverter, "initial")
register_converter(VersionConverter, "version")
register_converter(ReceiptConverter, "receipt")
register_converter(FormerSlugConverter, "site_slug")
register_converter(DataSetConverter, "data_set")
register_converter(DataFileConverter, "data_file")

app_name = "public"

View = Callable[..., HttpResponseBase]


def behind(kind: str) -> list[URLPattern]:
    """Below the address of each page of this kind."""
    pages: dict[str, tuple[str, View]] = {
        "version": ("v/<version:number>/", monograph_version),
        "history": ("history/", page_history),
        "sources": ("sources/", page_sources),
        "difference": ("diff/<version:first>/<version:second>/", version_difference),
    }
    return [
        path(
            f"{kind}s/<monograph_slug:slug>/{rest}",
            view,
            {"kind": kind},
            name=f"{kind}_{name}",
        )
        for name, (rest, view) in pages.items()
    ]


urlpatterns = [
    # First what is asked for most: they are tried in this order.
    path(
        "drugs/<monograph_slug:slug>/",
        views.monograph,
        {"kind": "drug"},
        name="drug",
    ),
    path("", home, name="home"),
    path("drugs/", drug_list, name="drugs"),
    path("drugs/<initial:initial>/", drugs_by_initial, name="drugs_by_initial"),
    path("comparisons/", comparison_list, name="comparisons"),
    path(
        "comparisons/<monograph_slug:slug>/",
        views.monograph,
        {"kind": "comparison"},
        name="comparison",
    ),
    path("compare/", compare, name="compare"),
    path(
        "drugs/<monograph_slug:slug>/side-effects/", explorer, name="drug_side_effects"
    ),
    path("drugs/component/<uuid:key>/", component, name="component"),
    path("classes/", class_list, name="classes"),
    path("classes/<slug:slug>/", class_page, name="drug_class"),
    path("body-systems/", system_list, name="body_systems"),
    path("body-systems/<slug:slug>/", system_page, name="body_system"),
    # What stands behind a page, and what changed.
    *behind("drug"),
    *behind("comparison"),
    path("changes/", changes, name="changes"),
    path("changes/<version:number>/", changes_in_one_go, name="changes_in_one_go"),
    path("reviews/", reviews, name="reviews"),
    path("search/", search_page, name="search"),
    path("search/suggest", suggestions, name="suggestions"),
    path("side-effects/", effect_views.effects, name="effects"),
    path("side-effects/match/", effect_views.effect_match, name="effect_match"),
    path(
        "side-effects/<initial:initial>/",
        effect_views.effects,
        name="effects_by_initial",
    ),
    path("side-effects/<slug:slug>/", effect_views.effect, name="effect"),
    # About the site, and what readers report.
    path("about/", about.about, name="about"),
    path("about/numbers/", about.numbers, name="about_numbers"),
    path("about/review/", about.review, name="about_review"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/<receipt:receipt>/", feedback_receipt, name="feedback_receipt"),
    path("healthz", healthz, name="healthz"),
    *for_programs(),
    *of_former_site(),
]
