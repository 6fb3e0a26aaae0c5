"""SQLite's REPLACE, in an update or an insert, removes no row that is kept."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    DropGuards,
    gives_no_way,
    never_replaced,
)
from monographs.migrations._tables import (
    BATCH,
    BATCH_ISSUE,
    BATCH_ROW,
    CONTRIBUTOR,
    DRUG_CLASS,
    EFFECT,
)

RECORD = "What an import did stays on record."
WROTE = "Who wrote a draft, and which one, stays known until it is approved."
SEALED_BY_KEY = "Sealed versions name this entry, so it stays."
REPORT = "monographs_readerreport"
HAS_ITS_KEY = ("old.id = NEW.id", "old.key = NEW.key")


class Migration(migrations.Migration):
    dependencies = [("monographs", "0059_guard_releases")]

    operations = [
        DropGuards([never_replaced(EFFECT, *HAS_ITS_KEY, sentence=SEALED_BY_KEY)]),
        CreateGuards(
            [
                gives_no_way(BATCH, sentence=RECORD),
                gives_no_way(
                    BATCH_ROW,
                    "(other.batch_id = NEW.batch_id AND other.place = NEW.place)",
                    sentence=RECORD,
                ),
                gives_no_way(BATCH_ISSUE, sentence=RECORD),
                never_replaced(BATCH_ISSUE, "old.id = NEW.id", sentence=RECORD),
                gives_no_way(CONTRIBUTOR, sentence=WROTE),
                gives_no_way(
                    REPORT, sentence="A reader's report stays as it was written."
                ),
                gives_no_way(
                    EFFECT,
                    "other.slug = NEW.slug",
                    "lower(other.name) = lower(NEW.name)",
                    sentence=SEALED_BY_KEY,
                ),
                never_replaced(
                    EFFECT,
                    *HAS_ITS_KEY,
                    "old.slug = NEW.slug",
                    "lower(old.name) = lower(NEW.name)",
                    sentence=SEALED_BY_KEY,
                ),
                gives_no_way(
                    DRUG_CLASS,
                    "other.name = NEW.name",
                    "other.slug = NEW.slug",
                    "other.atc_code = NEW.atc_code",
                    sentence=SEALED_BY_KEY,
                ),
                never_replaced(
                    DRUG_CLASS,
                    *HAS_ITS_KEY,
                    "old.name = NEW.name",
                    "old.slug = NEW.slug",
                    "old.atc_code = NEW.atc_code",
                    sentence=SEALED_BY_KEY,
                ),
            ]
        ),
    ]
