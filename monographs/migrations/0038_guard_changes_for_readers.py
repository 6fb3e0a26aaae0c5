"""What readers were told of a change stays as it was told."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    never_replaced,
)

PUBLIC_CHANGE = "monographs_publicchange"
SENTENCE = "What readers were told of a change never changes."
OF_ITS_PAGE = (
    "NOT EXISTS (SELECT 1 FROM monographs_revision r "
    "JOIN monographs_publication p ON p.monograph_id = r.monograph_id "
    "WHERE r.id = NEW.{column} AND p.id = NEW.publication_id "
    "AND r.published_at IS NOT NULL)"
)

CHANGES = [
    *append_only(PUBLIC_CHANGE, SENTENCE),
    never_replaced(PUBLIC_CHANGE, "old.id = NEW.id", sentence=SENTENCE),
    Guard(
        "public_change_of_a_published_version",
        PUBLIC_CHANGE,
        "INSERT",
        "Readers are told of versions of this page that they were shown.",
        OF_ITS_PAGE.format(column="revision_id"),
    ),
    Guard(
        "public_change_from_a_published_version",
        PUBLIC_CHANGE,
        "INSERT",
        "Readers are told of versions of this page that they were shown.",
        f"NEW.previous_id IS NOT NULL AND {OF_ITS_PAGE.format(column='previous_id')}",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0037_fill_changes_for_readers")]

    operations = [CreateGuards(CHANGES)]
