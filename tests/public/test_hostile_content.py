"""Signed texts that were written to do harm stay texts, in whatever form they go."""

import csv
import io
import json
import re
from collections import Counter
from xml.etree import ElementTree

import html5lib
import pytest
from fhir.resources import get_fhir_model_class

from monographs import workflow
from monographs.frequency import Frequency
from monographs.models import (
    FAQ,
    Citation,
    ComparisonCell,
    ComparisonRow,
    Component,
    Monograph,
)
from monographs.models.effect import EffectSynonym
from monographs.public.open_data.publish import publish_data
from monographs.public.static_site.export import export_site
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    edit,
    make_comparison,
    make_disagreement,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_name,
    make_publisher,
    make_section,
    make_side_effect,
    make_user,
    publish_past_the_checks,
    seal_past_the_checks,
    sign_as,
)
from tests.public.test_leaks import addresses, body_of, walk

pytestmark = pytest.mark.django_db
HARM = (
    "=evil(</script><x-evil onclick=evil()>\"'><svg/onload=evil()>"
    "<![CDATA[&<!--\u2028\u202e]]>--></title></textarea></style>${evil}"
    "\\u003cscript>evil()</script>"
)
LINKS = (
    "[a](javascript:evil()) <javascript:evil()> ![b](data:text/html,evil) "
    "[c](//evil.example 'x\" onclick=evil()') [d](<JaVaScRiPt:evil()>) "
    "[e](vbscript:evil) [f](&#106;avascript:evil()) [g][1]\n\n[1]: javascript:evil()"
)
TEXT = (
    f"{HARM} {LINKS}\n\n<script>evil()</script>\n\n| {HARM} | b |\n|---|---|\n| 1 | 2 |"
)


# What nobody sees is refused where a step asks for words.
SEEN_HARM = HARM.translate({0x2028: None, 0x202E: None})


def hostile(word):
    """So that each of them is another one."""
    return f"{word} {SEEN_HARM}"


def fill(monograph):
    make_section(monograph, kind="other", heading=hostile("h"), body=TEXT)
    make_section(monograph, kind="precautions", heading="-", body=TEXT)
    FAQ.objects.create(monograph=monograph, question=hostile("q"), answer=TEXT)
    Citation.objects.create(
        monograph=monograph,
        number=1,
        text=hostile("c"),
        url="https://example.org/\"'><x-evil>",
    )
    make_disagreement(
        monograph, question=hostile("d"), positions=TEXT, shown=hostile("s")
    )


def make_hostile_drug(slug):
    drug = make_drug(title=hostile(slug), slug=slug)
    fill(drug)
    make_name(drug, hostile("brand"))
    make_name(drug, hostile("generic"), kind="generic")
    Component.objects.create(monograph=drug, name=hostile("component"))
    member = make_drug_class(hostile(f"class {slug}")[:200])
    drug.class_memberships.create(drug_class=member)
    effect = make_effect(hostile(f"effect {slug}"))
    EffectSynonym.objects.create(effect=effect, text=hostile(f"synonym {slug}"))
    for place, frequency in enumerate(
        (
            Frequency(phrase=hostile("phrase")),
            Frequency(word="rare", phrase=hostile("rare")),
        )
    ):
        make_side_effect(
            drug,
            effect,
            position=place,
            frequency=frequency,
            wording=hostile("wording"),
            group=hostile("group"),
        )
    return drug


def make_hostile_comparison():
    comparison = make_comparison(title=hostile("comparison"), slug="compared")
    fill(comparison)
    row = ComparisonRow.objects.create(monograph=comparison, feature=hostile("row"))
    for place in range(2):
        subject = comparison.subjects.create(
            name=hostile(f"subject {place}"), position=place
        )
        ComparisonCell.objects.create(row=row, subject=subject, text=TEXT)
    return comparison


