"""What a process loads as it starts: most of it is the desk, and not always needed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = "import sys, django; django.setup();"
DESK = (
    "print([name for name in sys.modules"
    " if name.startswith(('monographs.desk.', 'monographs.workflow'))])"
)


def print_of(script):
    done = subprocess.run(
        [sys.executable, "-c", START + script],
        cwd=ROOT,
        env={"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "medsite.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_writing_the_site_as_files_loads_nothing_of_the_desk():
    export = (
        "import monographs.management.commands.export_site;"
        "from monographs.public.addresses import site_url;"
        "from monographs.public.static_site.asking import ask, without_desk;\n"
        "with without_desk():\n    assert site_url('home') == '/'\n"
        "    assert ask('/about/numbers/')\n"
    )
    assert print_of(export + DESK) == "[]"


def test_addresses_load_the_desk():
    registered = (
        "from django.urls import reverse;"
        "print(reverse('admin:monographs_effect_changelist'))"
    )
    assert print_of(registered) == "/admin/monographs/effect/"


def test_the_desk_is_checked_even_when_nothing_has_loaded_it_before():
    checked = (
        "from django.contrib import admin; from monographs.apps import check_desk;"
        "assert check_desk(None) == []; print(len(admin.site._registry) > 10)"
    )
    assert print_of(checked) == "True"
