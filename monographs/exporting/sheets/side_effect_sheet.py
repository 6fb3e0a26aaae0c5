from monographs.exporting.sheets.frequency_fields import (
    RATE,
    SHARE,
    FrequencyField,
    FrequencyWordField,
    ShareField,
)
from monographs.exporting.sheets.kinds_of_field import (
    ChoiceField,
    WholeNumberField,
    in_words,
)
from monographs.exporting.sheets.sheet_field import SheetField
from monographs.exporting.sheets.sheet_resource import RowResource
from monographs.frequency import Basis, Serious
from monographs.models import BodySystem, SideEffect

_FREQUENCY_OF = ("frequency",)


class SideEffectSheet(RowResource):
    effect = SheetField(
        "The side effect, by its name in the vocabulary or one of its synonyms.",
        example="Nausea",
        reads=("effect__name",),
        of=("effect",),
        gives="effect",
        longest=300,
        is_required=True,
    )
    body_system = ChoiceField(
        "The part of the body, for an effect that the vocabulary does not have yet.",
        words=dict(BodySystem.choices),
        what="part of the body",
        example=BodySystem.BOWEL.label,
        reads=("effect__body_system",),
        of=("body_system",),
        gives="body_system",
        describes="effect",
    )
    wording = SheetField(
        "The statement as the source writes it.",
        example="Feeling sick",
        reads=("wording",),
    )
    frequency = FrequencyField(
        'How often: a figure ("1% to 10%", ">=1%, <10%", "1 in 100", "3 of 47"), '
        '"not known", or empty. What a source says ("common (>10 %)") may stand here '
        "too: its figure and its word are then taken from it.",
        example="≥1%, <10%",
        reads=RATE,
        of=_FREQUENCY_OF,
        gives="frequency",
    )
    frequency_word = FrequencyWordField(
        "The word that the source uses. No figure is ever made from it.",
        example="common",
        reads=("frequency_word",),
        of=("frequency.word",),
    )
    frequency_phrase = SheetField(
        "How often, as the source writes it.",
        example="Common (≥1 %, <10 %)",
        reads=("frequency_phrase",),
        of=("frequency.phrase",),
    )
    basis = ChoiceField(
        "Where the frequency is known from.",
        words=in_words([basis.value for basis in Basis]),
        also={"": Basis.NOT_STATED.value},
        what="basis of a frequency",
        example="trial",
        reads=("basis",),
        of=("frequency.basis",),
    )
    affected = WholeNumberField(
        "N, where the source says N of M people.",
        example="3",
        reads=("affected",),
        of=("frequency.affected",),
    )
    total = WholeNumberField(
        "M, where the source says N of M people.",
        example="47",
        reads=("total",),
        of=("frequency.total",),
        least=1,
    )
    comparator = ShareField(
        "How many people had the effect on placebo.",
        example="2%",
        reads=SHARE,
        of=_FREQUENCY_OF,
        gives="comparator",
    )
    serious = ChoiceField(
        "Whether the source calls it serious.",
        words=in_words([serious.value for serious in Serious]),
        also={"": Serious.NOT_STATED.value},
        what="answer",
        example="not stated",
        reads=("serious",),
    )
    group = SheetField(
        "The heading that it stood under, as written.",
        example="Common side effects",
        reads=("group",),
        longest=300,
    )
    scope = ChoiceField(
        "What the statement holds for.",
        words=in_words(SideEffect.Scope.values),
        also={
            "": SideEffect.Scope.PRODUCT.value,
            **{label: value for value, label in SideEffect.Scope.choices},
        },
        what="scope",
        example="product",
        reads=("scope",),
    )
    scope_name = SheetField(
        "Which component, route, dose or population.",
        example="children",
        reads=("scope_name",),
        longest=300,
    )

    class Meta:
        model = SideEffect
        sheet = "side_effects"
        label = "Side effects"
        explains = "One line a statement about one effect."
        field = "side_effects"
        natural = ("effect",)
