"""Who signs, by age; where a consent stands; the clock of ten working days."""

from datetime import UTC, date, datetime

import pytest

from zhurnal.privacy.rules.clock import is_vacation, left, working_day_after
from zhurnal.privacy.rules.policy_text import stops, text_refusal, usual
from zhurnal.privacy.rules.purposes import PAPERS, Purpose, text_of
from zhurnal.privacy.rules.signing import Side, Signatures, in_force, sign_refusal, signers, words

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OWN, GUARDIAN = Side.OWN, Side.GUARDIAN


@pytest.mark.parametrize(
    ("born", "who"),
    [
        (date(2012, 11, 25), {GUARDIAN}),  # 14 tomorrow
        (date(2012, 11, 24), {OWN, GUARDIAN}),  # 14 today
        (date(2008, 11, 25), {OWN, GUARDIAN}),  # 18 tomorrow
        (date(2008, 11, 24), {OWN}),  # 18 today
        (None, set()),
    ],
)
def test_who_signs_by_age(born, who):
    assert signers(born, TODAY) == who


def test_both_signatures_of_a_minor_are_needed_and_stay_good_when_he_comes_of_age():
    born = date(2010, 3, 5)
    half, whole = Signatures(own_at=NOW), Signatures(own_at=NOW, guardian_at=NOW)
    assert (words(half, born, TODAY), in_force(half, born, TODAY)) == ("ждёт подписи родителя", False)
    assert (words(whole, born, TODAY), in_force(whole, born, TODAY)) == ("действует", True)
    assert in_force(whole, born, date(2030, 1, 1))
    assert words(Signatures(NOW, NOW, NOW), born, TODAY) == "отозвано"


def test_who_signed_alone_at_seventeen_signs_anew_at_eighteen():
    half, born = Signatures(own_at=NOW), date(2008, 12, 1)
    assert sign_refusal(OWN, half, born, TODAY).code == "signed"  # his parent's word is awaited
    assert words(half, born, TODAY) == "ждёт подписи родителя"
    grown = date(2026, 12, 1)
    assert (in_force(half, born, grown), words(half, born, grown)) == (False, "ждёт новой подписи студента")
    assert sign_refusal(OWN, half, born, grown) is None
    anew = Signatures(own_at=datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert in_force(anew, born, grown)
    assert sign_refusal(OWN, anew, born, grown).code == "signed"
    only_parent = Signatures(guardian_at=NOW)
    assert (words(only_parent, born, grown), sign_refusal(OWN, only_parent, born, grown)) == (
        "ждёт подписи студента",
        None,
    )


def test_a_parents_word_alone_is_nothing_for_an_adult():
    adult = date(2007, 3, 5)
    assert sign_refusal(GUARDIAN, Signatures(), adult, TODAY).code == "not_his"
    assert not in_force(Signatures(guardian_at=NOW), adult, TODAY)
    assert sign_refusal(OWN, Signatures(), None, TODAY).code == "no_birthday"
    assert sign_refusal(OWN, Signatures(own_at=NOW), adult, TODAY).code == "signed"
    assert sign_refusal(OWN, Signatures(NOW, None, NOW), adult, TODAY) is None  # withdrawn: he may sign anew


def test_each_purpose_is_a_text_of_its_own_with_the_name_in_it():
    texts = [text_of(purpose, "Калугин Степан") for purpose in Purpose]
    assert len(set(texts)) == len(PAPERS) == len(Purpose)
    assert all("Калугин Степан" in text and "отозвать" in text and "{" not in text for text in texts)


def test_ten_working_days_pass_over_weekends_and_holidays():
    assert working_day_after(date(2026, 11, 24), 10, ()) == date(2026, 12, 8)
    assert working_day_after(date(2026, 12, 25), 10, {date(2027, 1, d) for d in range(1, 9)}) == date(2027, 1, 18)
    assert left(date(2026, 11, 24), date(2026, 12, 8), ()) == 10
    assert left(date(2026, 12, 10), date(2026, 12, 8), ()) == -2
    assert is_vacation("Зимние каникулы")
    assert not is_vacation("День народного единства")


def test_the_policy_asks_until_its_day_and_stops_from_then_on():
    assert [stops("2026-11-25", TODAY), stops("2026-11-24", TODAY), stops("never", TODAY)] == [False, True, False]
    text = usual("Колледж")
    assert text_refusal(text, "", TODAY, TODAY) is None
    assert text_refusal(text, text, TODAY, TODAY).code == "same"
    assert text_refusal("Коротко", "", TODAY, TODAY).code == "short"
    assert text_refusal(text, "", date(2026, 11, 23), TODAY).code == "past"


def test_no_term_runs_over_the_first_week_of_january_whatever_the_calendar_calls_it():
    assert working_day_after(date(2026, 12, 30), 2, frozenset()) == date(
        2027, 1, 11
    )  # 31 December, then Monday the 11th
    assert left(date(2026, 12, 31), date(2027, 1, 11), frozenset()) == 1
    assert working_day_after(date(2027, 2, 22), 1, frozenset()) == date(2027, 2, 24)
