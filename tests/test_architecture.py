"""The rooms, and which way imports point between them.

A new arrow is a design decision: it is made here, with its reason.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "monographs"

MAY_IMPORT = {
    "models": {"frequency"},
    "frequency": set(),
    "citations": set(),
    "simple_markdown": {"citations"},
    "markdown": {"simple_markdown", "citations"},
    "readability": set(),
    "near_names": set(),
    "visible_text": set(),
    "content": {"models", "frequency", "visible_text"},
    # It refuses what the frequency rules refuse, and projects a side effect's band.
    # A step that readers see is told to caches, in one place for all steps.
    "workflow": {
        "models",
        "content",
        "frequency",
        "checks",
        "search",
        "caches",
        "visible_text",
    },
    "caches": {"models"},
    # Checks read a working copy's content and say what is wrong with it.
    "checks": {"models", "content", "frequency", "markdown", "visible_text"},
    "search": {"models.public", "content", "markdown"},
    # An exported side effect says how often in the same words as its page.
    "exporting": {"models", "content", "frequency", "visible_text"},
    # What a spreadsheet names is told the near names, as what is typed at the desk is.
    "importing": {
        "models",
        "content",
        "workflow",
        "exporting",
        "frequency",
        "near_names",
        "visible_text",
    },
    # It carries what was written already; who is told of what is the workflow's.
    "mailing": {"models"},
    "public": {
        "models.public",
        "content",
        "exporting",
        "search",
        "citations",
        "markdown",
        "frequency",
        "caches.own",
        "caches.tags",
        "visible_text",
    },
    "desk": {
        "models",
        "content",
        "workflow",
        "checks",
        "importing",
        "exporting",
        "markdown",
        # Who writes a text is told how hard it is to read; no verb asks for it.
        "readability",
        "near_names",
        "visible_text",
        # A side effect's form reads and writes intervals in the words of frequency.
        "frequency",
        # What a reviewer signs is shown by the function that will show it to readers;
        # a second rendering could differ from it.
        "public.page",
        "public.standing",
    },
}
# Wiring may import any room, and no room imports it.
WIRING = {"__init__", "admin", "apps", "management"}
# They have their rules from the room that they belong to.
SAME_AS = {"templatetags": "public"}
# History, not a room.
UNCHECKED = {"migrations"}

MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in UNCHECKED
)
PYTHON = [*MODULES, *sorted((ROOT / "medsite").rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VAGUE_NAMES = {"utils", "util", "helpers", "common", "services", "misc"}
LONGEST_MODULE = 400


def name_of(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path):
    """Dotted names below monographs, each as far as a module or a name goes."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported_by(path):
    for name in imports_of(path):
        package, _, rest = name.partition(".")
        if package == "monographs" and rest:
            yield rest


def is_within(name, allowed):
    return name == allowed or name.startswith(f"{allowed}.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_the_way_that_the_rooms_allow(path):
    room = room_of(path)
    if room in WIRING:
        return
    assert room in MAY_IMPORT.keys() | SAME_AS, f"{room} is no room: give it arrows"

    allowed = MAY_IMPORT[SAME_AS.get(room, room)] | {room, SAME_AS.get(room, room)}

    forbidden = [
        name
        for name in rooms_imported_by(path)
        if not any(is_within(name, part) for part in allowed)
    ]
    assert not forbidden, f"{name_of(path)} may not import {', '.join(forbidden)}"


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_private_names_stay_in_their_module(path):
    private = [
        name
        for name in imports_of(path)
        if name.startswith(("monographs.", "medsite."))
        and any(re.match(r"_(?!_)", part) for part in name.split("."))
    ]
    assert not private, f"{name_of(path)} imports {', '.join(private)}"


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_modules_stay_small_and_are_named_for_what_they_know(path):
    assert path.stem not in VAGUE_NAMES
    assert path.parent.name not in VAGUE_NAMES
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST_MODULE, (
        f"{name_of(path)} is long: which second thing moved in?"
    )


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_only_the_markdown_module_marks_text_safe(path):
    if path == PACKAGE / "markdown.py":
        return
    # The desk may put its own markup around escaped values.
    banned = {"mark_safe", "html_safe", "__html__", "format_html", "format_html_join"}
    if path.is_relative_to(PACKAGE / "desk"):
        banned -= {"format_html", "format_html_join"}

    tree = ast.parse(path.read_text())

    used = {
        getattr(node, "id", None) or getattr(node, "attr", None) or node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute | ast.FunctionDef | ast.alias)
    }
    assert not used & banned
    made_safe = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"SafeString", "SafeText"}
    ]
    assert not made_safe
    is_safe = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in {"is_safe", "needs_autoescape"}
    ]
    assert not is_safe


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_escape_and_hold_no_style_or_script(path):
    source = path.read_text()

    assert not re.search(r"\|\s*(safe|safeseq)\b|autoescape\s+off", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source)
    assert "javascript:" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_load_nothing_from_elsewhere(path):
    assert not re.search(r"<(?:script|img|iframe|source)[^>]*//", path.read_text())
    for link in re.findall(r"<link[^>]*stylesheet[^>]*>", path.read_text()):
        # What must not fail names its files as they lie: it has no manifest to ask.
        assert re.search('{% (static|asset) |href="/static/', link)
