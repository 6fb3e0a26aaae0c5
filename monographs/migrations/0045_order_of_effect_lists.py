"""How pages that list one side effect are ordered, and how many there are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0044_rename_rights_to_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="EffectTally",
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
                            ("pages", "all pages"),
                            ("serious", "called serious"),
                            ("very_common", "very common"),
                            ("common", "common"),
                            ("uncommon", "uncommon"),
                            ("rare", "rare"),
                            ("very_rare", "very rare"),
                            ("figure", "a figure across several bands"),
                            ("word", "a word and no figure"),
                            ("not_known", "said to be not known"),
                            ("not_stated", "no frequency"),
                        ],
                        max_length=11,
                    ),
                ),
                ("number", models.IntegerField()),
            ],
            options={
                "verbose_name_plural": "effect tallies",
            },
        ),
        migrations.AddField(
            model_name="publishedsideeffect",
            name="order_key",
            field=models.CharField(blank=True, max_length=330),
        ),
        migrations.AddField(
            model_name="publishedsideeffect",
            name="sentence",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="publishedsideeffect",
            name="effect",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published",
                to="monographs.effect",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedsideeffect",
            index=models.Index(
                fields=["effect", "order_key", "id"], name="side_effect_by_figure"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedsideeffect",
            index=models.Index(
                fields=["effect", "band", "order_key", "id"], name="side_effect_by_band"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedsideeffect",
            index=models.Index(
                condition=models.Q(("serious", "yes")),
                fields=["effect", "order_key", "id"],
                name="serious_effect_by_figure",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedsideeffect",
            index=models.Index(
                condition=models.Q(("serious", "yes")),
                fields=["effect", "band", "order_key", "id"],
                name="serious_effect_by_band",
            ),
        ),
        migrations.AddIndex(
            model_name="searcheffect",
            index=models.Index(fields=["folded", "id"], name="search_effect_a_to_z"),
        ),
        migrations.AddField(
            model_name="effecttally",
            name="effect",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tallies",
                to="monographs.effect",
            ),
        ),
        migrations.AddConstraint(
            model_name="effecttally",
            constraint=models.UniqueConstraint(
                fields=("effect", "kind"), name="effect_tally_once"
            ),
        ),
    ]
