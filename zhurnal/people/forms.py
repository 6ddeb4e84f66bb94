"""Forms of signing in."""

from django import forms


class SignInForm(forms.Form):
    """Login and password; neither is trimmed or changed but for the login's case and outer spaces."""

    login = forms.CharField(label="Логин", max_length=60, error_messages={"required": "Введите логин."})
    password = forms.CharField(
        label="Пароль",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Введите пароль."},
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
