"""Lists of side effects as other writers set them, about invented medicines."""

import pytest

from monographs.frequency import Serious
from monographs.importing.documents import parse
from monographs.importing.documents.contract_class import class_of
from tests.importing.kept_words import faults

PAGE = """---
title: {title}
---

# {title}

## Uses

{title} keeps long samples calm and short samples awake, so that nobody has to
shake them.

## Side Effects

{text}

## Storage

Keep it dry.
"""

CASES = {
    "a table of effects and frequencies": """
| Side effect | Frequency |
|---|---|
| Nausea | Common (1-10%) |
| Dry mouth | Very common (>10%) |
| Sample fever | Rare |
=> Nausea: common; Dry mouth: very_common; Sample fever: rare
""",
    "a table of frequencies and effects": """
The table shows what was seen in studies.

| Frequency | Effects |
| :--- | :--- |
| Very common (≥10%) | Headache, dizziness |
| Uncommon (0.1% to 1%) | Rash; itching |
| Not known | Hearing loss |
=> Headache: very_common; dizziness: very_common; Rash: uncommon; itching: uncommon;
Hearing loss: not_known
""",
    "a table of body systems": """
| System | Common | Rare |
|--------|--------|------|
| Skin | Rash, itching | Blisters |
| Nervous system | Headache | Fits |
=> Rash: common @Skin; itching: common @Skin; Blisters: rare @Skin;
Headache: common @Nervous system; Fits: rare @Nervous system
""",
    "a table with a column of seriousness": """
| Effect | How often | Serious? |
|:-:|:-:|:-:|
| Nausea | 12% | No |
| Liver failure | 0.02% | Yes |
=> Nausea: very_common; Liver failure: rare !
""",
    "numbered lists below labels": """
Common:

1. Nausea
2. Headache
3. Dizziness

Serious:

1. Liver damage
2. Fits
=> Nausea: common; Headache: common; Dizziness: common; Liver damage: not_known !;
Fits: not_known !
""",
    "systems, then frequencies, then effects": """
- **Gastrointestinal**
  - Common: nausea, vomiting
  - Rare: pancreatitis
- **Nervous system**
  - Common: headache
  - Uncommon: tremor
=> nausea: common @Gastrointestinal; vomiting: common @Gastrointestinal;
pancreatitis: rare @Gastrointestinal; headache: common @Nervous system;
tremor: uncommon @Nervous system
""",
    "frequencies, then systems, then effects": """
- **Common (1% to 10%)**
  - Gastrointestinal: nausea, vomiting
  - Skin:
    - rash
    - itching
- **Rare (less than 0.1%)**
  - Liver: hepatitis
=> nausea: common @Gastrointestinal; vomiting: common @Gastrointestinal;
rash: common @Skin; itching: common @Skin; hepatitis: rare @Liver
""",
    "headings for frequencies": """
### Very common (affects more than 1 in 10 people)
- Headache
- Tiredness

### Uncommon (affects up to 1 in 100 people)
- Hair loss
- Vivid dreams
=> Headache: very_common; Tiredness: very_common; Hair loss: uncommon;
Vivid dreams: uncommon
""",
    "pictures for bullets": """
Common side effects:
✅ Nausea
✅ Headache

⚠️ Serious side effects:
🔴 Chest pain
🔴 Fainting
=> Nausea: common; Headache: common; Chest pain: not_known !; Fainting: not_known !
""",
    "dashes for bullets": """
Common side effects are:
– Nausea
– Headache
— Dry mouth
=> Nausea: common; Headache: common; Dry mouth: common
""",
    "incidences behind each effect": """
* Nausea (incidence: 12%)
* Headache – incidence 4%
* Fits: 1 in 5,000 patients
* Rash (1 in 100)
* Cough – 3 per 1,000 patients
=> Nausea: very_common; Headache: common; Fits: rare; Rash: common; Cough: uncommon
""",
    "words behind each effect": """
- Nausea – common
- Headache (very common)
- Hair loss: rare
- Fits - very rare
=> Nausea: common; Headache: very_common; Hair loss: rare; Fits: very_rare
""",
    "so many people": """
Affects up to 1 in 10 people:

- Nausea
- Runny nose

Affects up to 1 in 100 people:

- Double vision

May affect up to 1 in 1,000 people:

- Jaundice
=> Nausea: common; Runny nose: common; Double vision: uncommon; Jaundice: rare
""",
    "no bullets, a line each": """
Common side effects:

Nausea
Headache
Dry mouth

Rare side effects:

Jaundice
Fits
=> Nausea: common; Headache: common; Dry mouth: common; Jaundice: rare; Fits: rare
""",
    "no blank lines at all": """
Common side effects include:
* Nausea
* Headache
Less common side effects include:
* Rash
* Itching
Serious side effects include:
* Fits
Call your doctor if they last.
=> Nausea: common; Headache: common; Rash: uncommon; Itching: uncommon;
Fits: not_known !
""",
    "dashes behind labels": """
- **Common** – nausea, headache, and dry mouth
- **Uncommon** - rash, itching
- Rare – jaundice, fits
=> nausea: common; headache: common; dry mouth: common; rash: uncommon;
itching: uncommon; jaundice: rare; fits: rare
""",
    "short sentences": """
Nausea is common. Headache is common as well. Rash may occur. Jaundice is rare.
=> Nausea: common; Headache: common; Rash: not_known; Jaundice: rare
""",
    "one sentence for each frequency": """
The most common side effects are nausea, headache and dry mouth. Less commonly,
patients may experience rash and itching. Rare side effects include jaundice and fits.
=> nausea: common; headache: common; dry mouth: common; rash: uncommon;
itching: uncommon; jaundice: rare; fits: rare
""",
    "semicolons": """
**Common:** nausea; vomiting; dry mouth.
**Rare:** jaundice; fits.
=> nausea: common; vomiting: common; dry mouth: common; jaundice: rare; fits: rare
""",
    "doctors to be told": """
Tell your doctor straight away if you notice any of these serious side effects:

- swelling of the face, lips or throat
- yellow skin

Other side effects:

- Nausea
- Wind
=> swelling of the face, lips or throat: not_known !; yellow skin: not_known !;
Nausea: not_known @Other side effects; Wind: not_known @Other side effects
""",
    "effects explained": """
**Common side effects**

* **Nausea** – usually mild, take it with food.
* **Headache:** drink enough water.
* Drowsiness: Avoid driving until you know how you react.
=> Nausea: common; Headache: common; Drowsiness: common
""",
    "routes": """
**Oral:**
* Common: nausea, wind
**Topical:**
* Common: burning
=> nausea: common @Oral; wind: common @Oral; burning: common @Topical
""",
    "people": """
**In adults:** headache, tiredness.

**In children:** restlessness, cough.
=> headache: not_known @In adults; tiredness: not_known @In adults;
restlessness: not_known @In children; cough: not_known @In children
""",
    "figures for each of a comma list": """
Common: nausea (8%), headache (5%), dry mouth (11%).
=> nausea: common; headache: common; dry mouth: very_common
""",
    "several labels in one line": """
**Common side effects:** nausea, dry mouth. **Rare side effects:** jaundice.
=> nausea: common; dry mouth: common; jaundice: rare
""",
    "several labels between semicolons": """
Common: nausea, dry mouth; uncommon: rash; very rare: jaundice.
=> nausea: common; dry mouth: common; rash: uncommon; jaundice: very_rare
""",
    "a line for each effect and its frequency": """
Nausea: common
Dry mouth (15%)
Jaundice: 1 in 5,000
=> Nausea: common; Dry mouth: very_common; Jaundice: rare
""",
    "frequencies as headings beside the section's": """
## Very common (>10%)

* Headache

## Rare but serious

* Jaundice
=> Headache: very_common; Jaundice: rare !
""",
    "parts of the body": """
* Head: headache, dizziness
* Stomach and bowel: nausea, wind
* Joints: stiffness, pain
=> headache: not_known @Head; dizziness: not_known @Head;
nausea: not_known @Stomach and bowel; wind: not_known @Stomach and bowel;
stiffness: not_known @Joints; pain: not_known @Joints
""",
    "circumstances": """
**During the first weeks:** nausea, tiredness.
**With long use:** weight gain, brittle bones.
=> nausea: not_known @During the first weeks;
tiredness: not_known @During the first weeks;
weight gain: not_known @With long use; brittle bones: not_known @With long use
""",
    "advice before a comma list": """
**Call your doctor at once if you have:** chest pain, fits, or yellow skin.
=> chest pain: not_known; fits: not_known; yellow skin: not_known
""",
    "a table without outer lines and with line breaks": """
Frequency | Effects
--- | ---
Very common | Headache<br>Nausea
Rare | Jaundice
=> Headache: very_common; Nausea: very_common; Jaundice: rare
""",
    "less serious ones": """
Less serious side effects may include:
- mild headache;
- dizziness; or
- dry mouth.
=> mild headache: not_known; dizziness: not_known; dry mouth: not_known
""",
    "long figures in bold labels without a colon": """
**Common Side Effects (affecting 1 in 100 to 1 in 10 people)**
* Headache
**Uncommon Side Effects (affecting 1 in 1,000 to 1 in 100 people)**
* Rash
=> Headache: common; Rash: uncommon
""",
    "a sentence that begins with something else": """
While most people take it well, the most frequently reported side effects were
headache (12%), nausea (9%), and dizziness.
=> headache: very_common; nausea: common; dizziness: common
""",
    "none": """
Common side effects: None reported.

There are no known serious side effects.
=>
""",
    "per mille and thousands": """
* Nausea: 40 in 1,000 people
* Rash: about 5 per 1000 users
* Jaundice: fewer than 1 in 10,000 people
=> Nausea: common; Rash: uncommon; Jaundice: very_rare
""",
}


def read(text, title="Examplazole"):
    document = PAGE.format(title=title, text=text)
    return document, parse(document.encode(), "e/examplazole.md")


def expected(text):
    """ "name: class @group !; …" """
    for one in filter(None, " ".join(text.split()).split("; ")):
        name, _, said = one.rpartition(": ")
        said, mark, _ = said.partition(" !")
        frequency, _, group = said.partition(" @")
        yield name, frequency, bool(mark), group


def found(draft):
    return [
        (row.name, class_of(row.frequency), row.serious is Serious.YES, row.group)
        for row in draft.side_effects
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_effects_are_read_however_they_are_listed(case):
    text, _, facts = case.strip().rpartition("\n=>")

    document, parsed = read(text)

    assert found(parsed.draft) == list(expected(facts))
    assert faults(document, parsed) == {}
