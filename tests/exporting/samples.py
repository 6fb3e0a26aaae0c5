"""Two whole monographs, for golden files and for mending by hand."""

from fractions import Fraction
from itertools import count
from uuid import UUID

from monographs.content import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentDisagreement,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.frequency import Basis, Frequency, Interval


def drug():
    key = keys()
    return Document(
        key=key(),
        kind="drug",
        title="Examplazole + Samplidone",
        slug="examplazole-samplidone",
        is_listed=False,
        names=(
            DocumentName(key=key(), kind="generic", text="examplazole and samplidone"),
            DocumentName(key=key(), kind="brand", text="Exémplo™"),
        ),
        classes=(
            DocumentClass(
                key=key(),
                class_key=key(),
                name="Sample agents",
                slug="sample-agents",
                atc_code="Z99",
            ),
        ),
        components=(
            DocumentComponent(key=key(), name="Examplazole", drug_key=key()),
            DocumentComponent(key=key(), name="Samplidone", drug_key=None),
        ),
        sections=(
            DocumentSection(
                key=key(),
                kind="usage",
                heading="What it is for",
                body="For examples.\n\n* that hurt\n* that do not",
            ),
            DocumentSection(
                key=key(),
                kind="other",
                heading="",
                body="### Written below no heading\n\nIt has one of its own.",
            ),
            DocumentSection(
                key=key(),
                kind="side_effects",
                heading="Side effects",
                body="Most people have none.",
            ),
            DocumentSection(
                key=key(),
                kind="precautions",
                heading=" Take\ncare",
                body="\n  <!-- medsite section --> and &#x41;\u202e\n",
            ),
            DocumentSection(key=key(), kind="note", heading="Note", body=""),
        ),
        side_effects=(
            side_effect(
                key,
                effect="nausea",
                wording="Nausea",
                frequency=Frequency(
                    interval=Interval(Fraction(1, 100), True, Fraction(1, 10), False),
                    phrase="Common (≥1 %, <10 %)",
                    word="common",
                ),
                group="Common",
            ),
            side_effect(
                key,
                effect="headache",
                wording="Pain in the head:\n\n* mostly at night\n* *(seldom)*",
                frequency=Frequency(
                    interval=Interval(Fraction(3, 47), True, Fraction(3, 47), True),
                    phrase="3 of 47",
                    affected=3,
                    total=47,
                    comparator=Fraction(1, 50),
                    basis=Basis.TRIAL,
                ),
                serious="yes",
                group="In studies -->",
                scope="component",
                scope_name="Samplidone",
            ),
            side_effect(
                key,
                effect="rash",
                wording="",
                frequency=Frequency(is_not_known=True, phrase="not known"),
                serious="no",
            ),
        ),
        faqs=(
            DocumentFAQ(key=key(), question="May I drive?", answer="Wait and see [1]."),
            DocumentFAQ(
                key=key(), question="And\nsail?", answer="* A boat: yes.\n* A ship: no."
            ),
            DocumentFAQ(key=key(), question="**Q: Who asks?**", answer=""),
        ),
        citations=(
            DocumentCitation(
                key=key(), number=1, text="Examples, 2020", url="https://example.org/"
            ),
            DocumentCitation(key=key(), number=3, text="See <b>", url=""),
        ),
    )


def comparison():
    key = keys()
    subjects = (
        DocumentSubject(key=key(), name="Examplazole"),
        DocumentSubject(key=key(), name="Samplidone | both"),
    )

    def row(feature, *texts):
        return DocumentComparisonRow(
            key=key(),
            feature=feature,
            cells=tuple(
                DocumentCell(key=key(), subject_key=subject.key, text=text)
                for subject, text in zip(subjects, texts, strict=False)
            ),
        )

    return Document(
        key=key(),
        kind="comparison",
        title='Two "examples" compared: which?',
        slug="two-examples",
        subjects=subjects,
        comparison_rows=(
            row("Taken", "by mouth [1]", "a | b \\| c"),
            row("Since", "2001\n2002"),
            row("Made of", "", " "),
        ),
        sections=(
            DocumentSection(
                key=key(), kind="other", heading="In short", body="It depends."
            ),
            DocumentSection(
                key=key(), kind="disclaimer", heading="Disclaimer", body="No advice."
            ),
        ),
        faqs=(DocumentFAQ(key=key(), question="Which one?", answer="Ask."),),
    )


def disagreements():
    key = keys()
    return Document(
        key=key(),
        kind="drug",
        title="Examplazole",
        slug="examplazole",
        sections=(
            DocumentSection(key=key(), kind="usage", heading="Usage", body="For pain."),
        ),
        disagreements=(
            DocumentDisagreement(
                key=key(),
                question="May I drink **alcohol**?",
                positions="* One: yes.\n* Another: no.\n\n**Why** <!-- reason -->",
                shown="Do not drink alcohol.",
                reason="The cautious advice counts.\n\n* until more is known",
                is_settled=True,
            ),
            DocumentDisagreement(
                key=key(),
                question="May I\ndrive?",
                positions="",
                shown="Wait and see.",
                reason="",
                is_settled=False,
            ),
        ),
    )


def keys():
    numbers = count(1)
    return lambda: UUID(int=next(numbers))


def side_effect(key, **fields):
    plain = {
        "body_system": "other",
        "serious": "not_stated",
        "group": "",
        "scope": "product",
        "scope_name": "",
    }
    return DocumentSideEffect(key=key(), effect_key=key(), **(plain | fields))
