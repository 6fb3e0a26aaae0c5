"""When readers were told last of a page, and the orders in which programs ask."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models
from django.db.migrations.state import StateApps
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from monographs.migrations._guard import GuardsSetAside


def fill(apps: StateApps, schema_editor: Any) -> None:
    Publication = apps.get_model("monographs", "Publication")
    PublicChange = apps.get_model("monographs", "PublicChange")
    newest = PublicChange.objects.filter(publication=OuterRef("pk")).order_by("-id")
    Publication.objects.order_by().update(
        changed_at=Coalesce(Subquery(newest.values("at")[:1]), F("published_at"))
    )


class Migration(migrations.Migration):
    dependencies = [("monographs", "0048_bytes_last")]

    operations = [
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="publication",
                    name="changed_at",
                    field=models.DateTimeField(default=django.utils.timezone.now),
                )
            ]
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["kind", "changed_at", "id"], name="publication_changed"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["kind", "review_due_on", "id"], name="publication_kind_due"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["kind", "sort_key", "id"], name="publication_kind"
            ),
        ),
    ]
