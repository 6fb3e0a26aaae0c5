"""Style sheets, scripts and pictures that pages use, as they are served."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


def asset(address: str) -> bytes:
    """Collected where the site runs, or still where it is written."""
    name = address.removeprefix(settings.STATIC_URL)
    found = finders.find(name)
    if found is None and staticfiles_storage.exists(name):
        found = staticfiles_storage.path(name)
    if found is None:
        raise FileNotFoundError(2, "run manage.py collectstatic first", name)
    return Path(found).read_bytes()
