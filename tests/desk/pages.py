"""A page's form as a browser would send it back."""

from html.parser import HTMLParser

from django.urls import reverse


def change_url(monograph):
    return reverse(f"admin:monographs_{monograph.kind}_change", args=[monograph.pk])


def step_url(target, verb):
    name = getattr(target, "kind", None) or target._meta.model_name
    return reverse(f"admin:monographs_{name}_step", args=[target.pk, verb])


def verb_url(target, verb):
    """Where the verb's button leads: to a form, or to a page of its own."""
    if not verb.page:
        return step_url(target, verb.name)
    return reverse(f"admin:monographs_{target.kind}_{verb.page}", args=[target.pk])


def revision_url(revision):
    return reverse("admin:monographs_revision_change", args=[revision.pk])


def typed_on(response, form_id=None):
    """Every value that the page's form holds, ready to be changed and posted."""
    parser = _Form(form_id)
    parser.feed(response.content.decode())
    return parser.values


def save(client, url, data):
    return client.post(url, {**data, "_continue": "1"})


class _Form(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id = form_id
        self.values = {}
        self.inside = False
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "form":
            self.inside = at.get("id") != "logout-form" and (
                self.form_id in (None, at.get("id"))
            )
        if not self.inside:
            return
        name = at.get("name")
        if tag == "input" and name:
            kind = at.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in at:
                    self.values[name] = at.get("value", "on")
            elif kind != "submit":
                self.values[name] = at.get("value", "")
        elif tag == "select":
            self.select, self.values[name] = name, ""
        elif tag == "option" and self.select and "selected" in at:
            self.values[self.select] = at.get("value", "")
        elif tag == "textarea":
            self.textarea, self.values[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            # The parser of HTML drops one line break after the opening tag.
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data
