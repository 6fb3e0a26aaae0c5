"""Records for tests: each function has sensible defaults, a test names what matters."""

import json
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from monographs.content import dumps, read_working_copy
from monographs.frequency import Frequency, Serious
from monographs.models import (
    FAQ,
    Citation,
    ClassMembership,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
    Component,
    Disagreement,
    DrugClass,
    Effect,
    Monograph,
    Name,
    Publication,
    ReaderReport,
    Revision,
    Section,
    SideEffect,
    Signature,
    SourceDocument,
    User,
)
from monographs.public.feedback.token import new_receipt
from monographs.workflow import sign, submit, touch
from monographs.workflow.submit import seal

numbers = count(1)
EDITORIAL = Signature.Role.EDITORIAL
CLINICAL = Signature.Role.CLINICAL
MAJOR = Revision.ChangeKind.MAJOR
MINOR = Revision.ChangeKind.MINOR
SAFETY = Revision.ChangeKind.SAFETY
REVIEWED = Revision.ChangeKind.REVIEWED


def make_user(*roles, username="", printed_name="", **fields):
    """A person with these groups, such as "Editor"."""
    number = next(numbers)
    user = User.objects.create_user(
        username=username or f"person-{number}",
        password="correct horse",
        printed_name=printed_name or f"Person {number}",
        **fields,
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_editor(**fields):
    return make_user("Editor", **fields)


def make_reviewer(**fields):
    return make_user("Reviewer", **fields)


def make_clinician(**fields):
    return make_user("Clinical reviewer", credential="pharmacist", **fields)


def make_publisher(**fields):
    return make_user("Publisher", **fields)


def make_steward(**fields):
    return make_user("Data steward", **fields)


def make_effect(name="", **fields):
    number = next(numbers)
    name = name or f"effect {number}"
    return Effect.objects.create(name=name, slug=f"effect-{number}", **fields)


def make_drug_class(name="", **fields):
    number = next(numbers)
    return DrugClass.objects.create(
        name=name or f"class {number}", slug=f"class-{number}", **fields
    )


def make_source(text="# Examplazole", path="examplazole.md", by=None):
    content = f"{text}\n{next(numbers)}".encode()
    return SourceDocument.objects.create(
        content=content,
        sha256=SourceDocument.hash_of(content),
        path=path,
        dialect="headed",
        imported_by=by or make_steward(),
    )


def make_monograph(kind=Monograph.Kind.DRUG, *, by=None, title="", slug="", **fields):
    """A working copy with one section, written by somebody."""
    number = next(numbers)
    monograph = Monograph.objects.create(
        kind=kind,
        title=title or f"Examplazole {number}",
        slug=slug or f"examplazole-{number}",
        **fields,
    )
    monograph = touch(monograph, by=by or make_editor())
    make_section(monograph, body="For examples that hurt.")
    return monograph


def make_drug(**fields):
    return make_monograph(Monograph.Kind.DRUG, **fields)


def make_sound_drug(**fields):
    """A working copy in which the checks find nothing."""
    monograph = make_drug(**fields)
    for kind in ("dosage", "side_effects", "how_it_works", "precautions", "disclaimer"):
        make_section(monograph, kind=kind, body=f"Of {monograph.title}: the {kind}.")
    return monograph


def make_comparison(**fields):
    return make_monograph(Monograph.Kind.COMPARISON, **fields)


def make_full_drug(*, side_effects=3, **fields):
    """A working copy with a row of every kind that a drug has."""
    monograph = make_drug(**fields)
    make_name(monograph)
    make_section(monograph, kind=Section.Kind.DOSAGE, body="One a day.")
    for place in range(side_effects):
        make_side_effect(monograph, position=place)
    FAQ.objects.create(
        monograph=monograph, question="May I drive?", answer="Wait and see [1]."
    )
    Citation.objects.create(
        monograph=monograph, number=1, text="Examples, 2020", url="https://example.org/"
    )
    ClassMembership.objects.create(monograph=monograph, drug_class=make_drug_class())
    Component.objects.create(monograph=monograph, name="Samplidone")
    return monograph


def make_full_comparison(**fields):
    monograph = make_comparison(**fields)
    subjects = [
        ComparisonSubject.objects.create(monograph=monograph, name=name, position=place)
        for place, name in enumerate(["Examplazole", "Samplidone"])
    ]
    row = ComparisonRow.objects.create(monograph=monograph, feature="Taken")
    for subject in subjects:
        ComparisonCell.objects.create(row=row, subject=subject, text=f"{subject} [1]")
    Citation.objects.create(monograph=monograph, number=1, text="Examples, 2021")
    return monograph


def make_section(monograph, *, kind=Section.Kind.USAGE, body="Text.", **fields):
    return Section.objects.create(
        monograph=monograph,
        kind=kind,
        heading=fields.pop("heading", Section.Kind(kind).label.capitalize()),
        body=body,
        **fields,
    )


def make_name(monograph, text="", kind=Name.Kind.BRAND, **fields):
    text = text or f"Brand {next(numbers)}"
    return Name.objects.create(monograph=monograph, text=text, kind=kind, **fields)


def make_side_effect(monograph, effect=None, *, frequency=None, **fields):
    row = SideEffect(
        monograph=monograph,
        effect=effect or make_effect(),
        serious=fields.pop("serious", Serious.NOT_STATED),
        **fields,
    )
    row.frequency = frequency or Frequency()
    row.save()
    return row


def make_disagreement(monograph, question="May I drink alcohol?", **fields):
    return Disagreement.objects.create(
        monograph=monograph,
        question=question,
        positions=fields.pop("positions", "* One source: yes.\n* Another: no."),
        **fields,
    )


def make_imported_section(monograph, **fields):
    """A row that an import made and nobody has looked at."""
    return make_section(
        monograph,
        origin="import",
        source=fields.pop("source", None) or make_source(),
        line_from=1,
        line_to=1,
        **fields,
    )


def edit(monograph, *, by, body="Changed.", kind=Section.Kind.USAGE):
    """Change a section's text, as the desk does: touch, then write."""
    monograph = touch(monograph, by=by)
    section = monograph.sections.filter(kind=kind).first()
    if section is None:
        return make_section(monograph, kind=kind, body=body)
    section.body = body
    section.save()
    return section


def submit_as(monograph, by=None, change_kind=MAJOR, **fields):
    """The small drugs of tests lack sections; somebody says why that may stand."""
    fields.setdefault("reason", "A small page, for a test.")
    return submit(monograph, by=by or make_editor(), change_kind=change_kind, **fields)


def sign_as(revision, by, role=EDITORIAL):
    return sign(revision, role=role, seen=revision.sha256, by=by)


def approve(revision):
    """All needed signatures, by people who wrote none of it."""
    sign_as(revision, make_reviewer())
    if "clinical" in revision.needed_roles:
        sign_as(revision, make_clinician(), CLINICAL)
    revision.refresh_from_db()
    return revision


def publish_now(monograph, **fields):
    """Submit and sign: the last signature publishes."""
    return approve(submit_as(monograph, **fields))


def seal_past_the_checks(monograph, by=None, change_note=""):
    """As a medsite did whose checks did not know yet what they look for today."""
    monograph.refresh_from_db()
    document = read_working_copy(monograph)
    live = Publication.objects.filter(monograph=monograph).first()
    base = live.revision if live else None
    return _seal(
        monograph, document, dumps(document), base=base, by=by, change_note=change_note
    )


def publish_past_the_checks(monograph, **fields):
    return approve(seal_past_the_checks(monograph, **fields))


def publish_in_schema_1(monograph):
    """As a medsite sealed it that knew no notes on disagreements."""
    document = read_working_copy(monograph)
    data = json.loads(dumps(document))
    del data["disagreements"]
    return _publish_sealed(monograph, document, data | {"schema": 1})


def _publish_sealed(monograph, document, data):
    content = json.dumps(
        data, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return approve(_seal(monograph, document, content))


def _seal(monograph, document, content, *, base=None, by=None, change_note=""):
    return seal(
        monograph,
        content=content,
        document=document,
        base=base,
        edit_version=monograph.edit_version,
        change_kind=MAJOR,
        change_note=change_note,
        by=by or make_editor(),
    )


def publish_in_schema_2(monograph):
    """As a medsite sealed it that knew no authors of articles."""
    document = read_working_copy(monograph)
    data = json.loads(dumps(document)) | {"schema": 2}
    return _publish_sealed(monograph, document, data)


def make_published_drug(**fields):
    monograph = make_drug(**fields)
    publish_now(monograph)
    return monograph


def insert_signature(revision, signer, role=EDITORIAL, **fields):
    """Past the verbs, as somebody with the database's password would."""
    return Signature.objects.create(
        revision=revision,
        role=role,
        signer=signer,
        printed_name="Somebody",
        sha256=fields.pop("sha256", revision.sha256),
        signed_at=timezone.now(),
    )


def make_report(monograph=None, text="The dose is wrong.", **fields):
    """As a reader sent it, from the monograph's page where one is given."""
    if monograph is not None:
        live = monograph.publication
        fields = {
            "monograph": monograph,
            "revision": live.revision,
            "page": f"/{live.kind}s/{live.slug}/",
            "page_title": live.title,
            **fields,
        }
    return ReaderReport.objects.create(
        receipt=fields.pop("receipt", "") or new_receipt(),
        text=text,
        is_urgent=fields.pop("is_urgent", False),
        received_at=fields.pop("received_at", None) or timezone.now(),
        **fields,
    )
