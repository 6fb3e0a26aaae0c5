"""So that old notifications are found without reading all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0029_index_of_finding_codes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["created_at"], name="notification_age"),
        ),
    ]
