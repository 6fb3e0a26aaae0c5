"""What people decide about competing sources, and the notes that readers get."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0016_review_claim"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disagreement",
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
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "origin",
                    models.CharField(
                        choices=[("person", "a person"), ("import", "an import")],
                        default="person",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "line_from",
                    models.PositiveIntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "line_to",
                    models.PositiveIntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "question",
                    models.TextField(help_text="What the sources disagree about."),
                ),
                (
                    "positions",
                    models.TextField(
                        blank=True,
                        help_text="In Markdown, a line a source.",
                        verbose_name="what each source says",
                    ),
                ),
                (
                    "shown",
                    models.TextField(
                        blank=True,
                        help_text="The statement that counts here.",
                        verbose_name="what this page shows",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                (
                    "is_settled",
                    models.BooleanField(
                        default=False,
                        help_text="Until then readers are told that the cautious advice stands.",
                        verbose_name="settled",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceDecision",
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
                ("at", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "choices",
                    models.JSONField(
                        help_text="For each difference: its kinds, the rows' keys, and what was chosen."
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(
                condition=models.Q(("outcome__in", ["competing", "conflict"])),
                fields=["monograph"],
                name="batch_row_rivals",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="monograph",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="disagreements",
                to="monographs.monograph",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="source",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="monographs.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="verified_by",
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
            model_name="sourcedecision",
            name="batch_row",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="source_decision",
                to="monographs.batchrow",
            ),
        ),
        migrations.AddField(
            model_name="sourcedecision",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sourcedecision",
            name="monograph",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="source_decisions",
                to="monographs.monograph",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verified_at", None), ("verified_by", None)),
                    models.Q(
                        ("verified_at__isnull", False), ("verified_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="disagreement_verified_by_and_at",
                violation_error_message="A verification needs a person and a time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("line_from", None), ("line_to", None)),
                    models.Q(
                        ("line_from__gte", 1),
                        ("line_from__isnull", False),
                        ("line_to__gte", models.F("line_from")),
                        ("line_to__isnull", False),
                        ("source__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="disagreement_lines_of_a_source",
                violation_error_message="A line range needs its source, from 1 upward.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["person", "import"])),
                name="disagreement_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True),
                name="disagreement_has_a_question",
                violation_error_message="Write what the sources disagree about.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_settled", False),
                    models.Q(
                        models.Q(("shown", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disagreement_settled_with_a_reason",
                violation_error_message="A settled disagreement says what is shown, and why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__trim", ""), _negated=True),
                name="source_decision_has_a_reason",
                violation_error_message="Deciding about a source needs a reason.",
            ),
        ),
    ]
