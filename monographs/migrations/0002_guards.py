"""What must always be true and no constraint can say, as triggers.

Long, because it is the one list of all that the database refuses by trigger.
"""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    keeps_others,
    never_replaced,
)

EVENT = "monographs_event"
SIGNATURE = "monographs_signature"
REVISION = "monographs_revision"
CONTRIBUTOR = "monographs_contributor"
REVISION_CONTRIBUTOR = "monographs_revisioncontributor"
REVISION_SOURCE = "monographs_revisionsource"
PUBLICATION = "monographs_publication"
FORMER_SLUG = "monographs_formerslug"
MONOGRAPH = "monographs_monograph"
SOURCE = "monographs_sourcedocument"
USER = "monographs_user"

ROW_TABLES = [
    "monographs_name",
    "monographs_classmembership",
    "monographs_component",
    "monographs_section",
    "monographs_sideeffect",
    "monographs_faq",
    "monographs_citation",
    "monographs_comparisonsubject",
    "monographs_comparisonrow",
]

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
UNVERIFIED = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} r WHERE r.monograph_id = NEW.monograph_id "
    "AND r.origin = 'import' AND r.verified_at IS NULL)"
    for table in ROW_TABLES
)
CLINICAL_PARTS = (
    "title",
    "names",
    "side_effects",
    "components",
    "subjects",
    "comparison_rows",
)


def clinical_sqlite(content: str) -> str:
    parts = " || ".join(
        f"coalesce(json_extract({content}, '$.{part}'), '')" for part in CLINICAL_PARTS
    )
    return (
        f"(SELECT coalesce(group_concat(value, char(10)), '') FROM "
        f"json_each({content}, '$.sections') WHERE json_extract(value, '$.kind') "
        f"IN ('dosage', 'side_effects', 'precautions')) || {parts}"
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
        both(f"({UNVERIFIED}) AND NOT ({{}})", SAME_AS_BASE),
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

PUBLICATIONS = [
    *[
        Guard(
            f"publication_of_an_approved_revision_{event.lower()}",
            PUBLICATION,
            event,
            "A publication points only at an approved revision of its own monograph.",
            f"NOT EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id "
            "AND r.monograph_id = NEW.monograph_id "
            "AND r.state IN ('approved', 'bypassed') AND r.published_at IS NOT NULL)",
        )
        for event in ("INSERT", "UPDATE")
    ],
    *[
        Guard(
            f"publication_address_never_reused_{event.lower()}",
            PUBLICATION,
            event,
            "This address belonged to another page, and addresses are never reused.",
            f"EXISTS (SELECT 1 FROM {FORMER_SLUG} f WHERE f.slug = NEW.slug "
            "AND f.publication_id <> NEW.id)",
        )
        for event in ("INSERT", "UPDATE")
    ],
    Guard(
        "publication_stays_with_its_monograph",
        PUBLICATION,
        "UPDATE",
        "A publication stays with its monograph.",
        changed("id", "monograph_id"),
    ),
    keeps_others(PUBLICATION, "slug", "This address belongs to another page."),
    Guard(
        "publication_remembers_its_address",
        PUBLICATION,
        "UPDATE",
        "An address that is given up redirects for ever: remember it first.",
        "NEW.slug <> OLD.slug AND NOT EXISTS (SELECT 1 FROM "
        f"{FORMER_SLUG} f WHERE f.slug = OLD.slug AND f.publication_id = OLD.id)",
    ),
    Guard(
        "publication_due_date_follows_the_review",
        PUBLICATION,
        "UPDATE",
        "The next review is due by the last one.",
        {
            "sqlite": "NEW.review_due_on IS NOT OLD.review_due_on "
            "AND NEW.reviewed_on IS OLD.reviewed_on",
            "postgresql": "NEW.review_due_on IS DISTINCT FROM OLD.review_due_on "
            "AND NEW.reviewed_on IS NOT DISTINCT FROM OLD.reviewed_on",
        },
    ),
    Guard(
        "publication_review_is_not_in_the_future",
        PUBLICATION,
        "UPDATE",
        "A review cannot be later than its signatures.",
        {
            "sqlite": "NEW.reviewed_on > (SELECT date(max(s.signed_at), '+1 day') "
            f"FROM {SIGNATURE} s WHERE s.revision_id = NEW.revision_id) "
            "AND NEW.reviewed_on IS NOT OLD.reviewed_on",
            "postgresql": "NEW.reviewed_on > (SELECT (max(s.signed_at) + interval "
            f"'1 day')::date FROM {SIGNATURE} s "
            "WHERE s.revision_id = NEW.revision_id) "
            "AND NEW.reviewed_on IS DISTINCT FROM OLD.reviewed_on",
        },
    ),
    Guard(
        "publication_dates_move_by_review",
        PUBLICATION,
        "UPDATE",
        "Review dates move only through a review of the whole page.",
        "coalesce(CAST(NEW.reviewed_on AS text), '') "
        "> coalesce(CAST(OLD.reviewed_on AS text), '') "
        f"AND NOT EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id "
        "AND r.state = 'approved' "
        "AND (r.base_id IS NULL OR r.change_kind = 'reviewed'))",
    ),
    Guard(
        "publication_no_delete",
        PUBLICATION,
        "DELETE",
        "A published page is withdrawn, never deleted.",
    ),
    Guard(
        "publication_no_truncate",
        PUBLICATION,
        "TRUNCATE",
        "A published page is withdrawn, never deleted.",
    ),
    never_replaced(
        PUBLICATION,
        "old.id = NEW.id",
        "old.monograph_id = NEW.monograph_id",
        "old.slug = NEW.slug",
        sentence="This monograph or address is published already.",
    ),
    *append_only(FORMER_SLUG, "A former address redirects for ever."),
    Guard(
        "former_slug_was_its_own",
        FORMER_SLUG,
        "INSERT",
        "Only the address that a page has now can become a former one.",
        f"NOT EXISTS (SELECT 1 FROM {PUBLICATION} p WHERE p.slug = NEW.slug "
        "AND p.id = NEW.publication_id)",
    ),
    never_replaced(
        FORMER_SLUG,
        "old.id = NEW.id",
        "old.slug = NEW.slug",
        sentence="A former address redirects for ever.",
    ),
]

SOURCES = [
    Guard(
        "source_never_changes",
        SOURCE,
        "UPDATE",
        "A source document is kept as it came.",
    ),
    Guard(
        "source_in_use_stays",
        SOURCE,
        "DELETE",
        "A source document that is in use cannot be deleted.",
        " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} r WHERE r.source_id = OLD.id)"
            for table in [*ROW_TABLES, REVISION_SOURCE]
        ),
    ),
    never_replaced(
        SOURCE,
        "old.id = NEW.id",
        "old.sha256 = NEW.sha256",
        sentence="A source document is kept as it came.",
    ),
    *append_only(REVISION_SOURCE, "A revision keeps its sources."),
    never_replaced(
        REVISION_SOURCE, "old.id = NEW.id", sentence="A revision keeps its sources."
    ),
]

