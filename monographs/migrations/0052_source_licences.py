"""What is stated about the licences of sources; a statement stays."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import CreateGuards, append_only, never_replaced

LICENCE = "monographs_sourcelicence"
STAYS = "What was stated about a licence stays. State anew what is right."


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0051_import_deciders"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceLicence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sha256", "id"], name="source_licence_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Trim("name"),
                                models.Value(""),
                            ),
                            _negated=True,
                        ),
                        name="source_licence_has_a_name",
                        violation_error_message="A licence needs a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Left("address", 8),
                                models.Value("https://"),
                            ),
                            _connector="OR",
                        ),
                        name="source_licence_address_is_https",
                        violation_error_message="A licence's address begins with https://.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", "not stated"), _negated=True),
                            ("address", ""),
                            _connector="OR",
                        ),
                        name="source_licence_not_stated_nowhere",
                    ),
                ],
            },
        ),
        CreateGuards(
            [
                *append_only(LICENCE, STAYS),
                never_replaced(LICENCE, "old.id = NEW.id", sentence=STAYS),
            ]
        ),
    ]
