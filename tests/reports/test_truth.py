"""Every report on students agrees with a count made by hand over the raw rows of a whole college (1.11 e, A8, A9).

The count is ``raw.py``: tables read whole, loops and dictionaries, none of the product's rules or queries.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.demo.colleges import TODAY
from tests.reports.asking import lines
from tests.reports.raw import (
    BAD,
    FIGURES,
    PRINTED,
    VALID,
    category,
    figures_of,
    groups,
    half_up,
    mean,
    part,
    read,
    totals,
    zero,
)

pytestmark = pytest.mark.once

EARLY = date(2026, 11, 12)


@pytest.mark.parametrize("day", [TODAY, EARLY])
def test_the_summary_of_a_group(raw, deputy, term, day):
    told, raw = 0, raw.then(day, deputy.now.tzinfo) if day < TODAY else raw
    for group in groups(raw):
        table = read(deputy, "summary", group=group.id, period=f"term:{term.pk.hex}", day=day)
        titles = {column.title: column.key for column in table.columns}
        found, people = {row["name"]: row for row in lines(table)}, raw.listed(group.id, day)
        assert sorted(found) == sorted(raw.name(one) for one in people)
        lost = raw.missed(group.id, term.starts, day)
        columns = defaultdict(list)
        for student in people:
            row, own = found[raw.name(student)], raw.counting(student, {term.pk}, day)
            running = raw.average(student, term.pk, day)
            for (discipline, project), result in own.items():
                index, _space, name = raw.title(discipline).partition(" ")
                shown = str(row[titles[f"{index} КП {name}" if project else f"{index} {name}"]])
                assert shown == PRINTED.get(result.value, result.value)
                columns[discipline, project].append(result.value)
            for discipline, average in running.items():
                if (discipline, False) not in own:
                    assert row[titles[raw.title(discipline)]] == f"{average}".replace(".", ",")
            values = [result.value for result in own.values()]
            assert row["t0"] == mean(int(value) for value in values if value in FIGURES)
            assert [row[f"t{n}"] for n in range(1, 6)] == [values.count(v) for v in (*FIGURES, "на")]
            mine = lost[student]
            hours = [sum(mine.values()), sum(mine[kind] for kind in VALID), mine["н"]]
            assert [row[f"t{n}"] for n in range(6, 9)] == hours, raw.name(student)
            assert row["t9"] == category(values)
            told += len(values)
        below = {row[1]: row for row in totals(table)}
        keys = [column.key for column in table.columns]
        for (discipline, project), values in columns.items():
            index, _space, name = raw.title(discipline).partition(" ")
            place, wanted = (
                keys.index(titles[f"{index} КП {name}" if project else f"{index} {name}"]),
                figures_of(values),
            )
            for title, key in (("5", "n5"), ("н/а", "na"), ("осв.", "free")):
                assert (below[title][place] or "0") == str(wanted[key])
            for title, key in (
                ("Успеваемость, %", "absolute"),
                ("Качество, %", "quality"),
                ("СОУ, %", "degree"),
                ("Средний балл", "mean"),
            ):
                shown = "–" if wanted[key] is None else f"{wanted[key]}".replace(".", ",")
                assert below[title][place] == shown, (raw.title(discipline), title)
    assert told > 100 or day == EARLY


def test_the_sheet_of_a_day(raw, deputy, term):
    signs = {"": "н", "н": "н", "у": "ну", "б": "нб", "п": "нп"}
    told, seen = 0, set()
    for group in groups(raw):
        for back in range(1, 22, 3):
            day = TODAY - timedelta(days=back)
            held = raw.held(group.id, day, day)
            table = read(deputy, "day-sheet", group=group.id, day=day)
            pairs = sorted({one.pair for one in held})
            assert [column.key for column in table.columns if column.key[0] == "p"] == [f"p{pair}" for pair in pairs]
            away = {(s, lesson.id): kind for s, lesson, kind in raw.absences(group.id, day, day)}
            found = {row["student"]: row for row in lines(table)}
            assert sorted(found) == sorted(raw.name(one) for one in raw.listed(group.id, day))
            for student in raw.listed(group.id, day):
                row, own = found[raw.name(student)], [one for one in held if raw.due_at(one, student)]
                for pair in pairs:
                    here = [one for one in own if one.pair == pair]
                    missed = [away[student, one.id] for one in here if (student, one.id) in away]
                    if missed:
                        assert row[f"p{pair}"] in {signs[kind] for kind in missed}, (raw.name(student), day, pair)
                        seen.add(row[f"p{pair}"])
                    else:
                        called = all(raw.records.get(one.id) and raw.records[one.id].roll_called_at for one in here)
                        assert row[f"p{pair}"] == ("–" if not here else "" if called else "?")
                mine = [one for one in own if (student, one.id) in away]
                assert zero(row["hours"]) == sum(one.hours for one in mine)
                assert (row["whole"] == "да") == bool(own and len(mine) == len(own))
                told += len(mine)
    assert told > 10
    assert len(seen) > 1, seen  # causes too, not «н» alone


def pages_of(raw, term):
    """page → (students of its list today, who leads it today or led it last)."""
    found = {}
    for page in raw.courses.values():
        if page.term_id != term.pk:
            continue
        people = raw.listed(page.group_id, TODAY)
        if page.subgroup_id:
            people = {one for one in people if raw.in_part(page.subgroup_id, one, TODAY)}
        own = sorted((x for x in raw.leads if x.course_id == page.id), key=lambda x: (x.since, x.teacher_id))
        now = [x.teacher_id for x in own if x.since <= TODAY and (x.until is None or x.until >= TODAY)]
        found[page.id] = people, now or [x.teacher_id for x in own][-1:]
    return found


def given_on(raw, page):
    held = sum(one.hours for one in raw.lessons.values() if one.course_id == page.id and raw.given(one, TODAY))
    return held + raw.corrected(page.id, "given", TODAY)


def hours_on(raw, page):
    """(what the term comes to beside the plan, plan, given)."""
    plan, given = page.hours_planned + raw.corrected(page.id, "plan", TODAY), given_on(raw, page)
    rest = sum(x.hours for x in raw.lessons.values() if x.course_id == page.id and not raw.given(x, TODAY))
    return given + rest - plan, plan, given


def late_on(raw, page):
    return sum(
        raw.records[one.id].late_entries > 0
        for one in raw.lessons.values()
        if one.course_id == page.id and one.date <= TODAY and one.id in raw.records
    )


TALLIED = ("n5", "n4", "n3", "n2", "na", "free", "pass", "fail", "absolute", "quality", "degree", "mean")


def marks_on(raw, term, pages, people):
    """Results of the pages' disciplines, of each student once."""
    pairs = {(student, page.discipline_id) for page in pages for student in people[page.id][0]}
    known = {
        student: {d: r.value for (d, project), r in raw.counting(student, {term.pk}).items() if not project}
        for student, _discipline in pairs
    }
    return [known[student][d] for student, d in pairs if d in known[student]], len(pairs)


