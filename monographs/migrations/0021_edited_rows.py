"""Who last changed an imported row by hand, beside who verified it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from monographs.migrations._guard import GuardsSetAside

ROWS = [
    *("name", "classmembership", "component", "section", "sideeffect"),
    *("faq", "citation", "comparisonsubject", "comparisonrow"),
    "disagreement",
]


def edited(row: str) -> list[Operation]:
    return [
        migrations.AddField(
            model_name=row,
            name="edited_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name=row,
            name="edited_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name=row,
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edited_at", None), ("edited_by", None)),
                    models.Q(
                        ("edited_at__isnull", False), ("edited_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name=f"{row}_edited_by_and_at",
                violation_error_message="An edit needs a person and a time.",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0020_notifications")]

    operations = [
        GuardsSetAside([step for row in ROWS for step in edited(row)]),
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="parkeddraft",
                    name="edits",
                    field=models.JSONField(
                        default=dict,
                        help_text="Who last changed which imported row when, by its "
                        "key.",
                    ),
                ),
            ]
        ),
    ]
