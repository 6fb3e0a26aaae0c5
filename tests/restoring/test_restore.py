"""A set of open data makes an empty site show the same pages."""

import hashlib
import json
import re

import pytest
from django.core.management import call_command

from monographs import workflow
from monographs.content import SCHEMA, read_working_copies
from monographs.content.document import dumps
from monographs.models import (
    Effect,
    FormerEffect,
    Monograph,
    Publication,
    PublicChange,
    Revision,
    Signature,
    SourceDocument,
    SourceLicence,
    User,
)
from monographs.public.open_data.describe import CONTENTS
from monographs.public.open_data.publish import publish_data
from monographs.workflow.projection_check import differences
from tests.factories import (
    CLINICAL,
    make_clinician,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    publish_now,
    publish_past_the_checks,
    sign_as,
    submit_as,
)
from tests.public.open_data.sets import records, table
from tests.restoring import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "open-data"
    return settings.DATA_DIR


@pytest.fixture
def small(root, client):
    """A set of one page; the site is empty again."""
    name, _ = site.taken_from(client, lambda: make_published_drug(slug="examplazole"))
    return root / name


EFFECT = (
    '{"key":"00000000-0000-0000-0000-000000000001","name":"%s","slug":"a",'
    '"body_system":"","other_words":[]}\n'
)


def load(folder, code=0):
    if not code:
        call_command("load_data", str(folder))
        return
    with pytest.raises(SystemExit) as ending:
        call_command("load_data", str(folder))
    assert ending.value.code == code


def test_each_page_is_as_it_was(root, client, settings, tmp_path):
    name, before = site.taken_from(client, site.build)
    assert not Monograph.objects.exists()

    load(root / name)

    after = site.pages(client, site.addresses())
    assert list(after) == list(before)
    assert [one for one in before if after[one] != before[one]] == []
    assert {status for status, _, _ in before.values()} == {200, 301}
    assert len(before) > 100
    assert list(differences()) == []
    # Made of the restored site, a set is the same in each byte.
    settings.DATA_DIR = tmp_path / "again"
    again = settings.DATA_DIR / publish_data().name
    for file in CONTENTS:
        assert (again / file).read_bytes() == (root / name / file).read_bytes(), file


def test_drafts_begin_with_what_readers_see(root, client):
    name, _ = site.taken_from(client, site.build)

    load(root / name)

    publications = Publication.objects.select_related("monograph", "revision")
    drafts = read_working_copies([one.monograph for one in publications])
    assert len(drafts) == 8
    for one in publications:
        if one.revision.schema == SCHEMA:
            assert dumps(drafts[one.monograph_id]) == one.revision.content, one
    assert set(Revision.objects.values_list("state", flat=True)) == {
        "approved",
        "bypassed",
    }


def test_nobody_can_sign_in_as_a_signer(small):
    load(small)

    signers = User.objects.filter(signatures__isnull=False).distinct()
    assert Signature.objects.count() == 2
    assert len(signers) == 2
    assert not User.objects.filter(is_active=True).exists()
    assert not any(one.has_usable_password() for one in User.objects.all())


def test_a_site_that_holds_something_is_left_alone(small, capsys):
    make_drug(slug="samplidone")

    load(small, code=2)

    assert "This site has monographs already." in capsys.readouterr().err
    assert Monograph.objects.count() == 1


def test_a_changed_file_is_refused(small, capsys):
    path = small / "versions.jsonl"
    path.write_text(path.read_text().replace("hurt", "heal"))

    load(small, code=2)

    said = capsys.readouterr().err
    assert "versions.jsonl is not the file that SHA256SUMS names" in said
    assert "Nothing was restored." in said
    assert not User.objects.exists()


def with_true_sums(folder):
    """As somebody would who changes a set on purpose."""
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in (*CONTENTS, "datapackage.json", "README.md")
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def test_a_text_that_nobody_signed_is_refused(small, capsys):
    path = small / "versions.jsonl"
    path.write_text(path.read_text().replace("hurt", "heal"))
    with_true_sums(small)

    load(small, code=2)

    said = capsys.readouterr().err
    assert "versions.jsonl, line 1: it cannot be read" in said
    assert "not what was signed" in said
    assert not Monograph.objects.exists()


def test_a_version_that_too_few_signed_is_refused_by_the_database(small, capsys):
    [version] = records(small, "versions")
    signers = version["status"]["signers"]
    path = small / "versions.jsonl"
    line = path.read_text()
    path.write_text(line.replace(json.dumps(signers, separators=(",", ":")), "[]"))
    with_true_sums(small)

    load(small, code=2)

    assert "approved by all the signatures" in capsys.readouterr().err


