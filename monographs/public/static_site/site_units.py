"""Lists, side effects, classes and pages about the site, as units of the export."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.urls import reverse
from django.utils import timezone

from monographs.models.public import (
    AToZEntry,
    BodySystem,
    Coverage,
    EffectTally,
    FormerEffect,
    ListedClass,
    Publication,
    PublicChange,
    PublishedFacet,
    PublishedSideEffect,
    SearchEffect,
    facets,
)
from monographs.models.public.alphabet import INITIALS
from monographs.public.addresses import class_url, effect_url, site_url
from monographs.public.discovery.sitemaps import LISTINGS
from monographs.public.finding.systems import system_url
from monographs.public.formats.views import FHIR_DEFINITIONS
from monographs.public.open_data.sets import all_sets, held_back
from monographs.public.static_site.moved import moved_pages
from monographs.public.static_site.unit import Unit
from monographs.public.versions.kinds import FILTERS
from monographs.public.versions.reviews import LABELS, OVERDUE

Rows = list[tuple[Any, ...]]
# The newest of these have pages here; what is older is on the living site.
_IN_ONE_GO = 50
# Nothing that is published changes them.
_FIXED = (
    *("about", "about_numbers", "about_review", "privacy", "accessibility", "api"),
    *("robots", "opensearch"),
)
_ONE_OF_EACH = (
    *("home", "comparisons", "data", "feed", "llms", "security"),
    *("sitemap_index", "sitemap_of_site"),
)


def site_units(rows: Rows, *, pages: str) -> list[Unit]:
    """`pages` is a hash of all monographs' seeds. The queries have a fixed number."""
    return [
        *_a_to_z(rows),
        *_effects(),
        *_classes(),
        *_open_data(),
        *_about_all(f"{pages} {_whole_site()}"),
    ]


def _unit(
    address: str,
    *seed: object,
    further: Iterable[str] = (),
    is_followed: bool = True,
    is_lasting: bool = False,
) -> Unit:
    return Unit(
        name=address,
        seed=hashlib.sha256(repr(seed).encode()).hexdigest(),
        addresses=(address, *further),
        is_followed=is_followed,
        is_lasting=is_lasting,
    )


def a_to_z_rows() -> Rows:
    return list(
        AToZEntry.objects.values_list(
            *("initials", "sort_key", "text", "rank"),
            *("publication__kind", "publication__slug", "publication__title"),
        )
    )


