"""Movement of students: transfers, leave, expulsion, a changed surname, families that lost the right to see (C5.3, C5.10).

The rows say how the lists stand with all orders in force; ``orders`` are what the loading carries out, one by one, so that the page
of movement, the cards and the undoing have what a real college has.
"""

from dataclasses import replace
from datetime import date, timedelta

from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.families import Roster, is_adult
from zhurnal.demo.rows import CreditRow, MembershipRow, OrderRow, PersonRow

SISTERS = ("Калугин", "Калугина")
FORMER = ("Гурьева", "Дарья", "Олеговна")
CREDITS = (
    ("Математика", 64, "4"), ("История России", 32, "5"), ("Физическая культура", 32, "зачтено"),
)  # fmt: skip
CERTIFICATE = "справка о периоде обучения № 317"


def day_of(year: DemoYear, week: int, weekday: int) -> date:
    """A day of the term by week (from 1) and weekday (0 Monday)."""
    first = year.autumn.starts - timedelta(days=year.autumn.starts.weekday())
    return first + timedelta(days=7 * (week - 1) + weekday)


def signed(effective: date) -> date:
    """The working day before."""
    return effective - timedelta(days=2 if effective.weekday() == 0 else 1)


def words(order: OrderRow) -> str:
    """«№ 104-с от 13.10.2026»."""
    return f"№ {order.number} от {order.dated:%d.%m.%Y}"


def move_students(year: DemoYear, roster: Roster) -> None:
    """The cases of movement, where their groups exist and the order has been signed by today."""
    came = roster.student("Э-21", "Панкратов")
    if came is not None:
        _transfer_in(year, roster, came)
    named, resting = roster.student("Э-21", "Акимова"), roster.student("Э-21", "Жданов")
    if named is not None:
        ground = "свидетельство о перемене имени"
        _sign(year, roster, _order("rename", "96-с", day_of(year, 5, 3), named, ground, former=FORMER))
    if resting is not None:
        order = _order("leave", "118-с", day_of(year, 11, 1), resting, "заявление, решение комиссии")
        _leave(year, roster, "Э-21", order, "акад. отпуск")
    own_wish = "по собственному желанию"
    _expel(year, roster, ("ЭМ-21", 7), ("109-с", day_of(year, 8, 4), own_wish))
    _expel(year, roster, ("ИС-11", 3), ("115-с", day_of(year, 10, 1), "в связи с переводом в другой колледж"))
    _expel(year, roster, ("ТЭ-11", 4), ("124-с", day_of(year, 14, 3), own_wish), dated=day_of(year, 12, 0))
    _transfer(year, roster, "Э-22", "Э-23")
    _academic_return(year, roster)


def _order(kind: str, number: str, effective: date, student: PersonRow, ground: str, **more: object) -> OrderRow:
    return OrderRow(kind, number, signed(effective), effective, student.key, ground, **more)  # type: ignore[arg-type]


def _sign(year: DemoYear, roster: Roster, order: OrderRow) -> bool:
    """Whether the order exists by today."""
    if order.dated <= year.today:
        roster.orders.append(order)
        return True
    return False


def _replace(roster: Roster, group: str, student: str, **changes: object) -> None:
    place = next(n for n, row in enumerate(roster.memberships) if (row.group, row.student) == (group, student))
    roster.memberships[place] = replace(roster.memberships[place], **changes)  # type: ignore[arg-type]


def _transfer_in(year: DemoYear, roster: Roster, student: PersonRow) -> None:
    """Who comes on 14 October is not on the list before, whether or not his order is signed today."""
    ground = "заявление, справка о периоде обучения"
    order = _order("transfer_in", "104-с", day_of(year, 7, 2), student, ground, group="Э-21")
    order_in = words(order) if _sign(year, roster, order) else ""
    note = "перевод из другого колледжа"
    _replace(roster, "Э-21", student.key, entered=order.effective, order_in=order_in, note=note)
    if order_in:
        roster.credits += [CreditRow(student.key, *row, CERTIFICATE) for row in CREDITS]


def _leave(year: DemoYear, roster: Roster, group: str, order: OrderRow, note: str) -> None:
    if _sign(year, roster, order):
        _replace(roster, group, order.student, left=order.effective, order_out=words(order), note=note)


def _expel(
    year: DemoYear, roster: Roster, place: tuple[str, int], what: tuple[str, date, str], dated: date | None = None
) -> None:
    group, (number, effective, why) = place[0], what
    students = [row for row in roster.by_group.get(group, ()) if row.surname not in SISTERS]
    if place[1] < len(students):
        order = _order("expulsion", number, effective, students[place[1]], "заявление", details=why)
        order = replace(order, dated=dated or order.dated)
        _leave(year, roster, group, order, f"отчислен {why}")


def _transfer(year: DemoYear, roster: Roster, before: str, after: str) -> None:
    """A student moves between parallel groups in the sixth week."""
    students = roster.by_group.get(before, [])
    if len(students) < 12 or after not in roster.by_group:
        return
    student = students[11]
    order = _order("transfer", "101-с", day_of(year, 6, 0), student, "заявление", group=after)
    if order.dated > year.today:
        return
    _leave(year, roster, before, order, f"переведён в {after}")
    row = MembershipRow(after, student.key, order.effective, order_in=words(order), note=f"переведён из {before}")
    roster.memberships.append(row)
    roster.by_group[after].append(student)


def _academic_return(year: DemoYear, roster: Roster) -> None:
    """Somebody who was on leave since the winter came back at the beginning of October: two stays on one list."""
    students = roster.by_group.get("ТЭ-31", [])
    if len(students) <= 15:
        return
    student, group = students[15], "ТЭ-31"
    order = _order("return", "97-с", day_of(year, 5, 0), student, "заявление", group=group)
    since = year.autumn.starts - timedelta(days=204)
    out = f"№ 21-с от {signed(since):%d.%m.%Y}"
    _replace(roster, group, student.key, left=since, order_out=out, note="акад. отпуск")
    order_in = words(order) if _sign(year, roster, order) else ""
    row = MembershipRow(group, student.key, order.effective, order_in=order_in, note="выход из отпуска")
    roster.memberships.append(row)


def close_families(year: DemoYear, roster: Roster) -> None:
    """An adult student took his parents' right to see away in October (A11.3)."""
    adults = [row for row in roster.by_group.get("Э-31", ()) if is_adult(row, year.today)]
    if not adults:
        return
    day = day_of(year, 6, 3)
    for place, row in enumerate(roster.guardians):
        if row.student == adults[0].key:
            roster.guardians[place] = replace(row, until=day, consent=False)
