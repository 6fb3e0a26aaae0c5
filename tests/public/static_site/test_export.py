"""The copy of the site: whole, without a dead link, and rewritten where it must be."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from monographs import workflow
from monographs.public.open_data.publish import publish_data
from monographs.public.static_site import folder as folders
from monographs.public.static_site.export import export_site
from monographs.public.static_site.folder import NotOurs
from monographs.public.static_site.manifest import NAME
from monographs.public.static_site.places import place_of
from monographs.templatetags.days import day
from tests.factories import (
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
    make_steward,
    publish_now,
)
from tests.public import secrets
from tests.public.markup import assert_well_made
from tests.public.static_site.exported import (
    contents,
    export,
    faults,
    files,
    forms,
    hosts,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """Some way below, as on a host that gives a site a sub-folder."""
    return tmp_path / "some" / "where"


def make_site():
    drug = make_full_drug(title="Examplazole", slug="examplazole")
    publish_now(drug)
    edit(drug, by=make_editor(), body="For **other** examples.")
    publish_now(drug, change_note="Another use.")
    publish_now(make_full_comparison(title="Examplazole or Samplidone"))
    make_published_drug(title="Samplidone", slug="samplidone")
    return drug


def without_notes(html):
    """A copy's page without what it says as a copy."""
    return re.sub(r'<p class="copy-note">.*?</p>\n?', "", html)


def found_in(folder, letters):
    """What the search knows by words that begin with these two letters."""
    part = "-".join(f"{ord(letter):x}" for letter in letters)
    script = folder / "search" / "parts" / f"{part}.js"
    if not script.exists():
        return []
    return json.loads(re.fullmatch(r"medsiteFound\((.*)\);\n", script.read_text())[1])


def withdraw(drug):
    workflow.withdraw(drug, by=make_publisher(), reason="The source was invented.")


def test_every_link_leads_to_a_file_and_nothing_else_is_loaded(folder):
    make_site()

    export(folder)

    assert faults(folder) == []
    assert hosts(folder) <= {settings.SITE_URL.partition("://")[2]}
    assert {
        "index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "llms.txt",
        "changes.atom",
        "drugs/index.html",
        "drugs/e/index.html",
        "drugs/examplazole/index.html",
        "drugs/examplazole/side-effects/index.html",
        "drugs/examplazole/sources/index.html",
        "drugs/examplazole/history/index.html",
        "drugs/examplazole/v/1/index.html",
        "drugs/examplazole/v/2/index.html",
        "drugs/examplazole/v/1.json",
        "drugs/examplazole/diff/1/2/index.html",
        "drugs/examplazole.json",
        "drugs/examplazole.md",
        "drugs/examplazole.fhir.json",
        "drugs/examplazole.atom",
        "side-effects/index.html",
        "about/index.html",
        "search/index.html",
        "search/static-search.js",
        "static/monographs/base.css",
        "copy-date.js",
    } <= files(folder).keys()


def test_every_page_that_search_engines_are_told_of_is_there(folder):
    make_site()

    export(folder)

    def named(place):
        told = re.findall("<loc>(.*?)</loc>", text_of(folder, place))
        return [place_of(one.removeprefix(settings.SITE_URL)) for one in told]

    parts = named("sitemap.xml")
    assert {"sitemap-site.xml", "sitemap-1.xml"} < set(parts) <= files(folder).keys()
    for part in parts:
        assert named(part)
        assert set(named(part)) <= files(folder).keys()


def test_the_newest_open_data_come_along_until_they_are_held_back(
    folder, tmp_path, settings
):
    settings.DATA_DIR = tmp_path / "open-data"
    drug = make_site()
    publish_data()
    make_published_drug()
    newest = publish_data().name

    export(folder)

    copied = {place for place in files(folder) if place.startswith("data/20")}
    assert copied == {
        f"data/{newest}/{path.name}" for path in (settings.DATA_DIR / newest).iterdir()
    }
    for place in copied:
        original = settings.DATA_DIR / place.removeprefix("data/")
        assert (folder / place).read_bytes() == original.read_bytes()
    assert faults(folder) == []
    assert f'href="../data/{newest}/versions.jsonl"' in text_of(
        folder, "data/index.html"
    )

    _, written, _ = export(folder)
    assert written == set()
    withdraw(drug)
    _, _, removed = export(folder)

    assert copied <= removed


def test_a_page_says_the_same_as_on_the_site(client, folder):
    make_site()

    export(folder)

    for address in ("", "v/1/", "history/", "sources/", "side-effects/", "diff/1/2/"):
        address = f"/drugs/examplazole/{address}"
        live = assert_well_made(client.get(address).content.decode())
        html = text_of(folder, f"{address[1:]}index.html")
        copy = assert_well_made(without_notes(html))
        assert copy.text == live.text
        canonical = [one for one in copy.all("link") if one.get("rel") == "canonical"]
        assert canonical[0]["href"].startswith(f"{settings.SITE_URL}/drugs/")
    for form in ("json", "md", "fhir.json", "atom"):
        live = client.get(f"/drugs/examplazole.{form}").content
        assert (folder / f"drugs/examplazole.{form}").read_bytes() == live


