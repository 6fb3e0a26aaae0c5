"""Django's two lists, from one of which things are chosen into the other."""

from django import forms


class NamedChooser:
    """For an admin with `filter_horizontal`: every part of its lists has a name."""

    @property
    def media(self) -> forms.Media:
        # After Django's script, which makes the lists when the page has loaded.
        django = ["admin/js/SelectBox.js", "admin/js/SelectFilter2.js"]
        ours = "monographs/desk/chooser.js"
        inherited: forms.Media = super().media  # type: ignore[misc]
        return inherited + forms.Media(js=[*django, ours])
