from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as admin_apps
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class MonographsConfig(AppConfig):
    name = "monographs"
    default = True


class DeskConfig(admin_apps.SimpleAdminConfig):
    """Django's admin, with the desk as its site.

    Its modules are loaded with its addresses (`medsite/urls.py`): a command that shows
    no page of the desk starts in half the time.
    """

    default = False
    default_site = "monographs.desk.site.DeskSite"

    def ready(self) -> None:
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_desk, checks.Tags.admin)


def check_desk(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> Sequence[checks.CheckMessage]:
    # Whether or not another check has loaded the addresses before.
    admin.autodiscover()
    return check_admin_app(app_configs, **kwargs)
