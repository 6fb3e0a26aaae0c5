"""Small documents about invented drugs, each a whole file of one dialect."""

EFFECTS = ("Nausea", "Headache")


def document_about(title, *, usage="", effects=EFFECTS, more=""):
    """A complete monograph with headings; `more` is put at its end."""
    effects = "\n".join(f"* {effect}" for effect in effects)
    return f"""---
layout: minimal-medicine
title: {title}
---

# {title}

### Generic Name

{title}

### Usage

{usage or f"{title} is given for examples that hurt."}

### Dosage

One tablet a day, with water.

### Side Effects

Common side effects (1-10%):

{effects}

### How it Works

{title} keeps examples from hurting.

### Precautions

Say which other medicines you take.

### FAQs

**Q: May I drive?**

A: Wait and see how you feel.
{more}""".encode()


def labelled_document_about(title, *, usage=""):
    return f"""---
layout: minimal-medicine
title: {title}
---

# {title}

**Generic Name:** {title}

**Usage:** {usage or f"{title} is given for examples that hurt."}

**Dosage:** One tablet a day, with water.

**Side Effects:** Common side effects include nausea and headache.

**How it Works:** {title} keeps examples from hurting.

**Precautions:** Say which other medicines you take.

**FAQs:**

* **Q: May I drive?** A: Wait and see how you feel.
""".encode()


def refusal_about(title):
    return f"""---
layout: minimal-medicine
title: {title}
---

# {title}

I need more information to write this page. Please tell me which medicine you mean.
""".encode()


UNREADABLE = b"\x00\x01\x02 no text at all \x00"
