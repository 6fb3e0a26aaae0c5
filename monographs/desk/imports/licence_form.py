from django import forms


class LicenceForm(forms.Form):
    """The verb says what is wrong with what was typed."""

    name = forms.CharField(
        label="Short name",
        required=False,
        widget=forms.TextInput(attrs={"size": 30, "aria-describedby": "licence-note"}),
    )
    address = forms.CharField(
        label="Address, if it has one",
        required=False,
        widget=forms.TextInput(attrs={"size": 50, "inputmode": "url"}),
    )
