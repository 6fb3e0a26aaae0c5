"""Withdrawn pages are found by the beginning of their title or address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monographs", "0056_former_effects")]

    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["sort_key"],
                name="publication_withdrawn_title",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["slug"],
                name="publication_withdrawn_slug",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
    ]
