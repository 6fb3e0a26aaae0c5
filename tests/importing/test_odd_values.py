"""What a column would refuse: one odd file stops neither its import nor the worker.

medsite's own form of document says the most, so what anybody may type into it is odd in
the most ways.
"""

from uuid import uuid4

import pytest

from monographs.content import (
    Document,
    DocumentCitation,
    DocumentClass,
    DocumentComponent,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.exporting.documents import to_markdown
from monographs.frequency import Frequency
from monographs.models import DrugClass
from tests.importing.batches import drug, load_now, loaded, previewed, undo_now

pytestmark = pytest.mark.django_db


def exported(title="Examplazole", slug="examplazole", kind="drug", **rows):
    rows.setdefault("sections", [section("Text.")])
    document = Document(
        key=uuid4(),
        kind=kind,
        title=title,
        slug=slug,
        **{field: tuple(some) for field, some in rows.items()},
    )
    return to_markdown(document).encode()


def section(body, heading="Usage"):
    return DocumentSection(key=uuid4(), kind="usage", heading=heading, body=body)


def drug_class(name, slug, code=None):
    return DocumentClass(
        key=uuid4(), class_key=uuid4(), name=name, slug=slug, atc_code=code
    )


def side_effect(name, body_system="other", group="", scope_name=""):
    return DocumentSideEffect(
        key=uuid4(),
        effect_key=uuid4(),
        effect=name,
        body_system=body_system,
        wording=name,
        frequency=Frequency(),
        serious="not_stated",
        group=group,
        scope="product",
        scope_name=scope_name,
    )


def brand(text):
    return DocumentName(key=uuid4(), kind="brand", text=text)


def component(name):
    return DocumentComponent(key=uuid4(), name=name, drug_key=uuid4())


def citation(number, url=""):
    return DocumentCitation(key=uuid4(), number=number, text="Examples.", url=url)


def subject(name):
    return DocumentSubject(key=uuid4(), name=name)


LONG = "x" * 1_000
ODD = {
    "a long heading": {"sections": [section("Text.", heading=LONG)]},
    "an odd address": {"slug": "../No Slug/"},
    "a long address": {"slug": LONG},
    "a class with a long name": {"classes": [drug_class(LONG, "long")]},
    "a class with a long address": {"classes": [drug_class("Some", LONG)]},
    "a class with an odd code": {"classes": [drug_class("Some", "some", LONG)]},
    "two classes with one address": {
        "classes": [drug_class("Some!", "some"), drug_class("Some?", "some")]
    },
    "two classes without Latin letters": {
        "classes": [drug_class("日本", "class"), drug_class("中国", "class")]
    },
    "two classes with one code": {
        "classes": [drug_class("A", "a", "N02BA"), drug_class("B", "b", "N02BA")]
    },
    "an effect with a long name": {"side_effects": [side_effect(LONG, LONG, LONG)]},
    "effects that differ in their case": {
        "side_effects": [side_effect(name) for name in ("Straße", "STRASSE", "ß", "ẞ")]
    },
    "effects with one address": {
        "side_effects": [side_effect(name) for name in ("A b", "A-b", "日", "本")]
    },
    "names that are long or the same": {"names": [brand(LONG), *map(brand, "aa")]},
    "components that are long or the same": {
        "components": [component(LONG), *map(component, "aa")]
    },
    "citations with odd numbers and links": {
        "citations": [citation(10**12), citation(1, LONG), citation(1, "javascript:x")]
    },
    "subjects that are long or the same": {
        "kind": "comparison",
        "subjects": [subject(LONG), *map(subject, "aa")],
    },
}


@pytest.mark.parametrize("odd", ODD)
def test_it_comes_in_and_goes_again(odd):
    batch = loaded({"heap/odd.md": exported(**ODD[odd])})
    assert (batch.state, batch.message) == ("done", "")

    batch = undo_now(batch)
    assert batch.counts["states"] == {"reverted": 1}


@pytest.mark.parametrize("title", ["", " ", LONG])
def test_a_title_that_cannot_be_is_an_error_of_its_file(title):
    files = {
        "heap/odd.md": exported(title=title),
        "heap/even.md": exported(title="Samplidone", slug="samplidone"),
    }

    batch = load_now(previewed(files), skip_bad=True)

    assert batch.counts["outcomes"] == {"error": 1, "new": 1}
    assert "title" in batch.rows.get(outcome="error").message


def test_a_class_keeps_its_address_and_code_when_another_claims_them():
    loaded({"heap/a.md": exported(classes=[drug_class("Some", "some", "N02BA")])})
    claim = [drug_class("Others", "some", "N02BA")]

    loaded({"heap/b.md": exported("Samplidone", "samplidone", classes=claim)})

    [membership] = drug("samplidone").class_memberships.all()
    others = membership.drug_class
    assert (others.name, others.atc_code) == ("Others", None)
    assert DrugClass.objects.get(slug="some").name == "Some"
