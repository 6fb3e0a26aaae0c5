"""No file can redirect, so that a page leads on from an address given up."""

from collections.abc import Iterable

from django.template import loader

from monographs.public.static_site.asking import Answer


def moved_pages(url: str, former: Iterable[str]) -> dict[str, Answer]:
    template = loader.get_template("monographs/static_site/moved.html")
    html = template.render({"url": url})
    return {old: Answer(html, is_html=True) for old in former}
