"""Each person chooses how and about what they get mail."""

from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [("monographs", "0018_guard_competing_sources")]

    operations = [
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="user",
                    name="mail_choice",
                    field=models.CharField(
                        choices=[
                            ("at_once", "At once, a mail each"),
                            ("digest", "One mail a day with all of it"),
                            ("nothing", "No mail"),
                        ],
                        default="at_once",
                        max_length=7,
                        verbose_name="mail",
                    ),
                ),
                migrations.AddField(
                    model_name="user",
                    name="mail_not_about",
                    field=models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The kinds of notifications that this person wants no mail about.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="user",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("mail_choice__in", ["at_once", "digest", "nothing"])
                        ),
                        name="user_mail_choice_known",
                    ),
                ),
            ]
        ),
    ]
