"""What a field of a form says when it cannot take what was typed: the house's words instead of Django's.

«Введите правильную дату» tells nobody how, and «Значение “zzz” не является верным UUID-ом» tells nobody anything. A form that knows
more gives its own ``error_messages``; these are what the others say.
"""

from django import forms
from django.core import validators

DATE = "Такой даты нет. Пишите так: 25.12.2026."
GONE = "Такого варианта здесь нет. Обновите страницу и выберите из списка."
WORDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Заполните это поле."},
    forms.DateField: {"invalid": DATE},
    forms.DateTimeField: {"invalid": "Таких дня и часа нет. Пишите так: 25.12.2026 18:00."},
    forms.TimeField: {"invalid": "Такого времени нет. Пишите так: 08:30."},
    forms.IntegerField: {"invalid": "Нужно целое число, цифрами."},
    forms.FloatField: {"invalid": "Нужно число, цифрами."},
    forms.DecimalField: {"invalid": "Нужно число, цифрами."},
    forms.UUIDField: {"invalid": GONE},
    forms.ChoiceField: {"invalid_choice": GONE},
    forms.MultipleChoiceField: {"invalid_choice": GONE, "invalid_list": GONE},
    forms.ModelChoiceField: {"invalid_choice": GONE},
    forms.ModelMultipleChoiceField: {"invalid_choice": GONE, "invalid_pk_value": GONE, "invalid_list": GONE},
}  # fmt: skip
RULES: dict[type, str] = {
    validators.MaxLengthValidator: "Слишком длинно: знаков %(show_value)d, а помещается %(limit_value)d.",
    validators.MinLengthValidator: "Слишком коротко: знаков %(show_value)d, а нужно не меньше %(limit_value)d.",
    validators.MaxValueValidator: "Не больше %(limit_value)s.",
    validators.MinValueValidator: "Не меньше %(limit_value)s.",
    validators.ProhibitNullCharactersValidator: "В тексте есть непечатаемый знак. Наберите это место заново.",
    validators.EmailValidator: "Адрес почты пишется так: имя@почта.рф.",
}


def speak_plainly() -> None:
    """Once, before the first form is made."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
    for rule, message in RULES.items():
        rule.message = message  # type: ignore[attr-defined]
