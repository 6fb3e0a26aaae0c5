"""Revisions, signatures, events: what was sealed stays, and is signed by others."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    never_replaced,
)
from monographs.migrations._tables import (
    CONTRIBUTOR,
    EVENT,
    PUBLICATION,
    REVISION,
    REVISION_CONTRIBUTOR,
    ROW_TABLES,
    SIGNATURE,
)

LOGGED_FOR_EVER = "Events are a log: they are added, never changed or removed."
SIGNED_FOR_EVER = "A signature is never changed or removed."
SEALED = "A sealed revision never changes."
KEPT = "A revision is never deleted."
KNOWN_WHEN_SEALED = "Who wrote a revision is never changed afterwards."

NEW_BASE = f"(SELECT content FROM {REVISION} base WHERE base.id = NEW.base_id)"
SAME_AS_BASE = {
    "sqlite": f"NEW.content IS {NEW_BASE}",
    "postgresql": f"NEW.content IS NOT DISTINCT FROM {NEW_BASE}",
}
# Neither in the working copy nor in what is sealed of it.
UNVERIFIED_ROWS = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
    "AND r.origin = 'import' AND r.verified_at IS NULL)"
    for table in ROW_TABLES.values()
)
UNVERIFIED_CONTENT = {
    "sqlite": " OR ".join(
        f"EXISTS (SELECT 1 FROM json_each(NEW.content, '$.{field}') e WHERE "
        "json_extract(e.value, '$.origin') <> 'person' AND NOT EXISTS "
        f"(SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
        "AND r.key = replace(json_extract(e.value, '$.key'), '-', '') "
        "AND r.verified_at IS NOT NULL))"
        for field, table in ROW_TABLES.items()
    ),
    "postgresql": " OR ".join(
        f"EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.content::jsonb -> '{field}') "
        "e WHERE e.value ->> 'origin' <> 'person' AND NOT EXISTS "
        f"(SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
        "AND r.key = (e.value ->> 'key')::uuid AND r.verified_at IS NOT NULL))"
        for field, table in ROW_TABLES.items()
    ),
}
UNVERIFIED = {
    vendor: f"(({UNVERIFIED_ROWS} OR {UNVERIFIED_CONTENT[vendor]}) "
    f"AND NOT ({SAME_AS_BASE[vendor]}))"
    for vendor in SAME_AS_BASE
}
CLINICAL_PARTS = (
    "title",
    "names",
    "side_effects",
    "components",
    "subjects",
    "comparison_rows",
)


def clinical_sqlite(content: str) -> str:
    parts = ", ".join(f"json_extract({content}, '$.{part}')" for part in CLINICAL_PARTS)
    return (
        f"json_array((SELECT json_group_array(value) FROM "
        f"json_each({content}, '$.sections') WHERE json_extract(value, '$.kind') "
        f"IN ('dosage', 'side_effects', 'precautions')), {parts})"
    )


def clinical_postgresql(content: str) -> str:
    parts = ", ".join(f"{content}::jsonb -> '{part}'" for part in CLINICAL_PARTS)
    return (
        f"jsonb_build_array(jsonb_path_query_array({content}::jsonb, "
        """'$.sections[*] ? (@.kind == "dosage" || @.kind == "side_effects" """
        f"""|| @.kind == "precautions")'), {parts})"""
    )


CLINICAL_CHANGED = {
    "sqlite": f"{clinical_sqlite('NEW.content')} IS NOT "
    f"(SELECT {clinical_sqlite('base.content')} FROM {REVISION} base "
    "WHERE base.id = NEW.base_id)",
    "postgresql": f"{clinical_postgresql('NEW.content')} IS DISTINCT FROM "
    f"(SELECT {clinical_postgresql('base.content')} FROM {REVISION} base "
    "WHERE base.id = NEW.base_id)",
}


def both(template: str, part: dict[str, str]) -> dict[str, str]:
    return {vendor: template.format(condition) for vendor, condition in part.items()}


def signed(role: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {SIGNATURE} s WHERE s.revision_id = NEW.id "
        f"AND s.role = '{role}' AND s.sha256 = NEW.sha256)"
    )


NOT_FULLY_SIGNED = (
    f"NOT ({signed('editorial')} AND (NEW.change_kind = 'minor' "
    f"OR {signed('clinical')}))"
)

