"""A field that cannot take what was typed says so in the house's words, whichever form it stands in."""

import pytest
from django import forms

from zhurnal.kernel.field_words import GONE

FIELDS = [
    (forms.CharField(), "", "Заполните это поле."),
    (forms.CharField(max_length=3), "слово", "Слишком длинно: знаков 5, а помещается 3."),
    (forms.CharField(min_length=3), "я", "Слишком коротко: знаков 1, а нужно не меньше 3."),
    (forms.CharField(), "а\x00б", "В тексте есть непечатаемый знак. Наберите это место заново."),
    (forms.DateField(), "31.02.2026", "Такой даты нет. Пишите так: 25.12.2026."),
    (forms.TimeField(), "99:99", "Такого времени нет. Пишите так: 08:30."),
    (forms.IntegerField(), "абв", "Нужно целое число, цифрами."),
    (forms.IntegerField(max_value=6), "7", "Не больше 6."),
    (forms.DecimalField(), "абв", "Нужно число, цифрами."),
    (forms.UUIDField(), "zzz", GONE),
    (forms.ChoiceField(choices=[("a", "А")]), "zzz", GONE),
    (forms.TypedChoiceField(choices=[("a", "А")]), "zzz", GONE),
    (forms.EmailField(), "почта", "Адрес почты пишется так: имя@почта.рф."),
]


@pytest.mark.parametrize(("field", "typed", "said"), FIELDS, ids=[said for _field, _typed, said in FIELDS])
def test_a_field_answers_in_the_words_of_the_house(field, typed, said):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [said]


def test_a_form_that_knows_more_keeps_its_own_words():
    field = forms.CharField(error_messages={"required": "Напишите причину."})

    with pytest.raises(forms.ValidationError) as refused:
        field.clean("")

    assert refused.value.messages == ["Напишите причину."]
