"""Forms of findings."""

from django import forms

from zhurnal.kernel.typed import one_line


class WordForm(forms.Form):
    """What is said of a finding."""

    text = forms.CharField(
        label="Пояснение",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите хотя бы несколько слов: без них пояснение ничего не объяснит."},
    )

    def clean_text(self) -> str:
        """On one line; signs that nobody sees are left out."""
        text = one_line(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text
