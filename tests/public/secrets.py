"""A site on which words stand in every place that is not public, each only there."""

from datetime import timedelta

from django.utils import timezone

from monographs import workflow
from monographs.models import (
    FAQ,
    Batch,
    Citation,
    Component,
    Finding,
    ImportProfile,
)
from monographs.workflow import touch
from tests.factories import (
    SAFETY,
    approve,
    edit,
    make_clinician,
    make_disagreement,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_name,
    make_published_drug,
    make_publisher,
    make_report,
    make_reviewer,
    make_section,
    make_side_effect,
    make_source,
    publish_now,
    sign_as,
    submit_as,
)

PUBLIC = "pubword"


class Secrets:
    """Hands out words, each for one place, and remembers which."""

    def __init__(self):
        self.words = []

    def __call__(self, place):
        word = f"hush{place}quiet"
        assert place.isalpha()
        assert word not in self.words
        self.words.append(word)
        return word

    def found_in(self, text):
        text = text.casefold()
        return [word for word in self.words if word in text]


def build():
    """Through the verbs; the secrets that were laid down."""
    secret = Secrets()
    _published(secret)
    _withdrawn(secret)
    _never_published(secret)
    _discarded(secret)
    _urgent(secret)
    publish_now(make_full_comparison(title="Examplazole or Samplidone"))
    make_published_drug(title="Samplidone", slug="samplidone")
    return secret


def _person(secret, role, make):
    """Someone who writes, and whom no public page names."""
    return make(
        username=secret(f"{role}username"),
        printed_name=secret(f"{role}name"),
        email=f"{secret(f'{role}mail')}@example.org",
        first_name=secret(f"{role}first"),
    )


def _published(secret):
    """A page with a second version, and all that waits and is said behind it."""
    editor = _person(secret, "editor", make_editor)
    publisher = _person(secret, "publisher", make_publisher)
    drug = make_full_drug(by=editor, title="Examplazole", slug="examplazole")
    make_section(drug, kind="precautions", body=f"Not with {PUBLIC}.")
    _from_source(secret, drug)
    publish_now(drug, by=editor, reason=secret("acknowledging"))
    edit(drug, by=editor, body=f"For {PUBLIC} that hurts.")
    publish_now(drug, by=editor, change_note=f"A {PUBLIC} was missing.")

    _talked_about(secret, drug, editor)
    _refused_versions(secret, drug, editor)
    edit(drug, by=editor, body=f"The {secret('parked')} text.")
    workflow.park(drug, by=editor)
    edit(drug, by=editor, body=f"The {secret('scheduled')} text.")
    scheduled = submit_as(drug, by=editor, change_note=secret("schedulednote"))
    at = timezone.now() + timedelta(days=9)
    workflow.schedule(scheduled, at=at, by=publisher)
    approve(scheduled)
    _drafted(secret, drug, editor)


def _from_source(secret, drug):
    source = make_source(
        secret("source"), path=f"{secret('folder')}/{secret('file')}.md"
    )
    make_section(
        drug,
        kind="dosage",
        body="One a day.",
        origin="import",
        source=source,
        line_from=1,
        line_to=1,
    )
    keys = [row.key for row in drug.sections.unverified()]
    workflow.verify(drug, keys=keys, by=make_editor())
    Finding.objects.create(
        monograph=drug,
        code="x",
        severity="hint",
        place=secret("findingplace"),
        message=secret("finding"),
    )
    by = make_editor()
    now = timezone.now()
    Batch.objects.create(
        kind="documents", name=secret("batch"), by=by, state="done", applied_at=now
    )
    ImportProfile.objects.create(name=secret("profile"), mapping={}, by=by)


