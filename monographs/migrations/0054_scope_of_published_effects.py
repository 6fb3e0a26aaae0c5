"""What a published side effect holds for; `rebuild_projections` fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monographs", "0053_public_words")]

    operations = [
        migrations.AddField(
            model_name="publishedsideeffect",
            name="scope",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="publishedsideeffect",
            name="scope_name",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
