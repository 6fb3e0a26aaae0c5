"""A publication shows only what was approved, at an address that is never reused."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    keeps_others,
    never_replaced,
)
from monographs.migrations._tables import (
    FORMER_SLUG,
    PUBLICATION,
    REVISION,
    SIGNATURE,
)

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


class Migration(migrations.Migration):
    dependencies = [("monographs", "0002_guard_the_record")]

    operations = [
        CreateGuards(
            [
                *PUBLICATIONS,
            ]
        )
    ]
