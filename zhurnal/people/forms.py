"""Forms of signing in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from zhurnal.people.actor import PersonActor
from zhurnal.people.leaked import leaked
from zhurnal.people.rules.factors import staff_step_day
from zhurnal.people.rules.granting import GIVEN_HERE
from zhurnal.people.rules.passwords import weak

GRACE = timedelta(days=14)


class TargetField(forms.CharField):
    """Where the person was going. What is no address of ours is no reason to keep him out: he comes to his first page instead."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: object) -> str:
        """The address, or nothing where it has signs that no address has; ``again.ours`` looks where it leads."""
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return ""


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
    own = forms.BooleanField(label="Это моё устройство", required=False)
    next = TargetField()


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

    own = forms.BooleanField(label="Это моё устройство", required=False)
    next = TargetField()

    def clean(self) -> dict[str, Any]:
        """The same password twice, and not one that everybody tries first; the person's own words are looked for later."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "Пароли разные. Наберите второй раз то же самое.")
        known = (cleaned.get("login", ""), cleaned.get("code", ""))
        if password and (reason := weak(password, known, leaked=leaked(settings.PASSWORD_LIST))):
            self.add_error("password", reason)
        return cleaned


class UnlockForm(forms.Form):
    """The password of whoever closed the screen."""

    password = forms.CharField(
        label="Пароль",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Введите пароль."},
    )
    next = TargetField()


class PasswordForm(forms.Form):
    """The former password, and the new one twice."""

    former = forms.CharField(
        label="Прежний пароль", max_length=128, strip=False, widget=forms.PasswordInput,
        error_messages={"required": "Введите прежний пароль."},
    )  # fmt: skip
    password = forms.CharField(
        label="Новый пароль", max_length=128, strip=False, widget=forms.PasswordInput,
        error_messages={"required": "Придумайте пароль."},
    )  # fmt: skip
    again = forms.CharField(
        label="Новый пароль ещё раз", max_length=128, strip=False, widget=forms.PasswordInput,
        error_messages={"required": "Повторите пароль."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The same password twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "Пароли разные. Наберите второй раз то же самое.")
        return cleaned


class RoleForm(forms.Form):
    """A role with its dates."""

    role = forms.ChoiceField(
        choices=[(role.value, role.value) for role in GIVEN_HERE],
        error_messages={"required": "Выберите роль.", "invalid_choice": "Выберите роль из списка."},
    )
    department = forms.UUIDField(required=False, error_messages={"invalid": "Выберите отделение из списка."})
    since = forms.DateField(required=False, error_messages={"invalid": "Первый день роли — не дата."})
    until = forms.DateField(required=False, error_messages={"invalid": "Последний день роли — не дата."})


class InspectorForm(forms.Form):
    """Who comes to check the college, and until when."""

    surname = forms.CharField(max_length=80, error_messages={"required": "Напишите фамилию проверяющего."})
    given = forms.CharField(max_length=80, error_messages={"required": "Напишите имя проверяющего."})
    patronymic = forms.CharField(max_length=80, required=False)
    until = forms.DateField(required=False, error_messages={"invalid": "Последний день — не дата."})

    @property
    def name(self) -> tuple[str, str, str]:
        """Surname, given name and patronymic."""
        said = self.cleaned_data
        return said["surname"], said["given"], said["patronymic"]


class StaffStepForm(forms.Form):
    """From which day staff must have a second step; two weeks ahead until somebody says otherwise."""

    since = forms.DateField(
        label="С какого дня",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Назначьте день.", "invalid": "Это не дата."},
    )

    def __init__(self, *args: Any, actor: PersonActor, **more: Any) -> None:
        own, today = actor.parameters, actor.today
        day = staff_step_day(on=own.staff_second_factor, since=own.staff_second_factor_from)
        kept = day if isinstance(day, date) else today + GRACE
        super().__init__(*args, **more)
        self.initial["since"] = kept
