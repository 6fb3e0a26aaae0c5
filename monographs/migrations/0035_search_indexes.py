"""By what the search finds an entry: its words, its beginning, parts of a name."""

from django.db import migrations

from monographs.migrations._search import CreateWordIndexes, WordIndex

ENTRY = "monographs_searchentry"
EFFECT = "monographs_searcheffect"

# One index a shelf: looking for names never walks through what texts say.
SHELVES = {
    "title": "page_kind = 'drug' AND kind = 'title'",
    "name": "page_kind = 'drug' AND kind = 'name'",
    "question": "page_kind = 'drug' AND kind = 'question'",
    "section": "page_kind = 'drug' AND kind = 'section'",
    "comparison": "page_kind = 'comparison'",
}

# By the age of the page.
RINGS = {
    "inner": "publication_id <= 500",
    "middle": "publication_id > 500 AND publication_id <= 10000",
    "outer": "publication_id > 10000",
}

INDEXES = [
    *(
        WordIndex(
            f"search_{shelf}_words",
            ENTRY,
            "words",
            condition,
            {} if shelf == "comparison" else RINGS,
        )
        for shelf, condition in SHELVES.items()
    ),
    WordIndex("search_effect_words", EFFECT, "words"),
    *(
        WordIndex(f"search_{shelf}_starts", ENTRY, "starts", SHELVES[shelf])
        for shelf in ("title", "name")
    ),
    WordIndex("search_effect_starts", EFFECT, "starts"),
    *(
        WordIndex(f"search_{shelf}_parts", ENTRY, "parts", SHELVES[shelf])
        for shelf in ("title", "name")
    ),
    WordIndex("search_effect_parts", EFFECT, "parts"),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0034_search_entries")]

    operations = [CreateWordIndexes(INDEXES)]
