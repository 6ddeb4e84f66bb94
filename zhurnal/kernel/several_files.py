"""A file input that takes more than one file."""

from django import forms


class SeveralFiles(forms.ClearableFileInput):
    """Its value is the list of the uploaded files."""

    allow_multiple_selected = True
