"""Whole pages as other writers set them, about invented medicines."""

import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.draft import Status
from tests.importing.kept_words import faults

KINDS = "usage dosage side_effects how_it_works precautions faqs"

PAGES = {
    "headings of a leaflet": (
        """# Examplazole

## What is Examplazole used for?

It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

## How to take Examplazole

One tablet in the morning, with water.

## Possible side effects

Common: nausea, headache.

## How does Examplazole work?

It blocks the sample pump.

## Warnings and precautions

Do not take it with hiccups.

## Frequently asked questions

**Can I drive?**

Wait and see.
""",
        KINDS,
    ),
    "second-level headings and more sections than usual": (
        """# Examplazole

## Indications and Usage
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

## Dosage and Administration
One tablet in the morning.

### Missed dose
Take it the next day.

### Overdose
Call somebody.

## Adverse Reactions
- Nausea (common)
- Headache (rare)

## Mechanism of Action
It blocks the sample pump.

## Warnings
Not with hiccups.

## Drug Interactions
None are known.

## Storage
Keep it dry.

## FAQ
1. **Can I drive?**
   Wait and see.
2. **Can I swim?**
   Yes.
""",
        "usage dosage side_effects how_it_works precautions other other faqs",
    ),
    "bold lines for headings": (
        """**Examplazole**

**Uses**

It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

**Dosage**

One tablet in the morning.

**Side effects**

- Nausea
- Headache

**How it works**

It blocks the sample pump.

**Precautions**

Not with hiccups.

**FAQs**

Q: Can I drive?
A: Wait and see.
""",
        f"other {KINDS}",
    ),
    "plain labels": (
        """Examplazole

Uses: It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

Dosage: One tablet in the morning.

Side Effects: Nausea, headache, dry mouth.

How it works: It blocks the sample pump.

Precautions: Not with hiccups.

FAQs:
Q: Can I drive?
A: Wait and see.
""",
        f"other {KINDS}",
    ),
    "capitals and numbers": (
        """# EXAMPLAZOLE

### 1. USES
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

### 2. DOSAGE
One tablet in the morning.

### 3. SIDE EFFECTS
Nausea, headache, dry mouth.

### 4. MECHANISM OF ACTION
It blocks the sample pump.
""",
        "usage dosage side_effects how_it_works",
    ),
    "pictures in headings": (
        """# 💊 Examplazole

## 📋 Uses
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

## 📏 Dosage
One tablet in the morning.

## ⚠️ Side Effects
- Nausea
- Headache

## 🔬 How It Works
It blocks the sample pump.

## 🛑 Precautions
Not with hiccups.

## ❓ FAQs
**Q: Can I drive?**
A: Wait and see.
""",
        KINDS,
    ),
    "one list of bold labels": (
        """# Examplazole

- **Generic Name:** examplazole
- **Uses:** It calms an upset sample in people who have tried everything else,
  in the morning as well as in the evening, at home and away.
- **Dosage:** One tablet in the morning.
- **Side Effects:** Nausea, headache, dry mouth.
- **How it Works:** It blocks the sample pump.
- **Precautions:** Not with hiccups.
""",
        "generic_name usage dosage side_effects how_it_works precautions",
    ),
    "a greeting and a farewell": (
        """Sure! Here is a monograph about Examplazole:

# Examplazole

### Usage
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

### Side Effects
- Nausea
- Headache

### FAQs
**Q: Can I drive?**
A: Wait and see.

---

*This information is for educational purposes only and is no medical advice.*
""",
        "other usage side_effects faqs disclaimer",
    ),
    "everything in a fence": (
        """```markdown
---
title: Examplazole
---

# Examplazole

## Usage
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

## Side Effects
- Nausea
- Headache
```
""",
        "usage side_effects",
    ),
    "underlined headings": (
        """Examplazole
===========

Usage
-----

It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

Side Effects
------------

- Nausea
- Headache

FAQs
----

**Can I drive?** Wait and see.
""",
        "usage side_effects faqs",
    ),
    "interactions and pregnancy below precautions": (
        """# Examplazole

### Usage
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

### Precautions
#### Pregnancy
Nothing is known.
#### Drug Interactions
None.
#### Side effects while driving
None.
""",
        "usage precautions",
    ),
    "a disclaimer first and notes last": (
        """# Examplazole

> **Disclaimer:** This page is for education only and is no medical advice.

### Usage
It calms an upset sample in people who have tried everything else already, in the
morning as well as in the evening, at home and away.

### Side Effects
- Nausea

**Note:** This information is AI-generated.
""",
        "disclaimer usage side_effects note",
    ),
}


@pytest.mark.parametrize(("page", "kinds"), PAGES.values(), ids=PAGES)
def test_pages_are_cut_however_they_are_headed(page, kinds):
    parsed = parse(page.encode(), "e/examplazole.md")

    assert parsed.status is not Status.REJECTED
    assert [x.kind for x in parsed.draft.sections] == kinds.split()
    assert faults(page, parsed).get("lost", []) in ([], ["markdown"])


def test_three_medicines_in_one_page_are_told_apart():
    names = ("Examplazole", "Placebamide", "Samplonidine")
    parts = "\n".join(
        f"## {name}\n\n### Usage\n{name} calms an upset sample, as the others do.\n\n"
        f"### Side Effects\n- Nausea\n- Headache\n"
        for name in names
    )
    page = f"---\ntitle: {' + '.join(names)}\n---\n\n# {' + '.join(names)}\n\n{parts}"

    parsed = parse(page.encode(), "e/three.md")

    assert "multi_component" in parsed.flags
    kinds = [x.kind for x in parsed.draft.sections]
    assert kinds == ["other", "usage", "side_effects"] * 3
    assert [x.scope_name for x in parsed.draft.side_effects] == [
        name for name in names for _ in range(2)
    ]