REVISIONS = [
    Guard(
        "revision_starts_submitted",
        REVISION,
        "INSERT",
        "A revision starts by being submitted.",
        "NEW.state <> 'submitted' OR NEW.published_at IS NOT NULL "
        "OR NEW.bypass_reason <> ''",
    ),
    Guard(
        "revision_holds_only_verified_rows",
        REVISION,
        "INSERT",
        "Nobody has verified some imported rows of this monograph yet.",
        UNVERIFIED,
    ),
    Guard(
        "revision_minor_has_a_base",
        REVISION,
        "INSERT",
        "The first version of a page is never a minor change.",
        "NEW.change_kind = 'minor' AND NEW.base_id IS NULL",
    ),
    Guard(
        "revision_minor_rests_on_an_approved_one",
        REVISION,
        "INSERT",
        "A minor change rests on a version that was fully signed.",
        "NEW.change_kind = 'minor' AND NEW.base_id IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM {REVISION} base WHERE "
        "base.id = NEW.base_id AND base.state = 'approved')",
    ),
    Guard(
        "revision_minor_changes_nothing_clinical",
        REVISION,
        "INSERT",
        "A clinical row changed, so this is not a minor change.",
        both(
            "NEW.change_kind = 'minor' AND NEW.base_id IS NOT NULL AND {}",
            CLINICAL_CHANGED,
        ),
    ),
    Guard(
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
    ),
    # SQLite cannot hash; there check_projections compares.
    Guard(
        "revision_hash_is_true",
        REVISION,
        "INSERT",
        "This is not the hash of the revision's content.",
        {
            "postgresql": "NEW.sha256 <> "
            "encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex')"
        },
    ),
    Guard(
        "revision_sealed",
        REVISION,
        "UPDATE",
        SEALED,
        changed(
            "id",
            "monograph_id",
            "number",
            "schema",
            "content",
            "sha256",
            "edit_version",
            "base_id",
            "change_kind",
            "change_note",
            "submitted_by_id",
            "submitted_at",
        ),
    ),
    Guard(
        "revision_steps",
        REVISION,
        "UPDATE",
        "A revision cannot take this step.",
        "NEW.state <> OLD.state AND NOT ("
        "(OLD.state = 'submitted' AND NEW.state IN "
        "('changes_requested', 'cancelled', 'bypassed', 'approved')) "
        "OR (OLD.state = 'bypassed' AND NEW.state = 'approved'))",
    ),
    Guard(
        "revision_approved_by_signatures",
        REVISION,
        "UPDATE",
        "A revision is approved by all the signatures that its change needs.",
        f"NEW.state = 'approved' AND OLD.state <> 'approved' AND {NOT_FULLY_SIGNED}",
    ),
    Guard(
        "revision_minor_changes_the_live_text",
        REVISION,
        "UPDATE",
        "A minor change applies only to the version that it was compared with.",
        "OLD.state = 'submitted' AND NEW.state IN ('approved', 'bypassed') AND NEW.change_kind = 'minor' "
        f"AND NOT EXISTS (SELECT 1 FROM {PUBLICATION} p WHERE "
        "p.monograph_id = NEW.monograph_id AND p.revision_id = NEW.base_id)",
    ),
    Guard(
        "revision_reasons_stay",
        REVISION,
        "UPDATE",
        "A reason that was given stays, and so does the time of publication.",
        "(OLD.bypass_reason <> '' AND NEW.bypass_reason <> OLD.bypass_reason) "
        "OR (OLD.closing_reason <> '' AND NEW.closing_reason <> OLD.closing_reason) "
        "OR (OLD.published_at IS NOT NULL AND "
        "(NEW.published_at IS NULL OR NEW.published_at <> OLD.published_at))",
    ),
    Guard("revision_no_delete", REVISION, "DELETE", KEPT),
    Guard("revision_no_truncate", REVISION, "TRUNCATE", KEPT),
    never_replaced(
        REVISION,
        "old.id = NEW.id",
        "(old.monograph_id = NEW.monograph_id AND old.number = NEW.number)",
        "(old.monograph_id = NEW.monograph_id AND old.state = 'submitted')",
        sentence="A revision of this monograph is already waiting for signatures.",
    ),
]

SIGNATURES = [
    *append_only(SIGNATURE, SIGNED_FOR_EVER),
    never_replaced(
        SIGNATURE,
        "old.id = NEW.id",
        "(old.revision_id = NEW.revision_id "
        "AND (old.signer_id = NEW.signer_id OR old.role = NEW.role))",
        sentence="Nobody signs twice, and a role is signed once.",
    ),
    Guard(
        "signature_by_no_contributor",
        SIGNATURE,
        "INSERT",
        "Nobody signs what they wrote.",
        f"EXISTS (SELECT 1 FROM {REVISION_CONTRIBUTOR} c WHERE "
        "c.revision_id = NEW.revision_id AND c.person_id = NEW.signer_id)",
    ),
    Guard(
        "signature_by_no_author_of_the_draft",
        SIGNATURE,
        "INSERT",
        "Nobody signs what they wrote.",
        f"EXISTS (SELECT 1 FROM {REVISION} r JOIN {CONTRIBUTOR} c "
        "ON c.monograph_id = r.monograph_id WHERE r.id = NEW.revision_id "
        "AND c.person_id = NEW.signer_id AND c.last_edit_version <= r.edit_version)",
    ),
    Guard(
        "signature_of_this_content",
        SIGNATURE,
        "INSERT",
        "A signature carries the hash of the revision that it approves.",
        f"NOT EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id "
        "AND r.sha256 = NEW.sha256)",
    ),
    Guard(
        "signature_while_open",
        SIGNATURE,
        "INSERT",
        "This revision is not waiting for signatures.",
        f"NOT EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id "
        "AND r.state IN ('submitted', 'bypassed'))",
    ),
]

CONTRIBUTORS = [
    *append_only(REVISION_CONTRIBUTOR, KNOWN_WHEN_SEALED),
    never_replaced(
        REVISION_CONTRIBUTOR,
        "old.id = NEW.id",
        "(old.revision_id = NEW.revision_id AND old.person_id = NEW.person_id)",
        sentence=KNOWN_WHEN_SEALED,
    ),
    Guard(
        "contributor_stays_who_it_was",
        CONTRIBUTOR,
        "UPDATE",
        KNOWN_WHEN_SEALED,
        changed("monograph_id", "person_id"),
    ),
    Guard(
        "revision_contributor_did_not_sign",
        REVISION_CONTRIBUTOR,
        "INSERT",
        "Nobody signs what they wrote.",
        f"EXISTS (SELECT 1 FROM {SIGNATURE} s WHERE "
        "s.revision_id = NEW.revision_id AND s.signer_id = NEW.person_id)",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0001_initial")]

    operations = [
        CreateGuards(
            [
                *append_only(EVENT, LOGGED_FOR_EVER),
                never_replaced(EVENT, "old.id = NEW.id", sentence=LOGGED_FOR_EVER),
                *REVISIONS,
                *SIGNATURES,
                *CONTRIBUTORS,
            ]
        )
    ]
