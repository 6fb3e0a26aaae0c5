"""What was found in a sealed text, and who let it stand, stays with the version."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, append_only, never_replaced
from monographs.migrations._tables import REVISION_FINDING

SENTENCE = "What was found in a sealed version, and why it may stand, never changes."


class Migration(migrations.Migration):
    dependencies = [("monographs", "0025_findings_of_checks")]

    operations = [
        CreateGuards(
            [
                *append_only(REVISION_FINDING, SENTENCE),
                never_replaced(REVISION_FINDING, "old.id = NEW.id", sentence=SENTENCE),
            ]
        )
    ]
