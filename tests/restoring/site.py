"""A site on which everything happened that readers can see, and its pages."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from monographs import workflow
from monographs.caches.own import combinations
from monographs.caches.own import pages as pages_kept
from monographs.models import Component, EffectSynonym
from monographs.models.public import (
    EffectTally,
    FormerSlug,
    Publication,
    PublicChange,
    PublishedClass,
    PublishedRevision,
)
from monographs.public.open_data.publish import publish_data
from monographs.workflow import touch
from tests.factories import (
    MINOR,
    REVIEWED,
    SAFETY,
    approve,
    edit,
    make_disagreement,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    make_source,
    make_steward,
    publish_in_schema_1,
    publish_now,
    publish_past_the_checks,
    submit_as,
)

NASTY = '\u202e\'); DROP TABLE x;-- 😀 \u2028 é=1+1,"content":{}'


class Undone(Exception):
    pass


def build():
    part = make_published_drug(title="Samplidone", slug="samplidone")
    _much_changed(part)
    _from_sources()
    _shown_again()
    _urgent()
    publish_now(
        make_full_comparison(
            title="One or other",
            slug="one-or-other",
            author="Dr. Example",
            interests="None declared",
        )
    )
    publish_in_schema_1(make_drug(title="Oldazole", slug="oldazole"))
    publish_past_the_checks(make_drug(title=NASTY, slug="nasty", is_listed=False))
    gone = make_published_drug(title="Withdrazole", slug="withdrazole")
    workflow.withdraw(gone, by=make_publisher(), reason="It was wrong.")
    make_drug(title="Draftazole", slug="draftazole")


def _much_changed(part):
    """Five versions, three addresses, a notice, an effect that is left out."""
    editor = make_editor()
    drug = make_full_drug(title="Examplazole", slug="examplazole", by=editor)
    Component.objects.create(monograph=drug, name="Samplidone (part)", drug=part)
    headache = make_effect("headache", body_system="nerves")
    EffectSynonym.objects.create(effect=headache, text="cephalgia")
    make_side_effect(drug, headache, wording="Sore head [1].", serious="yes")
    lost = make_side_effect(drug, make_effect("sneezing"))
    make_disagreement(drug)
    publish_now(drug, by=editor)
    edit(drug, by=editor, body="For examples that hurt less.")
    publish_now(drug, by=editor, change_kind=MINOR, change_note="Words.")
    for slug in ("examplazole-two", "examplazole-three"):
        drug = touch(drug, by=editor)
        drug.slug = slug
        drug.save()
        lost.delete() if lost.pk else None
        publish_now(drug, by=editor, change_note=f"Now at {slug}.")
    approve(workflow.confirm_unchanged(drug, by=editor))
    workflow.post_notice(
        drug,
        severity="danger",
        text="Do not take it with **examples**.",
        link="https://example.org/",
        ends_at=timezone.now() + timedelta(days=5),
        by=make_publisher(),
    )


def _from_sources():
    drug = make_drug(title="Sourcazole", slug="sourcazole")
    rows = [
        make_imported_section(drug, kind=kind, source=make_source(path=f"{kind}.md"))
        for kind in ("dosage", "precautions")
    ]
    for name in ("OGL-2.0", "=OGL-3.0"):
        licence = workflow.Licence(name, "https://example.org/ogl")
        workflow.state_licence([rows[0].source.sha256], licence, by=make_steward())
    workflow.verify(drug, keys=[row.key for row in rows], by=make_editor())
    publish_now(drug)
    edit(drug, by=make_editor())
    publish_now(drug, change_kind=REVIEWED)


def _shown_again():
    """Rolled back, changed from there; withdrawn and given back."""
    drug = make_drug(title="Backazole", slug="backazole")
    make_name(drug, "Backbrand")
    first = publish_now(drug)
    edit(drug, by=make_editor(), body="A mistake.")
    publish_now(drug)
    workflow.roll_back(drug, to=first, by=make_publisher(), reason="A mistake.")
    workflow.reset_draft(drug, by=make_editor())
    edit(drug, by=make_editor(), body="For examples that hurt most.")
    third = publish_now(drug, change_kind=MINOR)
    workflow.withdraw(drug, by=make_publisher(), reason="Looked at again.")
    workflow.reinstate(drug, by=make_publisher(), reason="It is right.")
    edit(drug, by=make_editor(), body="Another mistake.")
    publish_now(drug)
    workflow.roll_back(drug, to=third, by=make_publisher(), reason="Again.")


def _urgent():
    drug = make_published_drug(title="Urgentazole", slug="urgentazole")
    make_section(touch(drug, by=make_editor()), kind="precautions", body="Stop.")
    waiting = submit_as(drug, change_kind=SAFETY, change_note="Stop taking it.")
    workflow.bypass(waiting, by=make_publisher(), reason="Somebody was harmed.")


def taken_from(client, build_site):
    """The pages of a site and the set made of it; then nothing of the site is left."""
    taken = []
    try:
        with transaction.atomic():
            build_site()
            outcome = publish_data()
            taken += [outcome.name, pages(client, addresses())]
            raise Undone
    except Undone:
        return taken


def addresses():
    """All that tells of live pages; of withdrawn ones a set holds nothing."""
    yield from ("/drugs/", "/comparisons/", "/side-effects/", "/drugs/e/", "/classes/")
    yield from ("/drugs/?class=class-1", "/body-systems/nerves/", "/body-systems/")
    yield from ("/api/drugs/", "/api/drugs/?order=-changed_at", "/llms.txt")
    yield from ("/search/?q=cephalgia", "/search/?q=backbrand", "/search/?q=hurt")
    yield from ("/compare/?d=samplidone&d=sourcazole", "/reviews/")
    live = Publication.objects.live()
    for kind, slug in live.order_by("pk").values_list("kind", "slug"):
        page = f"/{kind}s/{slug}"
        yield from (f"{page}/", f"{page}/history/", f"{page}/sources/")
        yield from (f"{page}.json", f"{page}.md", f"{page}.fhir.json", f"{page}.atom")
        if kind == "drug":
            yield f"{page}/side-effects/"
        numbers = list(
            PublishedRevision.objects.filter(monograph__publication__slug=slug)
            .order_by("number")
            .values_list("number", flat=True)
        )
        for number in numbers:
            yield from (f"{page}/v/{number}/", f"{page}/v/{number}.json")
        for first, second in zip(numbers, numbers[1:], strict=False):
            yield f"{page}/diff/{first}/{second}/"
        yield f"{page}/diff/{numbers[0]}/{numbers[-1]}/"
    for slug in FormerSlug.objects.order_by("pk").values_list("slug", flat=True):
        yield from (f"/drugs/{slug}/", f"/drugs/{slug}/v/1/")
    for slug in PublishedClass.objects.values_list("drug_class__slug", flat=True):
        yield f"/classes/{slug}/"
    listed = EffectTally.objects.filter(kind="pages", number__gt=0)
    for slug in listed.order_by("effect").values_list("effect__slug", flat=True):
        yield f"/side-effects/{slug}/"
    changes = PublicChange.objects.filter(leader=None, publication__withdrawn_at=None)
    for number in changes.order_by("pk").values_list("pk", flat=True):
        yield f"/changes/{number}/"


def pages(client, wanted):
    for one in (pages_kept, combinations):
        one.clear()
    found = {}
    for address in wanted:
        answer = client.get(address)
        found[address] = answer.status_code, answer.get("Location"), answer.content
    return found
