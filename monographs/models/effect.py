"""The shared vocabulary of side effects, in our own plain words."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from monographs.models.former_effect import FormerEffect


class BodySystem(models.TextChoices):
    WHOLE_BODY = "whole_body", "Whole body"
    IMMUNE = "immune", "Allergy and immune system"
    INFECTIONS = "infections", "Infections"
    BLOOD = "blood", "Blood and clotting"
    HORMONES = "hormones", "Hormones"
    BODY_CHEMISTRY = "body_chemistry", "Weight, appetite and body chemistry"
    MOOD = "mood", "Mood, sleep and behaviour"
    NERVES = "nerves", "Brain and nerves"
    EYES = "eyes", "Eyes"
    EARS = "ears", "Ears and balance"
    HEART = "heart", "Heart"
    BLOOD_VESSELS = "blood_vessels", "Blood vessels and blood pressure"
    BREATHING = "breathing", "Breathing"
    BOWEL = "bowel", "Mouth, stomach and bowel"
    LIVER = "liver", "Liver and gall bladder"
    SKIN = "skin", "Skin, hair and nails"
    MUSCLES = "muscles", "Muscles, bones and joints"
    KIDNEYS = "kidneys", "Kidneys and bladder"
    SEXUAL = "sexual", "Sexual and reproductive health"
    PREGNANCY = "pregnancy", "Pregnancy and newborn"
    SITE = "site", "Where it was given"
    TESTS = "tests", "Test results"
    OTHER = "other", "Other"


class Effect(models.Model):
    """An entry of the vocabulary."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("plain name", max_length=300)
    slug = models.SlugField(max_length=300, unique=True)
    body_system = models.CharField(
        max_length=14, choices=BodySystem, default=BodySystem.OTHER
    )
    proposed_in = models.ForeignKey(
        "monographs.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="proposed_effects",
        help_text="New: an import brought it and nobody has confirmed it yet.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="effect_name_once",
                violation_error_message="The vocabulary already has this effect.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        former = FormerEffect.objects.filter(slug=self.slug).first()
        if former is not None:
            raise ValidationError(
                {
                    "slug": f"This address leads from “{former}”, which was merged, to "
                    f"“{former.effect}”. Choose another one."
                }
            )


class EffectSynonym(models.Model):
    """Another word for an effect, as sources write it."""

    effect = models.ForeignKey(
        "monographs.Effect", models.CASCADE, related_name="synonyms"
    )
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                Lower("text"),
                name="effect_synonym_once",
                violation_error_message="This synonym already belongs to an effect.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
