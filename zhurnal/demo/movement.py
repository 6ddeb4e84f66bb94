"""Movement of students: transfers, leave, expulsion, a changed surname, families that lost the right to see (C5)."""

from dataclasses import replace
from datetime import date, timedelta

from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.families import Roster, is_adult
from zhurnal.demo.rows import MembershipRow, PersonRow


def day_of(year: DemoYear, week: int, weekday: int) -> date:
    """A day of the term by week (from 1) and weekday (0 Monday)."""
    first = year.autumn.starts - timedelta(days=year.autumn.starts.weekday())
    return first + timedelta(days=7 * (week - 1) + weekday)


def move_students(year: DemoYear, roster: Roster) -> None:
    """The cases of movement, where their groups exist; every one with its order."""
    arrived = day_of(year, 7, 2)
    _change(
        roster,
        "Э-21",
        "Панкратов",
        entered=arrived,
        order_in="№ 104-с",
        note="перевод из другого колледжа",
    )
    leave = day_of(year, 11, 1)
    _change(roster, "Э-21", "Жданов", left=leave, order_out="№ 118-с", note="акад. отпуск")
    gone = day_of(year, 8, 4)
    _change_at(roster, "ЭМ-21", 7, left=gone, order_out="№ 109-с", note="отчислен по собственному желанию")
    gone = day_of(year, 10, 1)
    _change_at(roster, "ИС-11", 3, left=gone, order_out="№ 115-с", note="отчислен, перевод в другой колледж")
    named = day_of(year, 5, 3)
    _change_at(roster, "Б-21", 5, note=f"смена фамилии, приказ № 96-с от {named:%d.%m}")
    _transfer(year, roster, "Э-22", "Э-23")
    _academic_return(year, roster)


def _change(roster: Roster, group: str, surname: str, **changes: object) -> None:
    student = roster.student(group, surname)
    if student is not None:
        _replace(roster, group, student, **changes)


def _change_at(roster: Roster, group: str, place: int, **changes: object) -> None:
    students = roster.by_group.get(group, [])
    if place < len(students):
        _replace(roster, group, students[place], **changes)


def _replace(roster: Roster, group: str, student: PersonRow, **changes: object) -> None:
    place = next(n for n, row in enumerate(roster.memberships) if (row.group, row.student) == (group, student.key))
    roster.memberships[place] = replace(roster.memberships[place], **changes)  # type: ignore[arg-type]


def _transfer(year: DemoYear, roster: Roster, before: str, after: str) -> None:
    """A student moves between parallel groups in the sixth week."""
    students = roster.by_group.get(before, [])
    if len(students) < 12 or after not in roster.by_group:
        return
    student, day = students[11], day_of(year, 6, 0)
    order = "№ 101-с"
    _replace(roster, before, student, left=day, order_out=order, note=f"переведён в {after}")
    roster.memberships.append(MembershipRow(after, student.key, day, order_in=order, note=f"переведён из {before}"))
    roster.by_group[after].append(student)


def _academic_return(year: DemoYear, roster: Roster) -> None:
    """Somebody came back from academic leave at the beginning of October."""
    students = roster.by_group.get("ТЭ-31", [])
    if len(students) > 15:
        day = day_of(year, 5, 0)
        _replace(roster, "ТЭ-31", students[15], entered=day, order_in="№ 97-с", note="выход из акад. отпуска")


def close_families(year: DemoYear, roster: Roster) -> None:
    """An adult student took his parents' right to see away in October (A11.3)."""
    adults = [row for row in roster.by_group.get("Э-31", ()) if is_adult(row, year.today)]
    if not adults:
        return
    day = day_of(year, 6, 3)
    for place, row in enumerate(roster.guardians):
        if row.student == adults[0].key:
            roster.guardians[place] = replace(row, until=day, consent=False)