@pytest.fixture
def _site(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.SITE_OWNER = hostile("owner")
    editor = make_editor()
    for slug in ("first", "second", "gone"):
        drug = make_hostile_drug(slug)
        publish_past_the_checks(drug, by=editor, change_note=hostile("note"))
    publisher = make_publisher(printed_name=hostile("name"))
    workflow.withdraw(drug, by=publisher, reason=hostile("reason"))
    publish_past_the_checks(make_hostile_comparison(), change_note=hostile("note"))
    first = Monograph.objects.get(slug="first")
    edit(first, by=editor, body=f"Else. {TEXT}")
    second = seal_past_the_checks(first, by=editor, change_note=hostile("second"))
    for role, group in ((EDITORIAL, "Reviewer"), (CLINICAL, "Clinical reviewer")):
        who = {"printed_name": hostile(role)[:150], "credential": hostile("of")[:150]}
        sign_as(second, make_user(group, **who), role)
    workflow.post_notice(
        first,
        severity="warning",
        text=hostile("notice"),
        link="https://example.org/'\"><x-evil>",
        by=publisher,
    )
    publish_data()


def faults_of_html(text):
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for element in tree.iter():
        tag = str(element.tag).rpartition("}")[2]
        if not isinstance(element.tag, str):
            yield "comment"
            continue
        if tag in ("x-evil", "iframe", "object", "embed", "base", "img"):
            yield tag
        if tag == "script":
            kind, source = element.get("type"), element.get("src", "")
            if kind == "application/ld+json":
                json.loads(element.text)
            elif not source or "evil" in source or element.text:
                yield f"script {element.attrib} {element.text}"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or name == "style":
                yield f"{tag} {name}"
            if name in ("href", "src", "action") and re.match(
                r"\s*(?:javascript:|vbscript:|data:|//)", value, re.I
            ):
                yield f"{tag} {name} {value}"


def faults_of_xml(text):
    for element in ElementTree.fromstring(text).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in ("x-evil", "script"):
            yield tag
        yield from (f"{tag} {name}" for name in element.attrib if name[:2] == "on")


def faults_of_csv(text):
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for line in lines:
        if len(line) != len(lines[0]):
            yield f"{line} is not as wide as its header"
        yield from (cell[:40] for cell in line if cell[:1] in ("=", "+", "@", "\t"))


def faults_of(kind, address, body):
    if kind == "text/html":
        return list(faults_of_html(body.decode()))
    if "xml" in kind:
        return list(faults_of_xml(body))
    if kind == "text/csv":
        return list(faults_of_csv(body.decode()))
    if "fhir" in kind or address.endswith(".fhir.json"):
        kind = get_fhir_model_class(json.loads(body)["resourceType"])
        kind.model_validate_json(body)
        return [
            fault
            for div in re.findall(r'"div":("(?:[^"\\]|\\.)*")', body.decode())
            for fault in faults_of_xml(json.loads(div))
        ]
    if "json" in kind:
        for line in body.decode().split("\n") if "jsonl" in address else [body]:
            if line:
                json.loads(line)
    return []


@pytest.mark.usefixtures("_site")
def test_every_answer_says_harmful_texts_and_does_nothing_of_them(client):
    asked = [
        "/search/?q=evil",
        "/search/suggest?q=evil",
        "/search/?q=</script><x-evil onclick=evil()>",
        "/compare/?d=first&d=second",
        "/drugs/first/side-effects/?q=evil",
        "/side-effects/match/?d=first&d=second&e=evil",
    ]
    seen, faults = Counter(), {}
    for address, answer in walk(client, [*addresses(), *asked]):
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if answer.status_code >= 500:
            faults[address] = answer.status_code
        elif answer.status_code < 300 or answer.status_code == 410:
            body = body_of(answer)
            seen.setdefault(kind, []).append((address, b"evil" in body))
            found = faults_of(kind, address, body)
            if found:
                faults[address] = found[:5]
    assert faults == {}
    assert {kind for kind, said in seen.items() if said} >= {
        "text/html",
        "text/csv",
        "text/markdown",
        "application/json",
        "application/jsonl",
        "application/fhir+json",
        "application/atom+xml",
    }


@pytest.mark.usefixtures("_site")
def test_every_file_of_the_static_site_too(tmp_path):
    folder = tmp_path / "site"
    export_site(folder)

    faults = {}
    for path in folder.rglob("*"):
        place = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            found = list(faults_of_html(path.read_text()))
        elif path.suffix == ".xml":
            found = list(faults_of_xml(path.read_bytes()))
        elif place.startswith("search/parts/"):
            call = re.fullmatch(r"medsiteFound\((.*)\);\n", path.read_text())
            json.loads(call[1])
            assert call[1].isascii()
            found = []
        else:
            continue
        if found:
            faults[place] = found[:5]
    assert faults == {}
