from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group

from monographs.desk.chooser import NamedChooser

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(NamedChooser, DjangoGroupAdmin):
    """The roles; migrations make those that the verbs know."""