def test_what_needs_the_server_leads_to_the_living_site(folder):
    make_site()

    export(folder)

    page = text_of(folder, "drugs/examplazole/index.html")
    assert f'href="{settings.SITE_URL}/feedback/?page=' in page
    assert f'href="{settings.SITE_URL}/compare/?d=examplazole"' in page
    assert "suggest.js" not in page
    assert "compare.js" not in page
    assert 'action="../../search/index.html"' in page


def test_each_form_leads_to_the_living_site_and_says_so(folder):
    drug = make_full_drug(title="Examplazole", slug="examplazole")
    effect = make_effect("Headache")
    make_side_effect(drug, effect)
    publish_now(drug)

    export(folder)

    elsewhere = {
        (place, action) for place, action in forms(folder) if "search/" not in action
    }
    living = settings.SITE_URL
    listed = f"side-effects/{effect.slug}/"
    assert elsewhere >= {
        ("drugs/index.html", f"{living}/drugs/"),
        (f"{listed}index.html", f"{living}/{listed}#drugs"),
        (
            "drugs/examplazole/side-effects/index.html",
            f"{living}/drugs/examplazole/side-effects/",
        ),
    }
    for place, action in elsewhere:
        assert action.startswith(f"{living}/"), place
        assert "A copy cannot answer this form" in text_of(folder, place), place
    assert "cannot answer" not in text_of(folder, "search/index.html")


def test_each_page_says_that_it_is_a_copy_and_where_the_current_one_is(folder):
    drug = make_site()
    drug = workflow.touch(drug, by=make_editor())
    drug.slug = "zexamplazole"
    drug.save()
    publish_now(drug)
    withdraw(make_published_drug(title="Withdrazole", slug="withdrazole"))

    export(folder)

    living = settings.SITE_URL
    for address in (
        "",
        "drugs/",
        "drugs/zexamplazole/v/1/",
        "drugs/examplazole/",  # given up
        "drugs/withdrazole/",
        "search/",
    ):
        html = text_of(folder, f"{address}index.html")
        note = f'The current page: <a href="{living}/{address}">{living}/{address}</a>'
        assert note in html, address
    for place in files(folder):
        if place.endswith(".html") and place != "404.html":
            assert text_of(folder, place).count("This is a copy") == 1, place


def test_the_day_of_a_copy_changes_without_its_pages(folder, monkeypatch):
    make_site()
    now = timezone.now()
    export(folder)
    later = now + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    _, written, removed = export(folder)

    assert removed == set()
    assert written - {".well-known/security.txt"} == {"copy-date.js"}
    assert f" of {day(timezone.localdate(later))}" in text_of(folder, "copy-date.js")


def test_a_file_that_is_written_twice_counts_once(folder):
    # That a difference has a file is known only when all is written.
    make_site()

    report, written, _ = export(folder)

    assert report.files == report.written == len(written)


def test_a_second_run_writes_nothing_and_asks_for_no_page(
    folder, django_assert_max_num_queries
):
    make_site()
    export(folder)

    with django_assert_max_num_queries(27):
        report, written, removed = export(folder)

    assert (report.written, report.removed) == (0, 0)
    assert (written, removed) == (set(), set())


def test_one_publication_rewrites_what_it_must(folder):
    drug = make_site()
    export(folder)
    edit(drug, by=make_editor(), body="For a third example.")
    publish_now(drug, change_note="A third use.")

    _, written, removed = export(folder)

    assert removed == set()
    assert written.isdisjoint(
        {
            "drugs/samplidone/index.html",
            "drugs/samplidone.json",
            "drugs/index.html",
            "drugs/e/index.html",
            "about/index.html",
            "side-effects/index.html",
            "search/index.html",
        }
    )
    own = {place for place in written if place.startswith("drugs/examplazole")}
    assert own >= {
        "drugs/examplazole/index.html",
        "drugs/examplazole/v/2/index.html",  # no longer current
        "drugs/examplazole/v/3/index.html",
        "drugs/examplazole/history/index.html",
        "drugs/examplazole/diff/2/3/index.html",
    }
    # Lists of what changed, the coverage on the front page, and nothing else.
    assert written - own <= {
        "index.html",
        "changes/index.html",
        "changes.atom",
        "sitemap.xml",
        "sitemap-1.xml",
        ".well-known/security.txt",
        *(place for place in written if place.startswith("changes/page-")),
    }