PEOPLE_AND_MONOGRAPHS = [
    Guard(
        "user_no_delete",
        USER,
        "DELETE",
        "People are deactivated, never deleted.",
    ),
    Guard(
        "user_no_truncate",
        USER,
        "TRUNCATE",
        "People are deactivated, never deleted.",
    ),
    never_replaced(
        USER,
        "old.id = NEW.id",
        "old.username = NEW.username",
        sentence="People are deactivated, never deleted.",
    ),
    Guard(
        "user_stays_the_same_person",
        USER,
        "UPDATE",
        "An account stays with its person.",
        changed("id"),
    ),
    keeps_others(USER, "username", "People are deactivated, never deleted."),
    keeps_others(MONOGRAPH, "slug", "Another monograph has this address."),
    Guard(
        "monograph_with_revisions_stays",
        MONOGRAPH,
        "DELETE",
        "A monograph with revisions is withdrawn, never deleted.",
        f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.monograph_id = OLD.id)",
    ),
    Guard(
        "monograph_identity_stays",
        MONOGRAPH,
        "UPDATE",
        "A monograph keeps its key and its kind.",
        changed("id", "key", "kind"),
    ),
    never_replaced(
        MONOGRAPH,
        "old.id = NEW.id",
        "old.slug = NEW.slug",
        "old.key = NEW.key",
        sentence="This monograph or address exists already.",
    ),
]


# Sealed revisions name them by key, and publishing looks them up.
VOCABULARY = [
    Guard(
        f"{table}_no_delete",
        table,
        "DELETE",
        "Sealed versions name this entry, so it stays.",
    )
    for table in ("monographs_effect", "monographs_drugclass")
]

ROWS = [
    Guard(
        f"{table}_stays_what_it_was",
        table,
        "UPDATE",
        "A row keeps its key, its monograph and its origin.",
        changed("key", "monograph_id", "origin"),
    )
    for table in ROW_TABLES
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
                *PUBLICATIONS,
                *SOURCES,
                *PEOPLE_AND_MONOGRAPHS,
                *VOCABULARY,
                *ROWS,
            ]
        )
    ]
