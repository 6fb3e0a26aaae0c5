"""Who decided what an import writes, besides the person who brought it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monographs", "0050_guard_authors")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="deciders",
            field=models.ManyToManyField(
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                help_text="Who else said what its columns mean, took a conflict or had it "
                "loaded: authors of what it writes.",
            ),
        ),
    ]
