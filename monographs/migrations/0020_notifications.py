"""The outbox: what people are told, and what of it was mailed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monographs", "0019_mail_choices")]

    operations = [
        migrations.CreateModel(
            name="Notification",
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
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="monographs.event",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "A version waits for my signature"),
                            ("assigned", "A page is given to me to work on"),
                            (
                                "sent_back",
                                "A version that I wrote or submitted is sent back",
                            ),
                            ("signed", "A version that I submitted is signed"),
                            (
                                "published",
                                "A page of mine is published or rolled back",
                            ),
                            ("withdrawn", "A page of mine is withdrawn or reinstated"),
                            ("mentioned", "Somebody mentions me in a comment"),
                            ("due", "Reviews of my pages are due or overdue"),
                            (
                                "not_published",
                                "A scheduled version could not be published",
                            ),
                        ],
                        max_length=13,
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "path",
                    models.CharField(
                        help_text="Of the page that it is about.", max_length=300
                    ),
                ),
                (
                    "day",
                    models.DateField(help_text="Of a reminder: one a day.", null=True),
                ),
                ("created_at", models.DateTimeField()),
                ("is_mailed", models.BooleanField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_mailed", True), ("sent_at", None)),
                        fields=["person", "id"],
                        name="notification_waiting",
                    ),
                    models.Index(
                        fields=["person", "-id"], name="notification_of_person"
                    ),
                    models.Index(
                        condition=models.Q(("day__isnull", False)),
                        fields=["day"],
                        name="notification_day",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("day__isnull", False)),
                        fields=("person", "day"),
                        name="notification_one_reminder_a_day",
                    ),
                ],
            },
        ),
    ]
