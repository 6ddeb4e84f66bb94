"""What may be typed into a line of a statement, and how it reads (A4.12, A4.13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.rules.kinds import FORM_WORDS
from zhurnal.statements.rules.marks import Answer, accepted, in_words, read, to_record_book, typed


@pytest.mark.parametrize(
    ("text", "form", "answer"),
    [
        ("", "Э", Answer()),
        (" 5 ", "Э", Answer("5")),
        ("Отлично", "ДЗ", Answer("5")),
        ("хор.", "Э", Answer("4")),
        ("неуд", "КП", Answer("2")),
        ("зач", "З", Answer("зач")),
        ("Зачтено", "З", Answer("зач")),
        ("не зачтено", "З", Answer("незач")),
        ("н", "Э", Answer(no_show="invalid")),
        ("не явился", "З", Answer(no_show="invalid")),
        ("ну", "Э", Answer(no_show="valid")),
        ("болен", "Э", Answer(no_show="valid")),
    ],
)
def test_typed_words_become_answers(text, form, answer):
    assert read(text, form) == answer


@pytest.mark.parametrize(
    ("text", "form"), [("5", "З"), ("зач", "Э"), ("1", "Э"), ("6", "ДЗ"), ("осв", "Э"), ("+-", "З")]
)
def test_a_foreign_mark_is_refused_with_what_is_possible(text, form):
    refusal = read(text, form)

    assert isinstance(refusal, Refusal)
    assert text in str(refusal)
    assert "ну" in str(refusal)


@given(form=st.sampled_from(sorted(FORM_WORDS)), data=st.data())
def test_what_stands_in_the_field_reads_as_it_stood(form, data):
    answer = data.draw(
        st.one_of(
            st.sampled_from([Answer(value) for value in accepted(form)]),
            st.sampled_from([Answer(), Answer(no_show="valid"), Answer(no_show="invalid")]),
        )
    )

    assert read(typed(answer), form) == answer


@pytest.mark.parametrize(
    ("value", "no_show", "barred", "mastery", "words"),
    [
        ("5", "", "", "", "отлично"),
        ("2", "", "", "", "неудовлетворительно"),
        ("зач", "", "", "", "зачтено"),
        ("4", "", "", "освоен", "хорошо, освоен"),
        ("", "invalid", "", "", "не явился"),
        ("", "valid", "", "", "не явился, причина уважительная"),
        ("", "", "ОП.02: н/а", "", "не допущен"),
        ("", "", "", "", ""),
    ],
)
def test_lines_read_in_words(value, no_show, barred, mastery, words):
    assert in_words(value, no_show, barred, mastery) == words


@pytest.mark.parametrize(
    ("value", "goes"), [("5", True), ("3", True), ("зач", True), ("2", False), ("незач", False), ("", False)]
)
def test_only_positive_results_go_to_the_record_book(value, goes):
    assert to_record_book(value) is goes
