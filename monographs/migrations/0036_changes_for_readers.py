"""What readers are told of changes and sources."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0035_search_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedSource",
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
                ("sha256", models.CharField(max_length=64, unique=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("document", "document"),
                            ("spreadsheet", "spreadsheet"),
                        ],
                        max_length=11,
                    ),
                ),
                ("taken_in_on", models.DateField()),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["document", "spreadsheet"])),
                        name="published_source_form_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicChange",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "new page"),
                            ("changed", "changed"),
                            ("safety", "safety change"),
                            ("reviewed", "reviewed as a whole"),
                            ("rolled_back", "earlier version shown again"),
                            ("withdrawn", "withdrawn"),
                            ("reinstated", "given back to readers"),
                        ],
                        max_length=11,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("title", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        help_text="The first of many that were done in one go.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="monographs.publicchange",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        help_text="What readers saw before, where that was another version.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monographs.revision",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="monographs.publication",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monographs.revision",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("leader", None)),
                        fields=["-at", "-id"],
                        name="public_change_newest",
                    ),
                    models.Index(
                        condition=models.Q(("leader", None)),
                        fields=["kind", "-at", "-id"],
                        name="public_change_of_kind",
                    ),
                    models.Index(
                        fields=["publication", "-id"], name="public_change_history"
                    ),
                    models.Index(fields=["by", "-id"], name="public_change_by"),
                    models.Index(
                        fields=["leader", "id"], name="public_change_in_one_go"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "new",
                                    "changed",
                                    "safety",
                                    "reviewed",
                                    "rolled_back",
                                    "withdrawn",
                                    "reinstated",
                                ],
                            )
                        ),
                        name="public_change_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "withdrawn"), _negated=True),
                            models.Q(("note__trim", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="public_change_withdrawn_with_a_reason",
                        violation_error_message="A withdrawal needs a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous", None),
                            models.Q(("previous", models.F("revision")), _negated=True),
                            _connector="OR",
                        ),
                        name="public_change_previous_is_another",
                    ),
                ],
            },
        ),
    ]
