from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MonographsConfig(AppConfig):
    name = "monographs"
    default = True


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its site."""

    default = False
    default_site = "monographs.desk.site.DeskSite"
