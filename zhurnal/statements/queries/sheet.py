"""A statement as a table: the same paper for a spreadsheet and as PDF (A4.12, A9)."""

from zhurnal.kernel.dates import full
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.people.actor import PersonActor
from zhurnal.statements.queries.page import Page

COLUMNS = (
    Column("number", "№", Kind.NUMBER, 5), Column("name", "Фамилия, имя, отчество", width=36),
    Column("book", "№ зачётки", width=12), Column("ticket", "Билет", width=8), Column("mark", "Цифрой", width=9),
    Column("words", "Прописью", width=24), Column("sign", "Подпись", width=14),
)  # fmt: skip


def statement_table(actor: PersonActor, page: Page) -> Table:
    """The head with all facts of the examination, a line for each student, totals, who signs."""
    marked = "5" in page.accepted
    rows: list[tuple[Cell, ...]] = [
        (
            line.number, line.name, line.book, line.ticket,
            line.value if line.value and marked else "–" if line.value or line.words else "",
            line.words[:1].upper() + line.words[1:], "",
        )
        for line in page.lines
    ]  # fmt: skip
    seats = ", ".join(f"{one.name} ({one.words})" if page.commission else one.name for one in page.seats)
    heading = (
        actor.college_name, page.department, f"Группа {page.group}, {page.course_year} курс, {page.semester} семестр ({page.term})",
        page.specialty, "; ".join(page.disciplines),
        f"Форма: {page.form_words}; часов: {page.hours or '–'}; дата: {full(page.dated)}",
        f"{'Комиссия' if page.commission else 'Экзаменатор'}: {seats}" if seats else "",
    )  # fmt: skip
    signatures = (
        *(f"{one.words[:1].upper()}{one.words[1:]} {one.name}" for one in page.seats),
        "Заведующий отделением",
    )
    return Table(
        f"{page.title} № {page.number or 'б/н'}", COLUMNS, rows, (_totals(page, marked=marked),),
        tuple(line for line in heading if line), signatures, landscape=False,
    )  # fmt: skip


def _totals(page: Page, *, marked: bool) -> str:
    """As under the printed paper: «Итого: «отлично» 5, …»."""
    t = page.totals
    counted = (
        [("«отлично»", t.fives), ("«хорошо»", t.fours), ("«удовлетворительно»", t.threes), ("«неудовлетворительно»", t.twos)]
        if marked
        else [("«зачтено»", t.credited), ("«не зачтено»", t.not_credited)]
    )  # fmt: skip
    counted.append(("не явились", t.absent))
    counted += [pair for pair in (("не явились по уважительной причине", t.excused),) if pair[1]]
    counted.append(("не допущены", t.barred))
    counted += [pair for pair in (("отчислены", t.expelled), ("без отметки", t.blank)) if pair[1]]
    said = ", ".join(f"{words} {number}" for words, number in counted)
    shares = f"Успеваемость {t.absolute_words}"
    return f"Итого: {said}. {shares}" + (
        f", качество {t.quality_words}, средний балл {t.mean_words}." if marked else "."
    )
