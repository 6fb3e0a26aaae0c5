"""Lists of pages on which one kind of thing was found: 14 ms to 2 at 6,000 pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0028_vocabulary_changes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["code", "monograph"], name="finding_code"),
        ),
    ]