def _a_to_z(rows: Rows) -> Iterator[Unit]:
    by_initial: dict[str, Any] = {initial: hashlib.sha256() for initial in INITIALS}
    used = set()
    for row in rows:
        used.add(row[0])
        by_initial[INITIALS[row[0] // len(INITIALS)]].update(repr(row).encode())
    hashes = {name: made.hexdigest() for name, made in by_initial.items()}
    letters = {number // len(INITIALS) for number in used}
    filters = list(_class_names())
    yield _unit(site_url("drugs"), hashes, filters, is_lasting=True)
    for initial in INITIALS:
        address = f"{site_url('drugs')}{initial}/"
        yield _unit(address, hashes[initial], letters)


def _effects() -> Iterator[Unit]:
    """By the rows of each; those of a page are new ones whenever it is published."""
    tallies, words = defaultdict(list), defaultdict(list)
    for effect, slug, name, kind, number in EffectTally.objects.order_by(
        "kind"
    ).values_list("effect", "effect__slug", "effect__name", "kind", "number"):
        tallies[effect, slug, name].append((kind, number))
    for effect, text in SearchEffect.objects.order_by("text").values_list(
        "effect", "text"
    ):
        words[effect].append(text)
    merged = defaultdict(list)
    former = FormerEffect.objects.order_by("slug")
    for effect, slug in former.values_list("effect", "slug"):
        merged[effect].append(effect_url(slug))
    listed = PublishedSideEffect.objects.filter(publication__withdrawn_at=None)
    rows = {
        row[0]: row[1:]
        for row in listed.order_by()
        .values("effect")
        .annotate(count=Count("pk"), last=Max("pk"), all=Sum("pk"))
        .values_list("effect", "count", "last", "all")
    }
    alphabet = []
    for key, numbers in sorted(tallies.items()):
        effect, slug, name = key
        pages = dict(numbers).get(EffectTally.Kind.PAGES, 0)
        if pages > 0:
            alphabet.append((slug, name, pages, words[effect]))
            unit = _unit(
                *(effect_url(slug), name, numbers, words[effect], rows.get(effect)),
                merged[effect],
            )
            yield replace(
                unit,
                others=tuple(merged[effect]),
                make_others=partial(moved_pages, effect_url(slug), merged[effect]),
            )
    yield _unit(site_url("effects"), alphabet, is_lasting=True)
    for initial in INITIALS:
        yield _unit(f"{site_url('effects')}{initial}/", alphabet)
    systems = _counts("system:")
    for system in BodySystem:
        yield _unit(system_url(system), alphabet)
    yield _unit(site_url("body_systems"), systems, is_lasting=True)


def _classes() -> Iterator[Unit]:
    names, counts = list(_class_names()), _counts("class:")
    yield _unit(site_url("classes"), names, counts, is_lasting=True)
    for number, slug, *_ in names:
        members = counts.get(facets.of_class(number))
        yield _unit(class_url(slug), names, members)


def _class_names() -> Iterator[tuple[Any, ...]]:
    rows = ListedClass.objects.order_by("id")
    return iter(
        rows.values_list(
            *("drug_class", "drug_class__slug"),
            *("drug_class__name", "drug_class__atc_code"),
        )
    )


def _counts(start: str) -> dict[str, Any]:
    rows = (
        PublishedFacet.objects.filter(facet__startswith=start)
        .order_by()
        .values("facet")
        .annotate(count=Count("pk"), last=Max("pk"), all=Sum("pk"))
    )
    return {row["facet"]: list(row.values()) for row in rows}


def _open_data() -> Iterator[Unit]:
    """The newest set alone: older ones are large, and on the living site."""
    sets = all_sets()
    withheld = held_back(sets)
    newest = next((one for one in sets if one.name not in withheld), None)
    if newest is not None:
        yield Unit(
            name="open data",
            seed=f"{newest.name} {newest.content_hash}",
            addresses=(),
            copies={
                reverse("public:data_file", args=[newest.name, file.name]): file.path
                for file in newest.files.values()
            },
        )


def _about_all(seed: str) -> Iterator[Unit]:
    """Small pages that any change may change; the further ones are the site's own."""
    about = (settings.SITE_OWNER, settings.CONTACT_EMAIL, settings.REPORT_DAYS)
    for name in _FIXED:
        yield _unit(site_url(name), about, is_lasting=True)
    for name in FHIR_DEFINITIONS:
        yield _unit(f"/fhir/{name}", about)
    for name in _ONE_OF_EACH:
        yield _unit(site_url(name), seed, is_lasting=True)
    changes, reviews = site_url("changes"), site_url("reviews")
    kinds = [f"{changes}?kind={kind}" for kind in FILTERS if kind]
    yield _unit(changes, seed, further=kinds, is_followed=False, is_lasting=True)
    lists = [f"{reviews}?list={name}" for name in LABELS if name != OVERDUE]
    yield _unit(reviews, seed, further=lists, is_followed=False, is_lasting=True)
    where = list(
        Publication.objects.order_by("id").values_list("kind", "slug", "withdrawn_at")
    )
    leaders = PublicChange.objects.order_by("-id").annotate(others=Count("members"))
    for number, others in leaders.filter(others__gt=0).values_list("pk", "others")[
        :_IN_ONE_GO
    ]:
        yield _unit(f"{changes}{number}/", others, where, is_followed=False)
    for listing in LISTINGS:
        for part in listing.parts():
            yield _unit(part.path, seed)


def _whole_site() -> str:
    values = (
        timezone.localdate(),
        settings.SITE_OWNER,
        settings.CONTACT_EMAIL,
        list(Coverage.objects.values_list()),
        PublicChange.objects.aggregate(last=Max("pk")),
        [one.name for one in all_sets()],
    )
    return repr(values)
