"""The indexes that only one database has: they follow their rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.models import Effect, Publication, SearchEffect, SearchEntry
from monographs.search import search, suggest
from monographs.workflow import relearn_effect
from tests.factories import (
    make_drug,
    make_effect,
    make_full_drug,
    make_published_drug,
    make_side_effect,
    publish_now,
)

pytestmark = pytest.mark.django_db


def shelves_with(word):
    return [hit.kind for hit in search(word).hits]


def test_every_index_is_in_the_database():
    rings = ("",)
    if connection.vendor == "postgresql":
        rings = ("_inner", "_middle", "_outer")
    names = {
        *(
            f"search_{one}_words{ring}"
            for one in ("title", "name", "question", "section")
            for ring in rings
        ),
        *("search_comparison_words", "search_effect_words"),
        *(f"search_{one}_starts" for one in ("title", "name", "effect")),
        *(f"search_{one}_parts" for one in ("title", "name", "effect")),
        *("publication_withdrawn_title", "publication_withdrawn_slug"),
    }

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'index')"
            if connection.vendor == "sqlite"
            else "SELECT indexname FROM pg_indexes"
        )
        found = {name for (name,) in cursor.fetchall()}

    assert names <= found


def test_an_entry_that_moves_to_another_shelf_is_found_there():
    drug = make_published_drug(title="Examplazole")
    title = SearchEntry.objects.get(publication__monograph=drug, kind="title")
    entries = SearchEntry.objects.filter(pk=title.pk)

    entries.update(kind="name")
    assert shelves_with("examplazole") == ["name"]
    entries.update(folded="otherazole")
    assert shelves_with("otherazole") == ["name"]
    entries.delete()
    assert "name" not in shelves_with("otherazole")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="FTS5 is SQLite's")
def test_the_words_of_sqlite_agree_with_their_entries():
    drug = make_full_drug(title="Examplazole")
    publish_now(drug)
    Publication.objects.get().search_entries.filter(kind="section").first().delete()

    with connection.cursor() as cursor:
        for shelf in ("title", "name", "question", "section", "comparison", "effect"):
            table = f"search_{shelf}_words"
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_withdrawn_pages_are_found_by_their_indexes():
    with CaptureQueriesContext(connection) as captured, connection.cursor() as cursor:
        suggest("examplazole")
        query = captured[0]["sql"]
        explain = "EXPLAIN QUERY PLAN"
        if connection.vendor == "postgresql":
            explain = "EXPLAIN"
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {query}")
        plan = str(cursor.fetchall())

    assert "publication_withdrawn_title" in plan
    assert "publication_withdrawn_slug" in plan


def test_a_renamed_effect_is_found_by_its_new_name_only():
    effect = make_effect("Blue ears")
    drug = make_drug()
    make_side_effect(drug, effect)
    publish_now(drug)

    Effect.objects.filter(pk=effect.pk).update(name="Green ears")
    relearn_effect(effect)

    assert SearchEffect.objects.get().text == "Green ears"
    assert shelves_with("green")[:1] == ["effect"]
    assert "effect" not in shelves_with("blue")


def test_an_effect_that_no_live_page_lists_is_not_found():
    effect = make_effect("Blue ears")
    drug = make_drug()
    make_side_effect(drug, effect)
    relearn_effect(effect)

    assert shelves_with("blue ears") == []
