"""Indices of a curriculum."""

import pytest

from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.exchange.imports.readers.indices import PATTERNS, kind_by_type, kind_of, read_index


@pytest.mark.parametrize(
    ("written", "text", "folded", "mended"),
    [
        ("  МДК.01.01", "МДК.01.01", False, False),
        ("ПM.01.ЭК", "ПМ.01.ЭК", True, False),
        ("OП.02", "ОП.02", True, False),
        ("OPM", "OPM", False, False),
        ("ОП 02", "ОП.02", False, True),
        ("ОГСЭ01", "ОГСЭ.01", False, True),
        ("МДК. 01.01.", "МДК.01.01", False, True),
        ("", "", False, False),
    ],
)
def test_index_is_put_right(written, text, folded, mended):
    index = read_index(written)
    assert (index.text, index.folded, index.mended) == (text, folded, mended)


@pytest.mark.parametrize(
    ("index", "object_type", "kind"),
    [
        ("ОУД.01", "2", "discipline"),
        ("ОУП.05у", "2", "discipline"),
        ("ОГСЭ.01", "2", "discipline"),
        ("СГ.04", "2", "discipline"),
        ("ЕН.01", "2", "discipline"),
        ("ОП.12", "2", "discipline"),
        ("ОПЦ.03", "2", "discipline"),
        ("ОГСЭ.00", "1", "cycle"),
        ("БД", "1", "cycle"),
        ("ПМ.01", "1", "module"),
        ("МДК.01.01", "2", "mdk"),
        ("УП.01.01", "3", "practice_edu"),
        ("УП.01", "3", "practice_edu"),
        ("ПП.02", "3", "practice_prod"),
        ("ПП", "1", "cycle"),
        ("ПП", "3", "practice_prod"),
        ("ПДП", "3", "practice_prod"),
        ("ПМ.01.ЭК", "4", "exam"),
        ("ПМ.01(К)", "4", "exam"),
        ("ПМ.02.Э", "4", "exam"),
        ("ГИА.01", "6", "gia"),
        ("ГИА", "6", "gia"),
        ("ГИА", "", "gia"),
        ("Ы.1", "2", ""),
    ],
)
def test_kind_is_recognised(index, object_type, kind):
    assert kind_of(index, object_type) == kind


def test_kinds_are_those_of_the_curriculum():
    ours = {kind for kind, _ in PATTERNS}
    assert ours == {kind.value for kind in ItemKind}


def test_kind_by_type_helps_where_the_index_is_silent():
    assert kind_by_type("3", "учебная практика", has_children=False) == "practice_edu"
    assert kind_by_type("3", "преддипломная практика", has_children=False) == "practice_prod"
    assert (kind_by_type("1", "", has_children=True), kind_by_type("1", "", has_children=False)) == ("module", "cycle")
    assert kind_by_type("", "", has_children=False) == "discipline"