def test_a_licence_that_is_stated_rewrites_the_sources_of_its_pages_alone(folder):
    drug = make_site()
    section = make_imported_section(drug, kind="precautions")
    workflow.verify(drug, keys=[section.key], by=make_editor())
    publish_now(drug)
    export(folder)
    workflow.state_licence(
        [section.source.sha256], workflow.Licence("CC0-1.0"), by=make_steward()
    )

    _, written, _ = export(folder)

    assert written - {".well-known/security.txt"} == {
        "drugs/examplazole/sources/index.html"
    }
    assert "CC0-1.0" in text_of(folder, "drugs/examplazole/sources/index.html")


def test_an_incremental_export_is_the_same_as_a_whole_one(folder, tmp_path):
    drug = make_site()
    export(folder)
    other = make_drug(title="Further", slug="further")
    make_section(other, kind="usage", body="See [it](/drugs/later-one/).")
    publish_now(other)
    export(folder)
    make_published_drug(title="Later one", slug="later-one")
    make_name(drug := workflow.touch(drug, by=make_editor()), "Anotherbrand")
    drug.title, drug.slug = "Zexamplazole", "zexamplazole"
    drug.save()
    publish_now(drug)
    export(folder)

    export(tmp_path / "whole")

    one, other = contents(folder), contents(tmp_path / "whole")
    assert one.keys() == other.keys()
    differing = [place for place in one if one[place] != other[place]]
    assert [place for place in differing if place != ".well-known/security.txt"] == []
    assert faults(folder) == []
    assert "index.html" in text_of(folder, "drugs/examplazole/index.html")


def test_a_withdrawal_takes_the_text_away_and_says_why(folder):
    drug = make_site()
    make_disagreement(workflow.touch(drug, by=make_editor()), "Is it a wordalone?")
    publish_now(drug)
    export(folder)
    assert "wordalone" in text_of(folder, "drugs/examplazole/index.html")
    withdraw(drug)

    export(folder)

    assert faults(folder) == []
    assert "The source was invented." in text_of(folder, "drugs/examplazole/index.html")
    for place, body in contents(folder).items():
        assert b"wordalone" not in body, place


def test_the_search_finds_a_withdrawn_page_by_its_title_alone(folder):
    drug = make_full_drug(title="Withdrazole", slug="withdrazole")
    make_name(drug, "Goneabrand")
    publish_now(drug)
    withdraw(drug)

    export(folder)

    assert found_in(folder, "wi") == [
        [
            "Withdrazole",
            "withdrawn: the page says why",
            "drugs/withdrazole/index.html",
        ]
    ]
    assert found_in(folder, "go") == []


def test_nothing_that_is_not_public_is_in_any_file(folder):
    secret = secrets.build()

    export(folder)

    found = {
        place: words
        for place, body in contents(folder).items()
        if (words := secret.found_in(body.decode(errors="replace")))
    }
    assert found == {}
    assert b"pubword" in (folder / "drugs/examplazole/index.html").read_bytes()
    assert faults(folder) == []


def test_hostile_texts_and_addresses(folder):
    text = 'A <a href="/drugs/"> tag, `href="/drugs/"` and href="/drugs/" in words.'
    drug = make_drug(title='</script><b href="/x">', slug="d" * 258)
    make_section(drug, kind="usage", body=text)
    make_name(drug, "Ünï ‘code’ </script>")
    publish_now(drug)

    export(folder)

    pages = [place for place in files(folder) if place.startswith("drugs/ddd")]
    assert len(pages) > 10
    assert faults(folder) == []
    start = next(place for place in pages if place.count("/") == 2)
    page = assert_well_made(text_of(folder, start))
    assert 'and href="/drugs/" in words.' in page.text
    assert "&lt;/script&gt;" in text_of(folder, start)


def test_a_folder_with_other_files_is_refused(folder):
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("Mine.")

    with pytest.raises(NotOurs, match="holds files that no export wrote"):
        export_site(folder)

    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_a_file_of_somebody_else_is_neither_replaced_nor_removed(folder):
    make_site()
    export(folder)
    (folder / "drugs" / "CNAME").write_text("Mine.")
    (folder / "drugs" / "later").mkdir()
    (folder / "drugs" / "later" / "index.html").write_text("Mine too.")
    make_published_drug(title="Later", slug="later")

    with pytest.raises(NotOurs, match=r"later/index.html was not written by an export"):
        export_site(folder)

    assert (folder / "drugs" / "CNAME").read_text() == "Mine."
    assert (folder / "drugs" / "later" / "index.html").read_text() == "Mine too."


