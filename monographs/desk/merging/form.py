"""Which effect stays: its name is typed first, then it is confirmed by its key."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monographs.desk.lookup import EFFECTS, NameField
from monographs.models import Effect, FormerEffect, SideEffect
from monographs.near_names import NearNames


class ChooseForm(forms.Form):
    into = NameField(
        EFFECTS,
        SideEffect,
        "effect",
        label="The effect that stays",
        help_text="Its name, or one of its synonyms.",
        error_messages={"required": "Type the name of the effect that stays."},
    )

    def __init__(self, *args: Any, former: Effect, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = former

    def clean_into(self) -> Effect:
        text = self.cleaned_data["into"]
        found: list[Any] = EFFECTS.find([text]).get(text.lower(), [])
        if not found:
            raise ValidationError(_unknown(text))
        kept: Effect = found[0]
        if kept.pk == self.former.pk:
            raise ValidationError(
                f"“{text}” is “{kept}” itself. Choose the one that it is merged into."
            )
        return kept


class ConfirmForm(forms.Form):
    kept = forms.UUIDField()
    seen = forms.CharField(required=False)

    def __init__(self, *args: Any, former: Effect, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = former

    def clean_kept(self) -> Effect:
        key = self.cleaned_data["kept"]
        kept = Effect.objects.filter(key=key).first()
        if kept is None:
            raise ValidationError(_merged_meanwhile(key))
        if kept == self.former:
            raise ValidationError(
                "An effect cannot be merged into itself. Choose another one."
            )
        return kept

    @property
    def refusal(self) -> str:
        said = [str(error) for error in self.errors.get("kept", [])]
        return said[0] if self.data.get("kept") else "Choose the effect that stays."


def _unknown(text: str) -> str:
    near = NearNames(EFFECTS.names()).to(text)
    asked = " or ".join(f"“{name}”" for name in near)
    offer = f"Did you mean {asked}?" if near else "Choose one from the suggestions."
    return f"The vocabulary has no effect “{text}”. {offer}"


def _merged_meanwhile(key: Any) -> str:
    merged = FormerEffect.objects.filter(key=key).select_related("effect", "by")
    one = merged.first()
    if one is None:
        return "The effect that you chose is no longer there. Choose again."
    return (
        f"{one.by} merged “{one}” into “{one.effect}” meanwhile, so nothing was done. "
        "Choose again."
    )
