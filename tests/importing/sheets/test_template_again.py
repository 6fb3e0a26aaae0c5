"""The template comes back as it went out, and nothing of it is taken for data."""

import pytest

from monographs.exporting.sheets.template import template_workbook
from monographs.models import Monograph
from tests.importing.sheets.loads import File, csv, loaded, previewed

pytestmark = pytest.mark.django_db


def test_an_untouched_template_brings_nothing():
    batch = previewed(File("template.xlsx", template_workbook()))

    assert batch.state == "preview"
    assert not batch.rows.exists()


def test_lines_beside_the_example_are_loaded():
    lines = ("key,kind,address,title", "example,drug,a,A", ",drug,examplazole,Ex")

    loaded(drugs=csv(*lines))

    assert Monograph.objects.get().slug == "examplazole"
