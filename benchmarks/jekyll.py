"""The same monographs as a Jekyll site: one page each, and a list of all."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from benchmarks import formulary
from monographs.content import loads
from monographs.exporting.documents import to_markdown

_CONFIG = """\
title: medsite
collections:
  drugs:
    output: true
    permalink: /drugs/:name/
defaults:
  - scope: {path: "", type: drugs}
    values: {layout: monograph}
"""
# About the HTML that stands around a monograph here.
_LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title | escape }} – {{ site.title }}</title>
<link rel="canonical" href="{{ page.url | relative_url }}">
<link rel="stylesheet" href="{{ '/static/monographs/tokens.css' | relative_url }}">
<link rel="stylesheet" href="{{ '/static/monographs/base.css' | relative_url }}">
<link rel="stylesheet" href="{{ '/static/monographs/monograph.css' | relative_url }}">
</head>
<body>
<a class="skip-link" href="#main">Skip to the content</a>
<header class="site-header"><a href="{{ '/' | relative_url }}">{{ site.title }}</a>
<nav aria-label="Site"><ul>
<li><a href="{{ '/' | relative_url }}">Drugs A–Z</a></li>
</ul></nav>
</header>
<main id="main"><h1>{{ page.title | escape }}</h1>
{{ content }}
</main>
<footer><p>Each page shows exactly one version of its text.</p></footer>
</body>
</html>
"""
_INDEX = """\
---
title: Drugs A–Z
layout: monograph
---
<ul>
{% for drug in site.drugs %}<li><a href="{{ drug.url | relative_url }}">{{ drug.title | escape }}</a></li>
{% endfor %}</ul>
"""  # noqa: E501


def is_installed() -> bool:
    return shutil.which("jekyll") is not None


def write_site(folder: Path, number: int) -> None:
    for name, text in (
        ("_config.yml", _CONFIG),
        ("_layouts/monograph.html", _LAYOUT),
        ("index.html", _INDEX),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    drugs = folder / "_drugs"
    drugs.mkdir()
    for one in formulary.monographs(number):
        text = to_markdown(loads(one.content))
        (drugs / f"{one.slug}.md").write_text(text, encoding="utf-8")


def change_one(folder: Path) -> None:
    path = min((folder / "_drugs").iterdir())
    path.write_text(f"{path.read_text(encoding='utf-8')}\nAnd more.\n")


def build(folder: Path, target: Path, *options: str) -> float:
    """Seconds, the start of Ruby included."""
    start = time.perf_counter()
    subprocess.run(
        ["jekyll", "build", "--quiet", "-s", folder, "-d", target, *options],
        check=True,
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start