def test_a_link_to_elsewhere_is_refused(folder, tmp_path):
    make_site()
    export(folder)
    (tmp_path / "elsewhere").mkdir()
    make_published_drug(title="Later", slug="later")
    (folder / "drugs" / "later").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(NotOurs, match="is a link to elsewhere"):
        export_site(folder)

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nothing_is_removed_behind_a_link_to_elsewhere(folder, tmp_path):
    drug = make_site()
    export(folder)
    elsewhere = tmp_path / "elsewhere"
    (folder / "drugs" / "samplidone").rename(elsewhere)
    (folder / "drugs" / "samplidone").symlink_to(elsewhere)
    kept = contents(elsewhere)
    assert kept
    samplidone = type(drug).objects.get(slug="samplidone")
    workflow.withdraw(samplidone, by=make_publisher(), reason="It was invented.")

    with pytest.raises(NotOurs, match="is a link to elsewhere"):
        export(folder)

    assert contents(elsewhere) == kept


@pytest.mark.parametrize(
    "place", ["../precious.txt", "{elsewhere}", "a/../../precious.txt"]
)
def test_a_forged_list_of_files_removes_nothing_of_others(folder, tmp_path, place):
    make_site()
    export(folder)
    precious = folder.parent / "precious.txt"
    precious.write_text("Mine.")
    with closing(sqlite3.connect(folder / NAME)) as manifest, manifest:
        manifest.execute("INSERT INTO unit VALUES ('x', '', '')")
        manifest.execute(
            "INSERT INTO file VALUES (?, 'x', '')", [place.format(elsewhere=precious)]
        )

    with pytest.raises(NotOurs, match="which no export wrote"):
        export(folder)

    assert precious.read_text() == "Mine."


def test_a_list_of_files_that_is_a_link_is_refused(folder, tmp_path):
    make_site()
    export(folder)
    (folder / NAME).rename(tmp_path / "list")
    (folder / NAME).symlink_to(tmp_path / "list")

    with pytest.raises(NotOurs, match="is a link to elsewhere"):
        export(folder)


def test_a_run_that_was_killed_can_be_repeated(folder, tmp_path, monkeypatch):
    make_site()
    write = folders.Folder._write
    left = iter(range(40))

    def fail_at_last(self, place, body):
        if next(left, None) is None:
            raise KeyboardInterrupt
        write(self, place, body)

    with monkeypatch.context() as patch:
        patch.setattr(folders.Folder, "_write", fail_at_last)
        with pytest.raises(KeyboardInterrupt):
            export_site(folder)
    assert len(files(folder)) == 40

    export(folder)
    export(tmp_path / "whole")

    assert files(folder).keys() == files(tmp_path / "whole").keys()
    assert faults(folder) == []
    assert not list(folder.rglob("*.part"))


def test_a_side_effect_that_nobody_lists_any_more_loses_its_page(folder):
    drug = make_site()
    export(folder)
    effects = [
        place
        for place in files(folder)
        if place.startswith("side-effects/") and place.count("/") == 2
    ]
    withdraw(drug)

    _, _, removed = export(folder)

    assert removed & set(effects)
    assert faults(folder) == []


def test_long_lists_go_on_from_file_to_file(folder, monkeypatch):
    monkeypatch.setattr("monographs.public.finding.a_to_z.PAGE_SIZE", 2)
    for name in ("Aaa", "Aab", "Aac", "Abc", "Acc"):
        make_published_drug(title=name, slug=name.lower())

    export(folder)

    pages = [place for place in files(folder) if place.startswith("drugs/page-")]
    assert len(pages) == 2
    assert len([one for one in files(folder) if one.startswith("drugs/a/page-")]) >= 3
    assert faults(folder) == []


def test_the_empty_site(folder):
    export(folder)

    assert faults(folder) == []
    assert not (folder / NAME).with_suffix(".sqlite3-wal").exists()


@pytest.mark.django_db(transaction=True)
def test_several_processes_write_the_same(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("monographs.public.static_site.making._FEW", 10)
    make_site()

    export(folder)
    export(tmp_path / "together", processes=2)

    one, other = contents(folder), contents(tmp_path / "together")
    assert one.keys() == other.keys()
    differing = {place for place in one if one[place] != other[place]}
    assert differing <= {".well-known/security.txt"}


def test_the_address_of_an_effect_that_was_merged_leads_on(folder):
    drug = make_drug(title="Examplazole", slug="examplazole")
    former, kept = make_effect("Head pain"), make_effect("Headache")
    make_side_effect(drug, former)
    publish_now(drug)
    export(folder)
    workflow.merge_effects(former, kept, by=make_publisher())

    export(folder)

    moved = text_of(folder, f"side-effects/{former.slug}/index.html")
    assert f"side-effects/{kept.slug}/index.html" in moved
    assert "Examplazole" in text_of(folder, f"side-effects/{kept.slug}/index.html")
    assert faults(folder) == []