def agree(row, wanted):
    for key in TALLIED:
        assert (row[key] or (0 if key in TALLIED[:8] else None)) == wanted[key], key


def test_the_term_of_each_teacher(raw, deputy, term):
    table = read(deputy, "teacher-term", period=f"term:{term.pk.hex}")
    people = pages_of(raw, term)
    own = defaultdict(list)
    for page in people:
        for teacher in people[page][1]:
            own[teacher].append(raw.courses[page])
    found = defaultdict(list)
    for row in lines(table):
        found[row["group"], row["discipline"].partition(", ")[0]].append(row)
    for page in (raw.courses[pk] for pk in people):
        given, late = given_on(raw, page), late_on(raw, page)
        values, count = marks_on(raw, term, [page], people)
        same = found[raw.groups[page.group_id].name, raw.title(page.discipline_id).partition(", ")[0]]
        planned = page.hours_planned + raw.corrected(page.id, "plan", TODAY)
        wanted = (planned, given, count, late, *(figures_of(values)[key] for key in TALLIED))
        shown = {
            (zero(r["plan"]), zero(r["given"]), r["students"], zero(r["late"]),
             *(zero(r[key]) for key in TALLIED[:8]), *(r[key] for key in TALLIED[8:]))
            for r in same
        }  # fmt: skip
        assert wanted in shown, raw.title(page.discipline_id)
    keys = [column.key for column in table.columns]
    sums = [dict(zip(keys, row, strict=True)) for row in totals(table)]
    by_name = {row["teacher"]: row for row in sums}
    for teacher, pages in own.items():
        one = raw.people[teacher]
        name = f"{one.surname} {one.given[:1]}. {one.patronymic[:1]}."
        row = next((r for t, r in by_name.items() if t.replace("\u00a0", " ") == name), None)
        if row is None:
            assert len(pages) == 1
            continue
        values, count = marks_on(raw, term, pages, people)
        assert row["students"] == count, name
        agree(row, figures_of(values))
    values, _count = marks_on(raw, term, [raw.courses[pk] for pk in people], people)
    agree(by_name["Всего"], figures_of(values))