def _talked_about(secret, drug, editor):
    reviewer = make_reviewer()
    said = workflow.comment(drug, text=secret("comment"), by=reviewer)
    workflow.answer(said, text=secret("answer"), by=editor)
    live = drug.publication.revision
    workflow.comment(drug, text=secret("oldcomment"), revision=live, by=reviewer)
    workflow.share_preview(drug, days=7, by=editor)
    notice = workflow.post_notice(
        drug, severity="warning", text=secret("endednotice"), by=make_publisher()
    )
    workflow.end_notice(notice, by=make_publisher())
    workflow.post_notice(
        drug,
        severity="warning",
        text=secret("latenotice"),
        starts_at=timezone.now() + timedelta(days=9),
        by=make_publisher(),
    )
    report = make_report(drug, secret("report"))
    workflow.take_report(report, by=editor)
    workflow.close_report(
        report, answer="Thank you.", reason=secret("reportreason"), by=editor
    )


def _refused_versions(secret, drug, editor):
    edit(drug, by=editor, body=f"The {secret('sentback')} text.")
    version = submit_as(drug, by=editor, change_note=secret("sentbacknote"))
    workflow.request_changes(
        version, reason=secret("sentbackreason"), by=make_clinician()
    )
    edit(drug, by=editor, body=f"The {secret('cancelled')} text.")
    version = submit_as(drug, by=editor, change_note=secret("cancellednote"))
    sign_as(version, make_reviewer())
    workflow.cancel(version, reason=secret("cancelreason"), by=editor)


def _drafted(secret, drug, editor):
    """A row of each kind in the working copy of a page."""
    drug = touch(drug, by=editor)
    drug.title = f"Examplazole {secret('drafttitle')}"
    drug.save()
    body = f"The {secret('draft')} text."
    make_section(drug, kind="other", heading=secret("draftheading"), body=body)
    make_name(drug, secret("draftbrand"))
    make_side_effect(
        drug, make_effect(secret("drafteffect")), wording=secret("draftwording")
    )
    FAQ.objects.create(
        monograph=drug, question=secret("draftquestion"), answer=secret("draftanswer")
    )
    Citation.objects.create(
        monograph=drug,
        number=9,
        text=secret("draftcitation"),
        url=f"https://example.org/{secret('draftlink')}",
    )
    Component.objects.create(monograph=drug, name=secret("draftcomponent"))
    drug.class_memberships.create(drug_class=make_drug_class(secret("draftclass")))
    make_disagreement(
        drug,
        question=secret("draftdisagreement"),
        positions=secret("draftpositions"),
        shown=secret("draftshown"),
    )
    edit(drug, by=editor, kind="other", body=f"The {secret('newestdraft')} text.")


def _withdrawn(secret):
    """Its title, its reason and the notes of its changes stay public; its text goes."""
    drug = make_full_drug(title="Withdrazole", slug="withdrazole")
    make_name(drug, secret("withdrawnbrand"))
    body = f"The {secret('withdrawnfirst')} text."
    make_section(drug, kind="precautions", body=body)
    make_side_effect(
        drug, make_effect(secret("withdrawneffect")), wording=secret("withdrawnwording")
    )
    publish_now(drug)
    edit(drug, by=make_editor(), body=f"The {secret('withdrawnlast')} text.")
    publish_now(drug)
    workflow.withdraw(drug, by=make_publisher(), reason=f"No {PUBLIC} at all.")
    edit(drug, by=make_editor(), body=f"The {secret('withdrawndraft')} text.")
    submit_as(drug, change_note=secret("withdrawnnote"))


def _never_published(secret):
    drug = make_drug(title=secret("newtitle"), slug=secret("newslug"))
    make_name(drug, secret("newbrand"))
    submit_as(drug, change_note=secret("newnote"))
    comparison = make_full_comparison(title=secret("newcomparison"))
    first = comparison.subjects.first()
    first.name = secret("newsubject")
    first.save()


def _discarded(secret):
    drug = make_drug(title=secret("discardedtitle"), slug=secret("discardedslug"))
    workflow.discard([drug], reason=secret("discardreason"), by=make_editor())


def _urgent(secret):
    drug = make_published_drug(title="Urgentazole", slug="urgentazole")
    edit(drug, by=make_editor(), body="Stop taking it.")
    workflow.bypass(
        submit_as(drug, change_kind=SAFETY),
        by=make_publisher(),
        reason=secret("bypassreason"),
    )
