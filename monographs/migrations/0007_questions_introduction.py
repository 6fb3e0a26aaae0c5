"""A section of its own for what stands before and between a page's questions."""

from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [("monographs", "0006_batches")]

    operations = [
        GuardsSetAside(
            [
                migrations.RemoveConstraint(
                    model_name="section",
                    name="section_kind_known",
                ),
                migrations.AlterField(
                    model_name="section",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("generic_name", "generic name"),
                            ("usage", "usage"),
                            ("dosage", "dosage"),
                            ("side_effects", "side effects introduction"),
                            ("how_it_works", "how it works"),
                            ("precautions", "precautions"),
                            ("faqs", "questions introduction"),
                            ("disclaimer", "disclaimer"),
                            ("note", "note"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="section",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "generic_name",
                                    "usage",
                                    "dosage",
                                    "side_effects",
                                    "how_it_works",
                                    "precautions",
                                    "faqs",
                                    "disclaimer",
                                    "note",
                                    "other",
                                ],
                            )
                        ),
                        name="section_kind_known",
                    ),
                ),
            ]
        ),
    ]
