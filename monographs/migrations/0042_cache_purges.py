"""Pages that a shared cache is still to be told of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0041_report_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="CachePurge",
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
                ("pages", models.JSONField(help_text="Slug and address of each.")),
                ("not_before", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["not_before"],
                "default_permissions": (),
            },
        ),
    ]
