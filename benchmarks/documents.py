"""Folders of documents about drugs that do not exist, or that another folder holds."""

import os
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

from benchmarks import formulary, vocabulary
from benchmarks.prose import section, sentence
from benchmarks.titles import titles

DIFFERENT = 500
# Real documents, where there are some: their names are changed as well.
FOLDER = "BENCHMARK_DOCUMENTS"

_LISTS = (
    "Common side effects (>10%) include:",
    "Less common side effects (1-10%):",
    "Rare but serious side effects:",
    "Other side effects may include:",
)


def write_folder(folder: Path, number: int) -> None:
    """So many files: the different ones again and again under changed names."""
    given = os.environ.get(FOLDER)
    texts = list(_read(Path(given)) if given else _written())
    for place, name in zip(range(number), _names(texts), strict=False):
        title, text = texts[place % len(texts)]
        path = folder / name[0].lower() / f"{name.lower().replace(' ', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(title, name), encoding="utf-8")


def _names(texts: list[tuple[str, str]]) -> Iterator[str]:
    for again in count():
        for title, _ in texts:
            plain = title.replace("/", " ")
            yield f"{plain} {again}" if again else plain


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\ntitle:")[2].partition("\n")[0].strip()
        yield title or path.stem, text


def _written() -> Iterator[tuple[str, str]]:
    random = Random(formulary.SEED)
    names = titles(Random(formulary.SEED))
    for number, title in enumerate(islice(names, DIFFERENT)):
        yield title, _document(random, title, is_headed=number % 5 > 0)


def _document(random: Random, title: str, *, is_headed: bool) -> str:
    parts = {
        "Generic Name": title,
        "Usage": section(random, title),
        "Dosage": section(random, title),
        "Side Effects": _side_effects(random),
        "How it Works": section(random, title),
        "Precautions": section(random, title),
        "FAQs": _questions(random, title),
    }
    start = f"---\nlayout: page\ntitle: {title}\n---\n\n# {title}\n\n"
    form = "### {}\n{}" if is_headed else "**{}:** {}"
    return start + "\n\n".join(form.format(*part) for part in parts.items()) + "\n"


def _side_effects(random: Random) -> str:
    effects = [entry.name for entry in vocabulary.EFFECTS]
    return "\n\n".join(
        f"{lead_in}\n\n" + "\n".join(f"* {name}" for name in random.sample(effects, 4))
        for lead_in in _LISTS
    )


def _questions(random: Random, title: str) -> str:
    return "\n".join(
        f"* **Q: {question.replace('{}', title)}** A: {sentence(random, title)}"
        for question in formulary.QUESTIONS
    )
