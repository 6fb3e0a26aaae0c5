"""What the search reads: entries of live pages, and words for side effects."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0033_pruned_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEffect",
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
                ("folded", models.TextField()),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_words",
                        to="monographs.effect",
                    ),
                ),
            ],
            options={
                "ordering": ["folded"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("effect", "folded"), name="search_effect_word_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
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
                ("page_kind", models.CharField(max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("title", "title"),
                            ("name", "other name"),
                            ("question", "question"),
                            ("section", "section"),
                        ],
                        max_length=8,
                    ),
                ),
                ("label", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("anchor", models.CharField(blank=True, max_length=60)),
                ("folded", models.TextField()),
                ("position", models.PositiveIntegerField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="monographs.publication",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search entries",
                "ordering": ["publication", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["title", "name", "question", "section"])
                        ),
                        name="search_entry_kind_known",
                    )
                ],
            },
        ),
    ]
