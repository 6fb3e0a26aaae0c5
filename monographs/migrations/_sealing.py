"""What is asked of content before it is sealed, for the kinds of rows that there are.

0002 asks it for the rows of schema 1. A schema with another kind of row makes the two
guards anew.
"""

from collections.abc import Mapping, Sequence

from monographs.migrations._guard import Guard
from monographs.migrations._tables import PUBLICATION, REVISION

CLINICAL_SECTIONS = ("dosage", "side_effects", "precautions")
_NEW_BASE = f"(SELECT content FROM {REVISION} base WHERE base.id = NEW.base_id)"
SAME_AS_BASE = {
    "sqlite": f"NEW.content IS {_NEW_BASE}",
    "postgresql": f"NEW.content IS NOT DISTINCT FROM {_NEW_BASE}",
}


# As in 0002. SQLite asks the newest guard first, so this one is made anew behind the
# others: where the base is a false one, that is what a person is told.
BASE_WAS_LIVE = Guard(
    "revision_base_was_live",
    REVISION,
    "INSERT",
    "A revision starts from the live revision of its own monograph.",
    {
        "sqlite": f"NEW.base_id IS NOT (SELECT p.revision_id FROM {PUBLICATION} p "
        "WHERE p.monograph_id = NEW.monograph_id)",
        "postgresql": "NEW.base_id IS DISTINCT FROM (SELECT p.revision_id "
        f"FROM {PUBLICATION} p WHERE p.monograph_id = NEW.monograph_id)",
    },
)


def holds_only_verified_rows(tables: Mapping[str, str]) -> Guard:
    """Neither in the working copy nor in what is sealed of it; by the names that the
    rows have in content."""
    in_working_copy = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
        "AND r.origin = 'import' AND r.verified_at IS NULL)"
        for table in tables.values()
    )
    in_content = {
        "sqlite": " OR ".join(
            f"EXISTS (SELECT 1 FROM json_each(NEW.content, '$.{field}') e WHERE "
            "json_extract(e.value, '$.origin') <> 'person' AND NOT EXISTS "
            f"(SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
            "AND r.key = replace(json_extract(e.value, '$.key'), '-', '') "
            "AND r.verified_at IS NOT NULL))"
            for field, table in tables.items()
        ),
        "postgresql": " OR ".join(
            "EXISTS (SELECT 1 FROM "
            f"jsonb_array_elements(NEW.content::jsonb -> '{field}') "
            "e WHERE e.value ->> 'origin' <> 'person' AND NOT EXISTS "
            f"(SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
            "AND r.key = (e.value ->> 'key')::uuid AND r.verified_at IS NOT NULL))"
            for field, table in tables.items()
        ),
    }
    return Guard(
        "revision_holds_only_verified_rows",
        REVISION,
        "INSERT",
        "Nobody has verified some imported rows of this monograph yet.",
        {
            vendor: f"(({in_working_copy} OR {in_content[vendor]}) AND NOT ({same}))"
            for vendor, same in SAME_AS_BASE.items()
        },
    )


def minor_changes_nothing_clinical(
    parts: Sequence[str], *, newer: Sequence[str] = ()
) -> Guard:
    """`newer` are parts that an older schema does not have: there it means none."""
    sqlite, postgresql = _sqlite(parts, newer), _postgresql(parts, newer)
    changed = {
        "sqlite": f"{sqlite.format('NEW')} IS NOT (SELECT {sqlite.format('base')} "
        f"FROM {REVISION} base WHERE base.id = NEW.base_id)",
        "postgresql": f"{postgresql.format('NEW')} IS DISTINCT FROM "
        f"(SELECT {postgresql.format('base')} "
        f"FROM {REVISION} base WHERE base.id = NEW.base_id)",
    }
    return Guard(
        "revision_minor_changes_nothing_clinical",
        REVISION,
        "INSERT",
        "A clinical row changed, so this is not a minor change.",
        {
            vendor: "NEW.change_kind = 'minor' AND NEW.base_id IS NOT NULL "
            f"AND {condition}"
            for vendor, condition in changed.items()
        },
    )


def _sqlite(parts: Sequence[str], newer: Sequence[str]) -> str:
    values = [f"json_extract({{0}}.content, '$.{part}')" for part in parts]
    values += [
        f"json(coalesce(json_extract({{0}}.content, '$.{part}'), '[]'))"
        for part in newer
    ]
    kinds = ", ".join(f"'{kind}'" for kind in CLINICAL_SECTIONS)
    return (
        "json_array((SELECT json_group_array(value) FROM "
        "json_each({0}.content, '$.sections') WHERE json_extract(value, '$.kind') "
        f"IN ({kinds})), {', '.join(values)})"
    )


def _postgresql(parts: Sequence[str], newer: Sequence[str]) -> str:
    values = [f"{{0}}.content::jsonb -> '{part}'" for part in parts]
    values += [
        f"coalesce({{0}}.content::jsonb -> '{part}', '[]'::jsonb)" for part in newer
    ]
    kinds = " || ".join(f'@.kind == "{kind}"' for kind in CLINICAL_SECTIONS)
    return (
        "jsonb_build_array(jsonb_path_query_array({0}.content::jsonb, "
        f"'$.sections[*] ? ({kinds})'), {', '.join(values)})"
    )