def numbered(number):
    """Changes that have it in place of their own."""
    return lambda text: re.sub(r'"number":\d+', f'"number":{number}', text)


@pytest.mark.parametrize(
    ("file", "change", "sentence"),
    [
        ("pages.jsonl", lambda text: "{}\n", "pages.jsonl, line 1"),
        ("pages.jsonl", lambda text: "", "is not in pages.jsonl"),
        ("versions.jsonl", lambda text: "", "lacks its version 1"),
        ("versions.jsonl", lambda text: text[:-40], "versions.jsonl, line 1"),
        ("datapackage.json", lambda text: text.replace('t": 1', 't": 9'), "format 9"),
        ("datapackage.json", lambda text: "{", "datapackage.json: it cannot be read"),
        ("datapackage.json", lambda text: "[]", "datapackage.json: it cannot be read"),
        ("datapackage.json", lambda text: "[" * 99_999, "datapackage.json: it cannot"),
        ("pages.jsonl", lambda text: "[" * 99_999, "pages.jsonl, line 1"),
        (
            "changes.jsonl",
            lambda text: text.replace('"version":1', '"version":7'),
            "about version 7 of",
        ),
        ("effects.jsonl", lambda text: "\udcff\n", "effects.jsonl, line 1"),
        (
            "effects.jsonl",
            lambda text: EFFECT % "\\ud800",
            r"effects.jsonl, line 1: it cannot be read ('\ud800' holds",
        ),
        ("effects.jsonl", lambda text: EFFECT % "a\\u0000b", "effects.jsonl, line 1"),
        (
            "pages.jsonl",
            lambda text: text.replace('t_version":1', f't_version":{2**63}'),
            "9223372036854775808 is too large a number",
        ),
        (
            "changes.jsonl",
            numbered(-(10**30)),
            "is too large a number",
        ),
        ("changes.jsonl", numbered("1e30"), "line 1: it cannot be read (1e30 is no"),
        ("changes.jsonl", numbered("1e999"), "line 1: it cannot be read (1e999 is no"),
        ("changes.jsonl", numbered("NaN"), "line 1: it cannot be read (NaN is no"),
        ("changes.jsonl", numbered('"9"'), "line 1: it cannot be read ('9' is no"),
        (
            "pages.jsonl",
            lambda text: re.sub(
                r'("shown_since":)"[^"]*"', r'\1"0001-01-01T00:00:00+23:59"', text
            ),
            "pages.jsonl, line 1: it cannot be read (date value out of range)",
        ),
        (
            "datapackage.json",
            lambda text: text.replace('"pages": 1', '"pages": 1e999'),
            "datapackage.json: it cannot be read",
        ),
        ("classes.jsonl", lambda text: "\0\n", "classes.jsonl, line 1"),
        (
            "sources.csv",
            lambda text: "no,such\n1,2\n",
            "sources.csv: it cannot be read",
        ),
        ("sources.csv", lambda text: f'{text}"\0', "sources.csv: it cannot be read"),
        (
            "pages.jsonl",
            lambda text: text.replace('"slug":"examplazole"', '"slug":"../../etc"'),
            "'../../etc' cannot be part of an address",
        ),
        (
            "pages.jsonl",
            lambda text: text.replace('"former_slugs":[]', '"former_slugs":["/a"]'),
            "'/a' cannot be part of an address",
        ),
    ],
)
def test_a_set_that_is_not_whole_is_refused(small, capsys, file, change, sentence):
    path = small / file
    path.write_text(change(path.read_text()), errors="surrogateescape")
    with_true_sums(small)

    load(small, code=2)

    assert sentence in capsys.readouterr().err
    assert not Monograph.objects.exists()


@pytest.mark.parametrize("author", ["\u2800\u3164", "A\x1b[31m", "A\nB"])
def test_an_author_that_the_desk_would_not_take_is_refused(
    root, client, capsys, author
):
    name, _ = site.taken_from(
        client,
        lambda: publish_past_the_checks(make_full_comparison(author=author)),
    )

    load(root / name, code=2)

    said = capsys.readouterr().err
    assert "versions.jsonl, line 1: it cannot be read (its author, " in said
    assert "\x1b" not in said
    assert not Monograph.objects.exists()


