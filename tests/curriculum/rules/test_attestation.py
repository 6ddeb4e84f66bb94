"""Forms of attestation of a row in a semester: one that decides the discipline, a course project or work beside it."""

import pytest

from zhurnal.curriculum.rules.attestation import asked, main_of, project_of, shown, stated


@pytest.mark.parametrize(
    ("said", "hours", "forms"),
    [
        ("", 0, ()), ("Э", 0, ("Э",)), ("Э", 30, ("Э", "КП")), ("ДЗ, КР", 0, ("ДЗ", "КР")), ("ДЗ, КР", 20, ("ДЗ", "КР")), ("КР", 20, ("КР",)),
        ("", 20, ("КП",)),
    ],
)  # fmt: skip
def test_what_is_held_in_a_semester(said, hours, forms):
    assert asked(said, hours) == forms
    assert tuple(form for form in (main_of(said), project_of(said, hours)) if form) == forms


@pytest.mark.parametrize(
    ("letters", "kept"),
    [
        (("КР", "ДЗ"), "ДЗ, КР"),
        (("ДЗ", "Э", "КП"), "Э, КП"),
        (("Др", "КР"), "КР"),
        (("Др",), ""),
        (("К", "КП"), "К, КП"),
        (("К", "З"), "З"),
        ((), ""),
    ],
)
def test_of_the_letters_of_a_file_one_form_and_one_project_are_kept(letters, kept):
    assert stated(letters) == kept
    assert stated(kept.replace(",", "").split()) == kept


@pytest.mark.parametrize(
    ("said", "hours", "joint", "cell"),
    [("Э, КР", 0, True, "КЭ, КР"), ("ДЗ", 20, False, "ДЗ, КП"), ("З", 0, True, "З"), ("", 0, False, "")],
)
def test_the_cell_of_a_plan(said, hours, joint, cell):
    assert shown(said, hours, joint=joint) == cell
