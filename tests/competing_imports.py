"""An invented drug that was imported twice, with opposite claims."""

from tests.importing.batches import drug, loaded

PAGE = """---
layout: minimal-medicine
title: {title}
---

# {title}

### Generic Name

{title}

### Usage

{title} is given for examples that hurt.

### Dosage

{dose} a day, with water.

### Side Effects

**Common side effects (1-10%):**

* Nausea
* {common}

**Rare but serious side effects:**

* {serious}

### How it Works

{title} keeps examples from hurting.

### Precautions

Say which other medicines you take.

### FAQs

* **Q: May I drink alcohol?** A: {alcohol}
* **Q: May I drive?** A: Wait and see.
"""
OURS = {
    "dose": "5 mg",
    "common": "Headache",
    "serious": "Liver failure",
    "alcohol": "Yes, a little does no harm.",
}
THEIRS = {
    "dose": "50 mg",
    "common": "Purple toes",
    "serious": "Nausea",
    "alcohol": "No. It makes you sleepy.",
}


def imported_twice(title="Examplazole", **theirs):
    """The working copy, and the file that competes with it."""
    name = title.casefold()
    ours = PAGE.format(title=title, **OURS)
    loaded({f"ours/{name}.md": ours.encode()})
    text = PAGE.format(title=title, **THEIRS | theirs)
    batch = loaded({f"theirs/{name}.md": text.encode()})
    return drug(name), batch.rows.get()
