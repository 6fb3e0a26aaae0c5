"""What the A–Z, its filters and the start page read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0046_plan_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coverage",
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
                ("approved", models.PositiveIntegerField()),
                (
                    "early",
                    models.PositiveIntegerField(
                        help_text="Published in an emergency, before all had signed."
                    ),
                ),
                ("in_review", models.PositiveIntegerField()),
                ("not_reviewed", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "coverage",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="coverage_is_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedClass",
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
                    "drug_class",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listed",
                        to="monographs.drugclass",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "listed classes",
                "ordering": ["drug_class__name"],
            },
        ),
        migrations.CreateModel(
            name="AToZEntry",
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
                ("text", models.CharField(max_length=300)),
                ("initials", models.PositiveSmallIntegerField()),
                ("sort_key", models.CharField(max_length=300)),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "drug"),
                            (1, "combination"),
                            (2, "another name of a drug"),
                            (3, "another name of a combination"),
                        ]
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="a_to_z_entries",
                        to="monographs.publication",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries of the A–Z",
                "ordering": ("initials", "sort_key", "rank", "publication_id"),
                "indexes": [
                    models.Index(
                        fields=["initials", "sort_key", "rank", "publication"],
                        name="a_to_z_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFacet",
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
                ("facet", models.CharField(max_length=60)),
                ("initials", models.PositiveSmallIntegerField()),
                ("sort_key", models.CharField(max_length=300)),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "drug"),
                            (1, "combination"),
                            (2, "another name of a drug"),
                            (3, "another name of a combination"),
                        ]
                    ),
                ),
                (
                    "has_figures",
                    models.BooleanField(help_text="At least one, of any side effect."),
                ),
                ("reviewed_on", models.DateField(null=True)),
                (
                    "publication",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="monographs.publication",
                    ),
                ),
            ],
            options={
                "ordering": ("initials", "sort_key", "rank", "publication_id"),
                "indexes": [
                    models.Index(
                        fields=[
                            "facet",
                            "initials",
                            "sort_key",
                            "rank",
                            "publication",
                            "has_figures",
                            "reviewed_on",
                        ],
                        name="published_facet_order",
                    ),
                    models.Index(
                        fields=["facet", "reviewed_on"], name="published_facet_date"
                    ),
                    models.Index(
                        fields=["publication", "facet"], name="published_facet_page"
                    ),
                ],
            },
        ),
    ]
