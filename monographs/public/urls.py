from django.urls import path, register_converter

from monographs.public import about, views
from monographs.public.addresses import (
    InitialConverter,
    ReceiptConverter,
    SlugConverter,
    VersionConverter,
)
from monographs.public.feedback.views import feedback, feedback_receipt
from monographs.public.health import healthz
from monographs.public.search import search_page, suggestions

register_converter(SlugConverter, "monograph_slug")
register_converter(InitialConverter, "initial")
register_converter(VersionConverter, "version")
register_converter(ReceiptConverter, "receipt")

app_name = "public"
urlpatterns = [
    # First what is asked for most: they are tried in this order.
    path(
        "drugs/<monograph_slug:slug>/",
        views.monograph,
        {"kind": "drug"},
        name="drug",
    ),
    path("", views.home, name="home"),
    path("drugs/", views.drug_list, name="drugs"),
    path("drugs/<initial:initial>/", views.drug_list, name="drugs_by_initial"),
    path(
        "drugs/<monograph_slug:slug>/v/<version:number>/",
        views.monograph_version,
        {"kind": "drug"},
        name="drug_version",
    ),
    path("comparisons/", views.comparison_list, name="comparisons"),
    path(
        "comparisons/<monograph_slug:slug>/",
        views.monograph,
        {"kind": "comparison"},
        name="comparison",
    ),
    path(
        "comparisons/<monograph_slug:slug>/v/<version:number>/",
        views.monograph_version,
        {"kind": "comparison"},
        name="comparison_version",
    ),
    path("search/", search_page, name="search"),
    path("search/suggest", suggestions, name="suggestions"),
    path("side-effects/<slug:slug>/", views.effect, name="effect"),
    # About the site, and what readers report.
    path("about/", about.about, name="about"),
    path("about/numbers/", about.numbers, name="about_numbers"),
    path("about/review/", about.review, name="about_review"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/<receipt:receipt>/", feedback_receipt, name="feedback_receipt"),
    path("healthz", healthz, name="healthz"),
]
