"""Settings as fields: what was typed beside what the form had shown."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhurnal.bylaws.rules.kinds import LONGEST, TERM, Choice, Hundredths, Section, Setting, Value, Whole, WorkKind
from zhurnal.kernel.typed import one_line, read_hundredths

SEEN = "seen-"  # before the name of the hidden field that keeps what was shown
REASON_LIMIT = 300


class TermField(forms.CharField):
    """A word inside a sentence."""

    def clean(self, value: Any) -> str:
        """In small letters, on one line."""
        found = one_line(str(super().clean(value))).lower()
        if len(found) > LONGEST or not TERM.fullmatch(found):
            raise forms.ValidationError(f"Нужно слово или несколько, русскими буквами, до {LONGEST} знаков.")
        return found


class Bounded(forms.CharField):
    """A number like «0,30» inside its bounds."""

    def __init__(self, setting: Hundredths, **rest: Any) -> None:
        self.setting = setting
        super().__init__(**rest)

    def clean(self, value: Any) -> int:
        """The number in hundredths."""
        found = read_hundredths(str(super().clean(value)))
        if found is None or not self.setting.least <= found <= self.setting.most:
            raise forms.ValidationError(f"Нужно число {self.setting.bounds}.")
        return found


class SectionForm(forms.Form):
    """The settings of a section, and on what ground they are changed."""

    reason = forms.CharField(
        label="Основание", required=False, max_length=REASON_LIMIT,
        help_text="Приказ, дата, в двух словах почему. Можно не писать; останется в истории.",
    )  # fmt: skip

    def __init__(self, section: Section, shown: Mapping[str, str], kinds: Mapping[str, str], data: Any = None) -> None:
        """``shown``: name → the value as it is typed."""
        super().__init__(data, initial=dict(shown))
        self.section, self.shown = section, shown
        self.fields = {one.name: _field(one, kinds, shown[one.name]) for one in section.settings} | self.fields

    @property
    def seen(self) -> dict[str, str]:
        """What the form had shown; for a field that did not say, what stands."""
        return {name: self.data.get(f"{SEEN}{name}", value) for name, value in self.shown.items()}

    def values(self) -> dict[str, Value]:
        """What the person changed, as it is kept."""
        seen, given = self.seen, self.cleaned_data
        read = {one.name: _value(one, given[one.name]) for one in self.section.settings}
        return {
            one.name: read[one.name] for one in self.section.settings if one.typed(read[one.name]) != seen[one.name]
        }


def _value(setting: Setting, given: Any) -> Value:
    if isinstance(setting, Choice):
        return next(value for value, _words in setting.options if setting.typed(value) == given)
    return given


def _field(setting: Setting, kinds: Mapping[str, str], shown: str) -> forms.Field:
    hint = f"{setting.text} {setting.bounds[:1].upper()}{setting.bounds[1:]}." if setting.bounds else setting.text
    words: dict[str, Any] = {"label": setting.title, "help_text": hint}
    if isinstance(setting, Choice):
        return forms.ChoiceField(choices=[(setting.typed(value), said) for value, said in setting.options], **words)
    if isinstance(setting, WorkKind):
        known = (
            dict(kinds)
            if shown in kinds or not kinds
            else {shown: f"{shown} — такого открытого вида работы нет", **kinds}
        )
        return forms.ChoiceField(choices=list((known or {shown: shown}).items()), **words)
    if isinstance(setting, Whole):
        wrong = f"Нужно целое число {setting.bounds}."
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
        return forms.IntegerField(min_value=setting.least, max_value=setting.most, error_messages=messages, **words)
    if isinstance(setting, Hundredths):
        return Bounded(setting, max_length=6, error_messages={"required": f"Нужно число {setting.bounds}."}, **words)
    return TermField(**words)
