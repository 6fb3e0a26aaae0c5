"""Pages with everything that a reader can meet on them."""

from fractions import Fraction

from monographs import workflow
from monographs.frequency import BAND_INTERVALS, Band, Basis, Frequency, Interval
from monographs.models import (
    FAQ,
    Citation,
    ClassMembership,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
    Component,
)
from tests.factories import (
    edit,
    make_comparison,
    make_disagreement,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
)

BROAD = Interval(Fraction(0), True, Fraction(1, 10), False)
FREQUENCIES = {
    "Dizziness": Frequency(interval=BAND_INTERVALS[Band.VERY_COMMON]),
    "Headache": Frequency(
        interval=BAND_INTERVALS[Band.COMMON], phrase="Common (1–10 %)", word="common"
    ),
    "Rash": Frequency(interval=BAND_INTERVALS[Band.UNCOMMON], basis=Basis.TRIAL),
    "Liver damage": Frequency(interval=BAND_INTERVALS[Band.RARE]),
    "Low blood sugar": Frequency(interval=BAND_INTERVALS[Band.VERY_RARE]),
    "Nausea": Frequency(interval=BROAD),
    "Cough": Frequency(word="common"),
    "Hair loss": Frequency(is_not_known=True),
    "Yawning": Frequency(),
}
SYSTEMS = {"Headache": "nerves", "Dizziness": "nerves", "Liver damage": "liver"}


def make_rich_drug():
    drug = make_drug(title="Examplazole with samplidone", slug="examplazole")
    for number in range(14):
        make_name(drug, f"Brandol {number}", position=number)
    ClassMembership.objects.create(
        monograph=drug, drug_class=make_drug_class("Exemplars", atc_code="X01AA")
    )
    Component.objects.create(monograph=drug, name="Samplidone")
    make_section(
        drug, kind="dosage", body="One **tablet** a day [1].\n\n* Adults\n* Not"
    )
    make_section(drug, kind="side_effects", body="Not everybody gets them.")
    make_section(
        drug, kind="precautions", body="#### Alcohol\n\nNone, as [1] says [2]."
    )
    for place, (name, frequency) in enumerate(FREQUENCIES.items()):
        make_side_effect(
            drug,
            make_effect(name, body_system=SYSTEMS.get(name, "other")),
            frequency=frequency,
            position=place,
            serious="yes" if name == "Liver damage" else "not_stated",
            wording="sore head, mostly at night" if name == "Headache" else "",
        )
    headache = drug.side_effects.get(effect__name="Headache").effect
    make_side_effect(drug, headache, frequency=Frequency(word="rare"), position=20)
    FAQ.objects.create(monograph=drug, question="May I drive?", answer="Wait and see.")
    for number in (1, 2):
        Citation.objects.create(
            monograph=drug,
            number=number,
            text="Examples in medicine, 2020",
            url=f"https://example.org/a/rather/long/address/of/reference/{number}",
        )
    make_disagreement(drug, shown="Do not drink alcohol.")
    publish_now(drug)
    edit(
        drug, by=make_editor(), body="For examples that hurt, and for those that itch."
    )
    publish_now(drug, change_note="Itching was added to the uses.")
    workflow.post_notice(
        drug,
        by=make_publisher(),
        severity="warning",
        text="One batch was recalled.",
        link="https://example.org/recall",
    )
    return drug


def make_wide_comparison():
    comparison = make_comparison(title="Examplazole or its kin", slug="kin")
    names = ["Examplazole", "Samplidone", "Instancine", "Specimenol", "Modelamide"]
    subjects = [
        ComparisonSubject.objects.create(
            monograph=comparison, name=name, position=place
        )
        for place, name in enumerate(names)
    ]
    for place, feature in enumerate(["Taken", "Lasts", "Costs"]):
        row = ComparisonRow.objects.create(
            monograph=comparison, feature=feature, position=place
        )
        for subject in subjects[:-1]:
            ComparisonCell.objects.create(
                row=row, subject=subject, text=f"{feature} twice as **long** [1]"
            )
    make_section(comparison, kind="other", body="Both work [1]. One lasts longer [1].")
    Citation.objects.create(monograph=comparison, number=1, text="Examples, 2021")
    publish_now(comparison)
    return comparison


def make_withdrawn():
    drug = make_published_drug(title="Formerazine", slug="formerazine")
    workflow.withdraw(drug, by=make_publisher(), reason="Its source was forged.")
    return drug
