"""The columns of the sheets; side effects and feature tables have their own modules."""

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
from monographs.exporting.sheets.sheet_field import LineField, SheetField
from monographs.exporting.sheets.sheet_resource import RowResource, SheetResource
from monographs.models import (
    FAQ,
    Citation,
    ClassMembership,
    Component,
    Disagreement,
    Monograph,
    Name,
    Section,
)


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
    author = LineField(
        "Who wrote it, of a comparison, as readers shall see it.",
        example="A. Example, pharmacist",
        reads=("author",),
        longest=300,
    )
    interests = LineField(
        "What interests its authors have, of a comparison.",
        example="None declared",
        reads=("interests",),
        longest=500,
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
