"""Whose work a monograph is, what was discarded, and the working list's own table."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside

RANKS = [
    (1, "errors"),
    (2, "contradictions"),
    (3, "clinical rows nobody has verified"),
    (4, "the rest"),
    (5, "nothing to do now"),
]

WORK_ON_A_MONOGRAPH = [
    migrations.AddField(
        model_name="monograph",
        name="assigned_at",
        field=models.DateTimeField(blank=True, editable=False, null=True),
    ),
    migrations.AddField(
        model_name="monograph",
        name="assigned_to",
        field=models.ForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="assigned_monographs",
            to=settings.AUTH_USER_MODEL,
        ),
    ),
    migrations.AddField(
        model_name="monograph",
        name="discard_reason",
        field=models.TextField(blank=True, editable=False),
    ),
    migrations.AddField(
        model_name="monograph",
        name="discarded_at",
        field=models.DateTimeField(blank=True, editable=False, null=True),
    ),
    migrations.AddField(
        model_name="monograph",
        name="discarded_by",
        field=models.ForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
        ),
    ),
    migrations.AddField(
        model_name="monograph",
        name="due_on",
        field=models.DateField(
            blank=True,
            editable=False,
            help_text="When the work shall be done.",
            null=True,
        ),
    ),
    migrations.AddConstraint(
        model_name="monograph",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(
                    ("assigned_at", None), ("assigned_to", None), ("due_on", None)
                ),
                models.Q(
                    ("assigned_at__isnull", False), ("assigned_to__isnull", False)
                ),
                _connector="OR",
            ),
            name="monograph_assigned_to_and_at",
            violation_error_message="Work that is due needs somebody who does it.",
        ),
    ),
    migrations.AddConstraint(
        model_name="monograph",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(
                    ("discard_reason", ""),
                    ("discarded_at", None),
                    ("discarded_by", None),
                ),
                models.Q(
                    ("discarded_at__isnull", False),
                    ("discarded_by__isnull", False),
                    models.Q(("discard_reason__trim", ""), _negated=True),
                ),
                _connector="OR",
            ),
            name="monograph_discarded_with_a_reason",
            violation_error_message="Discarding needs a person and a reason.",
        ),
    ),
    migrations.AddIndex(
        model_name="monograph",
        index=models.Index(
            condition=models.Q(("discarded_at", None)),
            fields=["kind", "title", "id"],
            name="monograph_list",
        ),
    ),
    migrations.AddIndex(
        model_name="monograph",
        index=models.Index(
            condition=models.Q(("discarded_at__isnull", False)),
            fields=["discarded_at"],
            name="monograph_discarded",
        ),
    ),
]

# So that the desk's lists and queues begin anywhere at once.
ORDER_OF_LISTS = [
    migrations.AddIndex(
        model_name="batchrow",
        index=models.Index(fields=["outcome", "decision"], name="batch_row_decision"),
    ),
    migrations.AddIndex(
        model_name="publication",
        index=models.Index(
            condition=models.Q(("withdrawn_at", None)),
            fields=["review_due_on"],
            name="publication_due",
        ),
    ),
    migrations.AddIndex(
        model_name="publication",
        index=models.Index(
            condition=models.Q(("withdrawn_at__isnull", False)),
            fields=["withdrawn_at"],
            name="publication_withdrawn",
        ),
    ),
    migrations.AddIndex(
        model_name="publication",
        index=models.Index(fields=["sort_key", "id"], name="publication_list"),
    ),
    migrations.AddIndex(
        model_name="revision",
        index=models.Index(fields=["submitted_at", "id"], name="revision_newest"),
    ),
    migrations.AddIndex(
        model_name="revision",
        index=models.Index(
            fields=["state", "submitted_at", "change_kind"], name="revision_state"
        ),
    ),
    migrations.AddIndex(
        model_name="revision",
        index=models.Index(
            fields=["state", "published_at", "publish_at"],
            name="revision_scheduled",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0021_edited_rows")]

    operations = [
        migrations.CreateModel(
            name="ProgressDay",
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
                ("date", models.DateField(unique=True)),
                (
                    "counts",
                    models.JSONField(help_text="Of the whole collection, by name."),
                ),
                (
                    "letters",
                    models.JSONField(help_text="The same for each initial letter."),
                ),
                ("counted_at", models.DateTimeField()),
            ],
            options={"ordering": ["date"]},
        ),
        migrations.CreateModel(
            name="Triage",
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
                    "letter",
                    models.CharField(
                        blank=True,
                        help_text="Of its title; # where it begins otherwise.",
                        max_length=1,
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(choices=RANKS, default=4),
                ),
                ("effort", models.PositiveIntegerField(default=0)),
                ("place", models.BigIntegerField(unique=True)),
                ("errors", models.PositiveIntegerField(default=0)),
                ("warnings", models.PositiveIntegerField(default=0)),
                ("hints", models.PositiveIntegerField(default=0)),
                ("unverified", models.PositiveIntegerField(default=0)),
                ("unverified_clinical", models.PositiveIntegerField(default=0)),
                ("rivals", models.PositiveIntegerField(default=0)),
                ("differs_from_live", models.BooleanField(default=False)),
                ("is_stale", models.BooleanField(default=True)),
                ("mark", models.PositiveIntegerField(default=0)),
                ("refreshed_at", models.DateTimeField(null=True)),
                (
                    "monograph",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="triage",
                        to="monographs.monograph",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "triage",
                "ordering": ["place"],
                "indexes": [
                    models.Index(fields=["letter", "place"], name="triage_letter"),
                    models.Index(fields=["errors"], name="triage_errors"),
                    models.Index(fields=["warnings"], name="triage_warnings"),
                    models.Index(fields=["rivals"], name="triage_rivals"),
                    models.Index(
                        condition=models.Q(("differs_from_live", True)),
                        fields=["place"],
                        name="triage_differs",
                    ),
                    models.Index(
                        condition=models.Q(("is_stale", True)),
                        fields=["id"],
                        name="triage_stale",
                    ),
                ],
            },
        ),
        GuardsSetAside(WORK_ON_A_MONOGRAPH),
        *ORDER_OF_LISTS,
    ]