def test_a_folder_that_is_no_set_is_refused(tmp_path, capsys):
    load(tmp_path, code=2)

    assert "is no set of open data" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_not_to_be(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    for missing in (tmp_path / "2026-01-31", tmp_path / "file"):
        load(missing, code=2)

        said = capsys.readouterr().err
        assert f"There is no folder {missing}. Nothing was restored." in said
        assert "SHA256SUMS" not in said


def test_sources_are_known_by_their_hash_alone(root, client):
    name, _ = site.taken_from(client, site.build)

    load(root / name)

    assert SourceDocument.objects.count() == 2
    assert {bytes(one.content) for one in SourceDocument.objects.all()} == {b""}


def test_sources_have_their_licences_again(root, client):
    name, _ = site.taken_from(client, site.build)

    load(root / name)

    stated = SourceLicence.objects.get()
    assert (stated.name, stated.address) == ("=OGL-3.0", "https://example.org/ogl")
    assert stated.by.username.startswith("restored-")


def test_in_an_older_set_no_licence_was_stated_of_a_source(root, client):
    """It gave the licence of the set there."""
    name, _ = site.taken_from(client, site.build)
    hashes = [row["sha256"] for row in table(root / name, "sources")]
    lines = [f"{one},document,2026-01-31,CC0-1.0\r\n" for one in hashes]
    older = "".join(["sha256,form,taken_in_on,licence\r\n", *lines])
    (root / name / "sources.csv").write_text(older, newline="")
    with_true_sums(root / name)

    load(root / name)

    assert SourceDocument.objects.count() == 2
    assert not SourceLicence.objects.exists()


def test_a_licence_at_a_hostile_address_is_refused(root, client, capsys):
    name, _ = site.taken_from(client, site.build)
    path = root / name / "sources.csv"
    path.write_text(path.read_text().replace("https://example.org", "javascript:x"))
    with_true_sums(root / name)

    load(root / name, code=2)

    assert "sources.csv: it cannot be read" in capsys.readouterr().err
    assert not SourceDocument.objects.exists()


def loaded_in_one_go():
    """Three pages by the same people; the first one is withdrawn then."""
    editor, reviewer, clinician = make_editor(), make_reviewer(), make_clinician()
    drugs = [
        make_drug(by=editor, slug=f"{name}azole") for name in ("apr", "bepr", "cepr")
    ]
    for drug in drugs:
        version = submit_as(drug, by=editor, change_note="The first load.")
        sign_as(version, reviewer)
        sign_as(version, clinician, CLINICAL)
    workflow.withdraw(drugs[0], by=make_publisher(), reason="It was wrong.")


def test_the_next_page_leads_where_the_first_one_was_withdrawn(root, client):
    name, _ = site.taken_from(client, loaded_in_one_go)
    told = records(root / name, "changes")
    assert len({one["done_with"] for one in told}) == 1
    assert told[0]["done_with"] is not None

    load(root / name)

    first, second = PublicChange.objects.order_by("pk")
    assert (first.pk, second.pk) == (told[0]["number"], told[1]["number"])
    assert first.leader is None
    assert second.leader == first
    assert b"beprazole" in client.get(f"/changes/{first.pk}/").content


def with_a_merged_effect():
    drug = make_drug(slug="examplazole")
    kept = make_effect("Headache")
    former = make_effect("Head pain")
    make_side_effect(drug, former)
    publish_now(drug)
    workflow.merge_effects(former, kept, by=make_publisher())


def test_effects_that_were_merged_lead_on_again(root, client):
    name, _ = site.taken_from(client, with_a_merged_effect)
    (effect,) = records(root / name, "effects")

    load(root / name)

    kept = Effect.objects.get()
    former = kept.former.get()
    assert effect["merged"] == [
        {"key": str(former.key), "name": "Head pain", "slug": former.slug}
    ]
    assert client.get(f"/side-effects/{former.slug}/").status_code == 301
    assert list(differences()) == []
    drug = Monograph.objects.get()
    assert read_working_copies([drug])[drug.pk].side_effects[0].effect == "Headache"


def test_a_set_from_before_effects_could_be_merged_is_read(root, client):
    name, _ = site.taken_from(client, with_a_merged_effect)
    path = root / name / "effects.jsonl"
    older = json.loads(path.read_text())
    key = older.pop("merged")[0]["key"]
    path.write_text(json.dumps(older | {"key": key}) + "\n")
    with_true_sums(root / name)

    load(root / name)

    assert not FormerEffect.objects.exists()
