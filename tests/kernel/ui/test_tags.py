"""Tags of the interface: markup, words, names for assistive technology."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django import forms
from django.template import engines

from zhurnal.journal.rules.sign_words import sign_of
from zhurnal.journal.rules.square_words import spell_squares
from zhurnal.kernel import wording

CASES = json.loads((Path(__file__).parents[2] / "cases/words.json").read_text("utf-8"))


def _html(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("case", CASES["plural"], ids=lambda case: case["said"])
def test_plural_takes_the_right_form(case):
    assert wording.plural(case["number"], tuple(case["forms"])) == case["said"]


@pytest.mark.parametrize("case", CASES["whole"], ids=lambda case: case["said"])
def test_whole_numbers_have_thin_spaces_and_a_minus(case):
    assert wording.whole(case["number"]) == case["said"]


@pytest.mark.parametrize("case", CASES["hundredths"], ids=lambda case: case["said"])
def test_hundredths_have_a_comma(case):
    assert wording.hundredths(case["number"]) == case["said"]


@pytest.mark.parametrize(
    ("fills", "said"),
    [
        ([2, 2, 2, 2], "тема, явка, отметки и задание записаны"),
        ([2, 2, 1, 0], "тема и явка записаны, отметки частично, нет задания"),
        ([2, 4, 4, 2], "тема записана, явка просрочена, отметки просрочены, задание записано"),
        ([2, 2, 3, 2], "тема и явка записаны, отметок не предусмотрено, задание записано"),
    ],
)
def test_squares_are_spelled(fills, said):
    assert spell_squares(fills) == said


def test_squares_show_the_fill_of_each_part():
    html = _html("{% squares fills 14 %}", fills=[2, 1, 0, 4])
    assert [html.count(f'data-fill="{fill}"') for fill in range(5)] == [1, 1, 1, 0, 1]
    assert 'role="img"' in html
    assert "squares--14" in html


def test_day_squares_say_overdue_and_late():
    html = _html("{% day_squares days %}", days=[2, 4, (2, 3)])
    assert ">!</span>" in html
    assert ">3</span>" in html
    assert 'aria-label="заполнено, просрочено, записано позже на 3\xa0дня"' in html


@pytest.mark.parametrize(
    ("value", "tone", "words"),
    [
        ("5", "5", "5, отлично"),
        ("незач", "fail", "не зачтено"),
        ("н", "absent", "не был, причина не указана"),
        ("нб", "absent", "не был по болезни"),
        ("о15", "late", "опоздание на 15 мин"),
        ("", "empty", "пусто"),
        ("?", "other", "?"),
    ],
)
def test_a_sign_has_a_tone_and_words(value, tone, words):
    assert (sign_of(value).tone, sign_of(value).words) == (tone, words)


def test_mark_chip_speaks_absence_in_words():
    html = _html('{% mark_chip "нб" %}')
    assert 'class="mark mark--absent"' in html
    assert "<sup>б</sup>" in html
    assert "не был по болезни</span>" in html


def test_icon_is_silent_beside_a_word_and_named_alone():
    assert 'aria-hidden="true"' in _html('{% icon "check" %}')
    assert 'role="img" aria-label="Закрыть"' in _html('{% icon "close" label="Закрыть" %}')


def test_field_ties_error_and_hint_to_the_control():
    class Form(forms.Form):
        login = forms.CharField(label="Логин", help_text="как на листке", error_messages={"required": "Введите логин."})

    html = _html("{% field form.login %}", form=Form({}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_login-error id_login-hint"' in html
    assert 'id="id_login-error"' in html
    assert "Введите логин." in html


def test_bar_draws_parts_side_by_side():
    html = _html("{% bar 30 done=27 begun=2 overdue=1 due=15 %}")
    assert 'class="bar__begun" x="90.000%" width="6.667%"' in html
    assert 'class="bar__due" x="50.000%"' in html


def test_share_bar_is_the_whole():
    html = _html('{% share_bar 8 "soft" 2 "bad" label="10 часов" %}')
    assert 'class="bar__bad" x="80.000%" width="20.000%"' in html


def test_dates_are_words():
    day = dt.date(2026, 11, 24)
    html = _html(
        "{{ day|weekday_day }}|{{ day|near_day:day }}|{{ day|short_day }}|{{ day|full_day }}|{{ t|clock }}|{{ 0|or_dash }}",
        day=day,
        t=dt.time(8, 30),
    )
    assert html == "вторник, 24 ноября|сегодня|24.11|24.11.2026|08:30|–"


def test_import_map_names_every_module(rf):
    request = rf.get("/")
    request.csp_nonce = "abc"
    html = engines["django"].from_string("{% import_map %}").render({"request": request}, request)
    assert html.startswith('<script type="importmap" nonce="abc">')
    assert (
        json.loads(html.partition(">")[2].removesuffix("</script>"))["imports"]["@ui/toast.js"]
        == "/static/ui/js/toast.js"
    )
