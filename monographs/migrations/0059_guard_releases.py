"""Authors are released only from what was approved or given up."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, Guard
from monographs.migrations._tables import (
    EVENT,
    MONOGRAPH,
    RELEASED_CONTRIBUTOR,
    REVISION,
    REVISION_CONTRIBUTOR,
)

# What they wrote of an approved version.
APPROVED = (
    f"EXISTS (SELECT 1 FROM {REVISION} r JOIN {REVISION_CONTRIBUTOR} c "
    "ON c.revision_id = r.id WHERE r.monograph_id = NEW.monograph_id "
    "AND r.state = 'approved' AND r.edit_version = NEW.edit_version "
    "AND c.person_id = NEW.person_id)"
)
# The draft as it was until the step that this event tells of.
GIVEN_UP = {
    vendor: f"EXISTS (SELECT 1 FROM {EVENT} e JOIN {MONOGRAPH} m "
    "ON m.id = e.monograph_id WHERE m.id = NEW.monograph_id "
    "AND m.edit_version + 1 = NEW.edit_version AND e.kind IN ('reset', 'parked') "
    f"AND {edit_version} = NEW.edit_version)"
    for vendor, edit_version in {
        "sqlite": "json_extract(e.detail, '$.edit_version')",
        "postgresql": "(e.detail ->> 'edit_version')::bigint",
    }.items()
}


class Migration(migrations.Migration):
    dependencies = [("monographs", "0058_keep_authors_of_versions")]

    operations = [
        CreateGuards(
            [
                Guard(
                    f"{RELEASED_CONTRIBUTOR}_was_approved_or_given_up",
                    RELEASED_CONTRIBUTOR,
                    "INSERT",
                    "Authors are released only when their text was approved or the "
                    "draft was given up.",
                    {
                        vendor: f"NOT ({APPROVED} OR {given_up})"
                        for vendor, given_up in GIVEN_UP.items()
                    },
                )
            ]
        )
    ]
