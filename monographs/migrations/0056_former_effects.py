"""An effect that was merged into another is remembered, and its key and address lead
to the one that stayed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import (
    CreateGuards,
    DropGuards,
    Guard,
    changed,
    never_replaced,
)
from monographs.migrations._tables import EFFECT, FORMER_EFFECT

STAYS = "Sealed versions name this entry, so it stays."
REMEMBERED = "What an effect was called before it was merged stays on record."
TAKEN = "An effect that was merged into another had this key or this address."


class TakesItsPlace(Guard):
    """No key means two things: what is remembered is no longer in the vocabulary."""

    def create(self, vendor: str, schema: str = "public") -> list[str]:
        leaves = f"DELETE FROM {EFFECT} WHERE key = NEW.key"
        on = f"AFTER INSERT ON {FORMER_EFFECT} FOR EACH ROW"
        if vendor == "sqlite":
            return [f"CREATE TRIGGER {self.name} {on} BEGIN {leaves}; END"]
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            f'SET search_path = "{schema}", pg_temp AS $$ '
            f"BEGIN {leaves}; RETURN NULL; END $$",
            f"CREATE TRIGGER {self.name} {on} EXECUTE FUNCTION {self.name}()",
        ]


ONLY_PROPOSED_EFFECTS_GO = Guard(
    f"{EFFECT}_no_delete", EFFECT, "DELETE", STAYS, "OLD.proposed_in_id IS NULL"
)
MERGED_EFFECTS_GO_TOO = Guard(
    f"{EFFECT}_no_delete",
    EFFECT,
    "DELETE",
    STAYS,
    "OLD.proposed_in_id IS NULL AND NOT EXISTS "
    f"(SELECT 1 FROM {FORMER_EFFECT} f WHERE f.key = OLD.key)",
)

FORMER_EFFECTS = [
    Guard(
        f"{FORMER_EFFECT}_stays_what_it_was",
        FORMER_EFFECT,
        "UPDATE",
        REMEMBERED,
        changed("id", "key", "name", "slug", "number", "by_id", "at"),
    ),
    Guard(
        # Where it led to was merged as well.
        f"{FORMER_EFFECT}_leads_where_its_effect_went",
        FORMER_EFFECT,
        "UPDATE",
        REMEMBERED,
        f"NEW.effect_id <> OLD.effect_id AND NOT EXISTS (SELECT 1 FROM {FORMER_EFFECT} "
        "f WHERE f.number = OLD.effect_id AND f.effect_id = NEW.effect_id)",
    ),
    *(
        Guard(f"{FORMER_EFFECT}_no_{event.lower()}", FORMER_EFFECT, event, REMEMBERED)
        for event in ("DELETE", "TRUNCATE")
    ),
    never_replaced(
        FORMER_EFFECT,
        "old.id = NEW.id",
        "old.key = NEW.key",
        "old.slug = NEW.slug",
        "old.number = NEW.number",
        sentence=REMEMBERED,
    ),
    Guard(
        f"{FORMER_EFFECT}_is_no_other_effect",
        FORMER_EFFECT,
        "INSERT",
        "Another effect has this key or this address.",
        f"EXISTS (SELECT 1 FROM {EFFECT} e WHERE (e.key = NEW.key OR e.slug = NEW.slug)"
        " AND NOT (e.key = NEW.key AND e.slug = NEW.slug "
        "AND e.id = COALESCE(NEW.number, 0)))",
    ),
    TakesItsPlace(
        f"{FORMER_EFFECT}_takes_its_place", FORMER_EFFECT, "INSERT", REMEMBERED
    ),
    *(
        Guard(
            f"{EFFECT}_is_no_former_one_on_{event.lower()}",
            EFFECT,
            event,
            TAKEN,
            f"EXISTS (SELECT 1 FROM {FORMER_EFFECT} f "
            "WHERE f.key = NEW.key OR f.slug = NEW.slug)",
        )
        for event in ("INSERT", "UPDATE")
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0055_authors_of_articles")]

    operations = [
        migrations.CreateModel(
            name="FormerEffect",
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
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=300)),
                ("slug", models.SlugField(max_length=300, unique=True)),
                (
                    "number",
                    models.BigIntegerField(
                        help_text=(
                            "Its primary key; empty where another site merged it."
                        ),
                        null=True,
                        unique=True,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former",
                        to="monographs.effect",
                    ),
                ),
            ],
            options={"ordering": ["name", "id"], "default_permissions": ()},
        ),
        DropGuards([ONLY_PROPOSED_EFFECTS_GO]),
        CreateGuards([MERGED_EFFECTS_GO_TOO, *FORMER_EFFECTS]),
    ]
