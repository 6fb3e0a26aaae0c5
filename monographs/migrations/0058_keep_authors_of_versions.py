"""Who wrote a draft is noted with the version that is sealed of it."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, Guard
from monographs.migrations._tables import (
    CONTRIBUTOR,
    REVISION,
    REVISION_CONTRIBUTOR,
)


class NotesTheAuthors(Guard):
    """Else somebody could seal their own text and count their part of the draft on:
    nothing would say then that they wrote the version."""

    def create(self, vendor: str, schema: str = "public") -> list[str]:
        notes = (
            f"INSERT INTO {REVISION_CONTRIBUTOR} (revision_id, person_id) "
            f"SELECT NEW.id, c.person_id FROM {CONTRIBUTOR} c "
            "WHERE c.monograph_id = NEW.monograph_id "
            "AND c.last_edit_version <= NEW.edit_version ON CONFLICT DO NOTHING"
        )
        on = f"AFTER INSERT ON {REVISION} FOR EACH ROW"
        if vendor == "sqlite":
            return [f"CREATE TRIGGER {self.name} {on} BEGIN {notes}; END"]
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            f'SET search_path = "{schema}", pg_temp AS $$ '
            f"BEGIN {notes}; RETURN NULL; END $$",
            f"CREATE TRIGGER {self.name} {on} EXECUTE FUNCTION {self.name}()",
        ]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0057_find_withdrawn_pages")]

    operations = [
        CreateGuards(
            [
                NotesTheAuthors(
                    "revision_notes_its_authors",
                    REVISION,
                    "INSERT",
                    "Who wrote a version is known when it is sealed.",
                )
            ]
        )
    ]
