"""A report as its page shows it: rows drawn without the template, each cell made safe."""

from datetime import date

from zhurnal.kernel.export import Column, Kind, Table, Total
from zhurnal.reports.shown import shown

COLUMNS = (Column("who", "Кто"), Column("hours", "Часы", Kind.NUMBER), Column("day", "День", Kind.DATE))


def test_cells_are_escaped_numbers_have_a_real_minus_and_totals_their_line():
    rows = [("<b>Ёж & Ко</b>", -1200, date(2026, 11, 2)), (None, True, ""), Total(("Всего", 0, None))]
    found = shown(Table("Лист", COLUMNS, rows))
    assert found.heads == (("Кто", False, False), ("Часы", True, False), ("День", False, False))
    assert found.body == (
        '<tr><td>&lt;b&gt;Ёж &amp; Ко&lt;/b&gt;</td><td class="figures">−1\u202f200</td><td>02.11.2026</td></tr>'
        '<tr><td></td><td class="figures">да</td><td></td></tr>'
        '<tr class="table__sum"><td>Всего</td><td class="figures">0</td><td></td></tr>'
    )


def test_long_heads_over_narrow_columns_of_a_wide_table_stand_upright():
    """A table of many columns would be as wide as its heads: nothing scrolls at 1440, nothing is cut; rows may be told only once."""
    titles = ("Студент", "Обществознание", "История", *map(str, range(1, 12)))
    columns = tuple(Column(str(place), title) for place, title in enumerate(titles))
    rows = (("Ёж", "4,34", "не изучает", *[None] * 11) for _once in range(1))
    found = shown(Table("Лист", columns, rows))
    assert [title for title, _number, turned in found.heads if turned] == ["Обществознание"]
    assert "4,34" in found.body
    few = shown(Table("Лист", columns[:12], [("Ёж", "4,34", *[None] * 10)]))
    assert not any(turned for _title, _number, turned in few.heads)


def test_months_of_a_year_stand_alike():
    """«Форма 3»: «сентябрь» had stood upright beside a lying «октябрь»."""
    titles = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май", "июнь", "Всего")
    columns = (Column("who", "Кто"), Column("what", "Что"), *(Column(one, one, Kind.NUMBER) for one in titles))
    heads = shown(Table("Форма", columns, [("Ёж", "История", 10, 12345, *[1] * 9)])).heads
    assert [turned for _title, _number, turned in heads] == [False, False, *[True] * 11]


def test_a_teachers_short_name_is_kept_in_one_line():
    """«Форма 3» had broken each into two, so that every row took two lines."""
    table = Table("Форма", (Column("teacher", "Преподаватель"), COLUMNS[1]), [("Лосев П. И.", 2)])
    assert shown(table).body == '<tr><td class="report__name">Лосев П. И.</td><td class="figures">2</td></tr>'


def test_a_table_without_rows_has_no_body():
    assert not shown(Table("Лист", COLUMNS, ())).body
