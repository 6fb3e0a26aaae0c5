"""Sealed content is read in one way: SQLite reads the first of two members of one name,
Python and PostgreSQL the last, so a guard would see another text than a reader."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, Guard
from monographs.migrations._tables import REVISION

# A name that is written with escapes is another one only for SQLite's paths.
SAYS_A_THING_TWICE = {
    "sqlite": "NOT json_valid(NEW.content) OR EXISTS (SELECT 1 FROM "
    "json_tree(NEW.content) part WHERE part.key IS NOT NULL "
    "GROUP BY part.parent, part.key HAVING count(*) > 1) "
    "OR (instr(NEW.content, '\\u') AND EXISTS (SELECT 1 FROM json_tree(NEW.content) "
    "part WHERE typeof(part.key) = 'text' AND part.type IS NOT "
    "json_type(NEW.content, part.path || '.' || part.key)))",
    # Here nothing reads the first; nested members are compared by the program.
    "postgresql": "(SELECT count(*) FROM json_object_keys(NEW.content::json)) <> "
    "(SELECT count(*) FROM jsonb_object_keys(NEW.content::jsonb))",
}


class Migration(migrations.Migration):
    dependencies = [("monographs", "0060_give_no_way")]

    operations = [
        CreateGuards(
            [
                Guard(
                    "revision_says_nothing_twice",
                    REVISION,
                    "INSERT",
                    "Sealed content is JSON that says no thing twice.",
                    SAYS_A_THING_TWICE,
                )
            ]
        )
    ]
