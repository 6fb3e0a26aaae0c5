"""The columns of every sheet: the one place that names them."""

from monographs.exporting.sheets.frequency_fields import (
    RATE,
    SHARE,
    FrequencyField,
    FrequencyWordField,
    ShareField,
)
from monographs.exporting.sheets.kinds_of_field import (
    AddressField,
    AtcField,
    ChoiceField,
    KeyField,
    LinkField,
    WholeNumberField,
    YesNoField,
    in_words,
)
from monographs.exporting.sheets.sheet_field import SheetField
from monographs.exporting.sheets.sheet_resource import RowResource, SheetResource
from monographs.frequency import Basis, Serious
from monographs.models import (
    FAQ,
    BodySystem,
    Citation,
    ClassMembership,
    Component,
    Disagreement,
    Monograph,
    Name,
    Section,
    SideEffect,
)

_FREQUENCY_OF = ("frequency",)


class DrugSheet(SheetResource):
    key = KeyField(
        "Identifies the page. Leave it as it is; leave it empty for a new page.",
        example="0d5f8a3c-2b11-4e63-8c5e-1f6a2a0b7c44",
        reads=("key",),
    )
    kind = ChoiceField(
        "What the page is about. It cannot be changed later.",
        words=in_words(Monograph.Kind.values),
        what="kind of page",
        example="drug",
        reads=("kind",),
        is_required=True,
    )
    address = AddressField(
        "The last part of the page's address; the other sheets name the page by it. "
        "An existing address is changed at the desk only.",
        example="examplazole",
        reads=("slug",),
        is_required=True,
    )
    title = SheetField(
        "The page's title.",
        example="Examplazole",
        reads=("title",),
        longest=300,
        is_required=True,
    )
    listed = YesNoField(
        "Whether the page is in the A–Z. Empty: yes, for a new page.",
        also={"": True},
        example="yes",
        reads=("is_listed",),
    )
    review_period_months = WholeNumberField(
        "How many months after a whole-page review the next one is due. Empty: 24, for "
        "a new page.",
        example="24",
        reads=("review_period_months",),
        of=(),
        least=1,
        most=120,
        when_empty=24,
    )
    edit_version = WholeNumberField(
        "Which state of the draft was exported. If the desk has changed the page "
        "since, its lines are not loaded. Leave it as it is, or empty for a new page.",
        example="0",
        reads=("edit_version",),
        of=(),
    )

    class Meta:
        model = Monograph
        sheet = "drugs"
        label = "Pages"
        explains = "Every page: drugs, and comparisons of several."
        field = ""
        natural = ("address",)
        page = "address"


class NameSheet(RowResource):
    kind = ChoiceField(
        "Which kind of name it is.",
        words=in_words(Name.Kind.values),
        what="kind of name",
        also={label: value for value, label in Name.Kind.choices},
        example="brand",
        reads=("kind",),
        is_required=True,
    )
    name = SheetField(
        "The name.",
        example="Exemplo",
        reads=("text",),
        longest=300,
        is_required=True,
    )

    class Meta:
        model = Name
        sheet = "names"
        label = "Names"
        explains = "Other names of a drug."
        field = "names"
        natural = ("kind", "name")


class ClassSheet(RowResource):
    drug_class = SheetField(
        "The name of a class that the drug belongs to.",
        example="Sample agents",
        reads=("drug_class__name",),
        of=("name",),
        gives="drug_class",
        longest=200,
        is_required=True,
    )
    class_address = AddressField(
        "The address of the class. Empty: medsite finds it by the name.",
        example="sample-agents",
        reads=("drug_class__slug",),
        of=("slug",),
        gives="class_address",
        describes="drug_class",
    )
    atc_code = AtcField(
        "The ATC code of the class, at any level.",
        example="N05BA",
        reads=("drug_class__atc_code",),
        of=("atc_code",),
        gives="atc_code",
        describes="drug_class",
    )

    class Meta:
        model = ClassMembership
        sheet = "classes"
        label = "Classes"
        explains = "Which classes a drug belongs to."
        field = "classes"
        natural = ("drug_class",)


class ComponentSheet(RowResource):
    component = SheetField(
        "A drug inside a combination product.",
        example="Samplidone",
        reads=("name",),
        longest=300,
        is_required=True,
    )
    component_drug = AddressField(
        "The address of the component's own page, if there is one.",
        example="samplidone",
        reads=("drug__slug",),
        of=("drug_address",),
        gives="component_drug",
    )

    class Meta:
        model = Component
        sheet = "components"
        label = "Components"
        explains = "What a combination product is made of."
        field = "components"
        natural = ("component",)


class SectionSheet(RowResource):
    kind = ChoiceField(
        "What the section is about.",
        words=in_words(Section.Kind.values),
        what="kind of section",
        also={label: value for value, label in Section.Kind.choices},
        example="usage",
        reads=("kind",),
        is_required=True,
    )
    heading = SheetField(
        "The heading as written; may be empty.",
        example="What it is for",
        reads=("heading",),
        longest=300,
    )
    text = SheetField(
        "The text, in Markdown.",
        example="For examples that hurt.",
        reads=("body",),
    )

    class Meta:
        model = Section
        sheet = "sections"
        label = "Sections"
        explains = "The texts of a page."
        field = "sections"
        natural = ("kind",)


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


class FAQSheet(RowResource):
    question = SheetField(
        "The question.",
        example="May I drive?",
        reads=("question",),
        is_required=True,
    )
    answer = SheetField(
        "The answer, in Markdown.",
        example="Wait and see how you react.",
        reads=("answer",),
    )

    class Meta:
        model = FAQ
        sheet = "faqs"
        label = "Questions"
        explains = "Questions and answers."
        field = "faqs"
        natural = ("question",)


class CitationSheet(RowResource):
    number = WholeNumberField(
        "The number by which the text refers to it.",
        example="1",
        reads=("number",),
        least=1,
        is_required=True,
    )
    text = SheetField(
        "What is cited.",
        example="Examples, 2020",
        reads=("text",),
    )
    link = LinkField(
        "A link to it, if there is one.",
        example="https://example.org/",
        reads=("url",),
        longest=2000,
    )

    class Meta:
        model = Citation
        sheet = "citations"
        label = "References"
        explains = "Numbered references."
        field = "citations"
        natural = ("number",)


class DisagreementSheet(RowResource):
    question = SheetField(
        "What the sources disagree about.",
        example="May I drink alcohol?",
        reads=("question",),
        is_required=True,
    )
    sources_say = SheetField(
        "What each source says, in Markdown.",
        example="* One source: yes.\n* Another: no.",
        reads=("positions",),
    )
    shown = SheetField(
        "What the page shows; needed where it is settled.",
        example="Do not drink alcohol.",
        reads=("shown",),
    )
    reason = SheetField(
        "Why; needed where it is settled.",
        example="The cautious advice counts.",
        reads=("reason",),
    )
    settled = YesNoField(
        "Until it is settled, readers are told that the cautious advice stands.",
        also={"": False},
        example="yes",
        reads=("is_settled",),
    )

    class Meta:
        model = Disagreement
        sheet = "disagreements"
        label = "Where sources disagree"
        explains = "Notes for readers on what sources say differently."
        field = "disagreements"
        natural = ("question",)