def test_the_deputys_teachers_and_disciplines(raw, deputy, term):
    """A student of a discipline counts once, though he stands on the page of the group and on that of his subgroup."""
    table = read(deputy, "deputy", period=f"term:{term.pk.hex}")
    shelves = {part_.title: part_ for part_ in table.more}
    people = pages_of(raw, term)
    by_title = defaultdict(list)
    for page in people:
        by_title[raw.title(raw.courses[page].discipline_id)].append(raw.courses[page])
    rows = {row["discipline"]: row for row in lines(shelves["По дисциплинам"])}
    assert set(rows) == set(by_title)
    twice = 0
    for title, pages in by_title.items():
        row, (values, _count) = rows[title], marks_on(raw, term, pages, people)
        own = defaultdict(
            list
        )  # subgroups sit at one time: the one further behind its plan speaks for the students (A5.2)
        for page in pages:
            own[page.group_id, page.discipline_id, bool(page.subgroup_id)].append(hours_on(raw, page))
        plan, given = (sum(told) for told in zip(*(min(some)[1:] for some in own.values()), strict=True))
        assert (zero(row["plan"]), zero(row["given"])) == (plan, given), title
        agree(row, figures_of(values))
        twice += len(pages) > len({page.group_id for page in pages})
    assert twice
    for row in lines(shelves["По преподавателям"]):
        pages = [
            raw.courses[pk] for pk, (_list, who) in people.items()
            for one in who
            if f"{raw.people[one].surname} {raw.people[one].given[:1]}. {raw.people[one].patronymic[:1]}."
            == row["teacher"].replace("\u00a0", " ")
        ]  # fmt: skip
        assert row["pages"] == str(len(pages))
        agree(row, figures_of(marks_on(raw, term, pages, people)[0]))
    filled = {row["group"]: row for row in lines(shelves["Наполняемость журналов"])}
    for group in groups(raw):
        held = [one for one in raw.held(group.id, term.starts, TODAY) if one.date < TODAY]
        known = {one.id for one in held}
        done = [one for one in held if raw.given(one, TODAY)]
        marks = [
            e for e in raw.entries
            if e.lesson_id in known and (e.lesson_id, abs(e.slot)) in raw.works and e.value in (*FIGURES, "зач", "незач")
        ]  # fmt: skip
        row, size = filled[group.name], len(raw.listed(group.id, TODAY))
        late = sum(raw.records[one.id].late_entries > 0 for one in held if one.id in raw.records)
        assert (row["due"], row["recorded"], zero(row["late"])) == (len(held), len(done), late)
        assert (zero(row["marks"]), row["part"]) == (len(marks), part(len(done), len(held)))
        assert row["each"] == half_up(Decimal(len(marks)) / size)
    debts = {
        (group.name, raw.name(student)): len([r for r in raw.counting(student, {term.pk}).values() if r.value in BAD])
        for group in groups(raw)
        for student in raw.listed(group.id, TODAY)
    }
    most = sorted((count for count in debts.values() if count), reverse=True)[:30]
    shown = lines(shelves["Больше всего долгов"])
    assert [row["count"] for row in shown] == most
    assert all(debts[row["group"], row["student"]] == row["count"] for row in shown)


def test_the_leaders_categories(raw, deputy, term):
    words = {
        "отличник": "Отличники",
        "хорошист": "Хорошисты",
        "успевающий": "Успевающие",
        "неуспевающий": "Неуспевающие",
    }
    for group in groups(raw):
        table = read(deputy, "leader", group=group.id, period=f"term:{term.pk.hex}")
        own = defaultdict(set)
        for student in raw.listed(group.id, TODAY):
            values = [row.value for row in raw.counting(student, {term.pk}).values()]
            own[words.get(category(values), "Нет итогов")].add(raw.name(student))
            known = [value for value in values if value != "осв"]
            bad = [value for value in known if value in BAD]
            if len(bad) == 1 and len(known) > 1:
                own["С одной «2» или «н/а»"].add(raw.name(student))
            if not bad and known.count("3") == 1 and {"4", "5"} & set(known):
                own["С одной «3»"].add(raw.name(student))
            if not bad and not known.count("3") and known.count("4") == 1 and "5" in known:
                own["С одной «4»"].add(raw.name(student))
        shelf = next(one for one in table.more if one.title == "Категории студентов")
        assert {row["category"]: set(row["students"].split(", ")) for row in lines(shelf)} == dict(own), group.name
        for row in lines(table):
            student = next(s for s in raw.listed(group.id, TODAY) if raw.name(s) == row["student"])
            running = raw.average(student, term.pk, TODAY)
            if len(running) == 1:
                assert row["now"] == next(iter(running.values()))
            assert bool(row["now"]) == bool(running)


def test_attendance_of_each_student_of_a_month(raw, deputy):
    since, until = date(2026, 10, 1), date(2026, 10, 31)
    told = 0
    for group in groups(raw):
        table = read(deputy, "attendance", group=group.id, period="month:2026-10")
        lost, held = raw.missed(group.id, since, until), raw.held(group.id, since, until)
        found = {row["student"]: row for row in lines(table)}
        people = raw.listed(group.id, until)
        for student in people:
            row, mine = found[raw.name(student)], lost[student]
            planned = sum(one.hours for one in held if raw.due_at(one, student))
            hours = [sum(mine.values()), sum(mine[k] for k in VALID), mine["н"], mine[""]]
            assert [zero(row[key]) for key in ("total", "valid", "unexcused", "unknown")] == hours, raw.name(student)
            assert row["part"] == part(planned - sum(mine.values()), planned)
            told += sum(mine.values())
        (whole,) = totals(table)
        plan = sum(one.hours for one in held for student in people if raw.due_at(one, student))
        away = sum(sum(lost[student].values()) for student in people)
        assert whole[-1] == part(plan - away, plan)
    assert told > 50
