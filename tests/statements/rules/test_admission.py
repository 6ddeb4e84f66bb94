"""Who is admitted to the session (A4.2)."""

import pytest

from zhurnal.statements.rules.admission import Attested, Undone, barring, defended, missing, shortened


@pytest.mark.parametrize(
    ("standings", "undone", "reasons"),
    [
        ([], [], []),
        ([Attested("ОП.02", "3"), Attested("ОГСЭ.04", "осв")], [], []),
        ([Attested("ОП.02", "зач")], [], []),
        ([Attested("ОП.02", "2")], [], ["ОП.02: 2"]),
        ([Attested("ОП.02", "на")], [], ["ОП.02: н/а"]),
        ([Attested("ОП.02", "")], [], ["ОП.02: нет аттестации"]),
        ([Attested("ОП.02", "", collected=False)], [], []),
        ([Attested("ОП.02", "5")], [Undone("ОП.02", "ЛР № 3")], ["ОП.02: не сдано ЛР № 3"]),
        ([defended("ОП.02", "КП", "4", collected=True)], [], []),
        ([defended("ОП.02", "КП", "", collected=False)], [], []),
        ([defended("ОП.02", "КП", "", collected=True)], [], ["ОП.02, курсовой проект: не защищён"]),
        ([defended("ОП.02", "КР", "", collected=True)], [], ["ОП.02, курсовая работа: не защищена"]),
        ([defended("ОП.02", "КР", "2", collected=True)], [], ["ОП.02, курсовая работа: 2"]),
        (
            [Attested("ЕН.01", "незач")],
            [Undone("ОП.02", "ЛР № 3"), Undone("ОП.04", "ПР № 1"), Undone("ОП.02", "ЛР № 4")],
            ["ЕН.01: незач.", "ОП.02: не сдано ЛР № 3, ЛР № 4", "ОП.04: не сдано ПР № 1"],
        ),
    ],
)
def test_what_keeps_a_student_out(standings, undone, reasons):
    assert barring(standings, undone) == reasons


def test_what_nobody_collected_is_named_and_bars_nobody():
    rows = [Attested("ОП.02", "", collected=False), Attested("ОП.04", "5"), Attested("ОП.05", "")]

    assert missing(rows) == ["ОП.02"]
    assert barring(rows, []) == ["ОП.05: нет аттестации"]


def test_a_long_list_of_reasons_fits_the_line_and_counts_the_rest():
    reasons = [f"ОП.{number:02d}: не сдано ЛР № {number}" for number in range(1, 30)]

    text = shortened(reasons)

    assert len(text) <= 300
    assert text.endswith(f"и ещё {29 - text.count('ОП.')}")
    assert shortened(["а", "б"]) == "а; б"
    assert len(shortened(["д" * 400, "е"])) <= 300
