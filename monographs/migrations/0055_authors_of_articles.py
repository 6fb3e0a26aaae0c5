"""Who wrote an article, and with what interests; sealed with its text."""

from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside

AUTHORSHIP = [
    migrations.AddField(
        model_name="monograph",
        name="author",
        field=models.CharField(
            blank=True,
            help_text="Who wrote the article, as readers shall see it: names, perhaps "
            "with what makes them competent. Left empty, the page says that no author "
            "is stated.",
            max_length=300,
        ),
    ),
    migrations.AddField(
        model_name="monograph",
        name="interests",
        field=models.CharField(
            blank=True,
            help_text="What its authors have to do with the makers of these products, "
            "and who paid for it; “None declared” where they were asked and have none. "
            "Left empty, the page says that interests are not stated.",
            max_length=500,
        ),
    ),
    migrations.AddConstraint(
        model_name="monograph",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("kind", "comparison"),
                models.Q(("author", ""), ("interests", "")),
                _connector="OR",
            ),
            name="monograph_only_articles_have_authors",
            violation_error_message="Only an article states author and interests.",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0054_scope_of_published_effects")]

    operations = [GuardsSetAside(AUTHORSHIP)]
