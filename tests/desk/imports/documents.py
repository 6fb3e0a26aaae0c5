"""Documents about invented drugs, and imports of them."""

from monographs.importing.advance import run
from monographs.importing.decisions import load
from monographs.importing.intake import Incoming
from monographs.importing.take_in import take_in
from tests.factories import make_steward

TEXT = """---
layout: minimal-medicine
title: {title}
---

# {title}

### Generic Name

{title}

### Usage

{title} is used for {use}.

### Dosage

One tablet a day, with water.

### Side Effects

**Common side effects (1-10%):**

* Nausea
* Purple toes

**Rare but serious side effects:**

* Liver failure

### How it Works

{title} works by example.

### Precautions

Do not take {title} before a talk.

### FAQs

* **Q: May I drive?** A: Wait and see.
"""
STUB = "# Nothing Much\n\nPlease provide the generic name of the medicine.\n"
NO_TEXT = b"\x00\x01\x02\x00"


def document(title="Examplazole", use="examples that hurt"):
    return TEXT.format(title=title, use=use)


def documents(count):
    return {f"examplazole-{n}.md": document(f"Examplazole {n}") for n in range(count)}


def make_import(files=None, *, by=None, name="folder", skip_bad=False):
    """Taken in and read; `files` is text or bytes by path."""
    files = {"examplazole.md": document()} if files is None else files
    incoming = [
        Incoming(path, path, text.encode() if isinstance(text, str) else text)
        for path, text in files.items()
    ]
    by = by or make_steward()
    return run(take_in(incoming, name=name, by=by, skip_bad=skip_bad))


def make_loaded_import(files=None, **fields):
    batch = make_import(files, **fields)
    return run(load(batch, by=batch.by, skip_bad=True))
