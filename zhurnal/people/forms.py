"""Forms of signing in."""

from typing import Any

from django import forms

from zhurnal.people.rules.passwords import weak


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


class FirstForm(forms.Form):
    """Login and code from the slip, and the person's own password twice."""

    login = forms.CharField(label="Логин", max_length=60, error_messages={"required": "Введите логин с листка."})
    code = forms.CharField(label="Код с листка", max_length=40, error_messages={"required": "Введите код с листка."})
    password = forms.CharField(
        label="Новый пароль",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(render_value=True),
        error_messages={"required": "Придумайте пароль."},
    )
    again = forms.CharField(
        label="Пароль ещё раз",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(render_value=True),
        error_messages={"required": "Повторите пароль."},
    )

    def clean(self) -> dict[str, Any]:
        """The same password twice, and not one that is tried first."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "Пароли разные. Наберите второй раз то же самое.")
        if password and (reason := weak(password, (cleaned.get("login", ""), cleaned.get("code", "")))):
            self.add_error("password", reason)
        return cleaned
