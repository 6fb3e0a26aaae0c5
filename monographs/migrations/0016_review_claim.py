"""Somebody looks at a sealed version, and may say until when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0015_presence"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewClaim",
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
                (
                    "role",
                    models.CharField(
                        choices=[("editorial", "editorial"), ("clinical", "clinical")],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_claims",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="monographs.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("released_at", None)),
                        fields=["person"],
                        name="review_claim_open_by_person",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("revision", "role"),
                        name="review_claim_one_open_a_role",
                        violation_error_message="Somebody looks at this version already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["editorial", "clinical"])),
                        name="review_claim_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at", None),
                            ("released_at__gte", models.F("at")),
                            _connector="OR",
                        ),
                        name="review_claim_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
