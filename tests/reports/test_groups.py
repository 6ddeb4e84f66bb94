"""Reports on groups agree with a count made here over raw rows, without the product's code (1.11 e, A8, A9)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.reports.asking import built, lines
from tests.reports.written import held, listed, value_of, written_world
from tests.worlds import RECORDED, TODAY
from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Group, Membership, SubgroupMembership
from zhurnal.journal.models import Entry, Excuse, LessonRecord
from zhurnal.kernel.export import Total
from zhurnal.timetable.models import Lesson

SINCE = date(2026, 9, 1)
MARKS = ("5", "4", "3", "2")


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def rounded(part, whole, digits="0.1"):
    """Per cent, half up; nothing of nothing."""
    return None if not whole else (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(digits), ROUND_HALF_UP)


def absences(world, group, since=SINCE, until=TODAY):
    """(student, hours, kind of cause or "") of each absence, from the raw cells."""
    lessons = {row.pk: row for row in held(world, group) if since <= row.date <= until}
    causes = list(Excuse.objects.of(world.id))
    found = []
    for cell in Entry.objects.of(world.id).filter(slot=0, value="н"):
        if cell.lesson_id in lessons:
            day = lessons[cell.lesson_id].date
            kinds = [c.kind for c in causes if c.student_id == cell.student_id and c.since <= day <= c.until]
            found.append((cell.student_id, lessons[cell.lesson_id].hours, kinds[-1] if kinds else ""))
    return found


def planned(world, group, since=SINCE, until=TODAY):
    """Man-hours: over lessons, hours × students on the list (or in the subgroup) of that day."""
    members = list(Membership.objects.of(world.id).filter(group=world.groups[group]))
    parts = list(SubgroupMembership.objects.of(world.id))
    total = 0
    for lesson in held(world, group):
        if since <= lesson.date <= until:
            people = [m for m in members if m.entered <= lesson.date and (m.left is None or lesson.date < m.left)]
            if lesson.course.subgroup_id:
                people = [p for p in parts if p.subgroup_id == lesson.course.subgroup_id and p.since <= lesson.date]
            total += lesson.hours * len(people)
    return total


def counted(world, group, day=TODAY):
    """Figures of the group by its raw rows."""
    courses = ("electro", "module") if group == "Э-21" else ("history",)
    values = {s: [v for c in courses if (v := value_of(world, s, c))] for s in listed(world, group, day)}
    known = {s: [v for v in own if v != "осв"] for s, own in values.items()}
    known = {s: own for s, own in known.items() if own}
    failing = [s for s, own in known.items() if {"2", "на"} & set(own)]
    good = [s for s, own in known.items() if set(own) <= {"5", "4"}]
    every = [v for own in values.values() for v in own]
    marks = [int(v) for v in every if v in MARKS]
    lost = absences(world, group)
    plan = planned(world, group)
    return {
        "students": len(values),
        "failing": len(failing) or None,
        "absolute": rounded(len(known) - len(failing), len(known)),
        "quality": rounded(len(good), len(known)),
        "degree": rounded(
            sum({"5": 100, "4": 64, "3": 36, "2": 16, "на": 7}[v] for v in every if v != "осв"),
            100 * len([v for v in every if v != "осв"]),
        ),
        "mean": (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.01"), ROUND_HALF_UP) if marks else None,
        "attendance": rounded(plan - sum(h for _s, h, _k in lost), plan),
        "missed": sum(h for _s, h, _k in lost) or None,
        "valid": sum(h for _s, h, k in lost if k in {"у", "б", "п"}) or None,
        "unexcused": sum(h for _s, h, k in lost if k == "н") or None,
        "unknown": sum(h for _s, h, k in lost if not k) or None,
    }


def test_a_heads_report_agrees_with_a_count_by_hand(world):
    table = built(world.actor("deputy"), "department", period=f"term:{world.term.pk.hex}")
    found = {row["shelf"]: row for row in lines(table)}
    for group in ("Э-21", "ТЭ-11"):
        expected = counted(world, group)
        assert {key: found[group][key] for key in expected} == expected
    groups = {"Э-21": 11, "ТЭ-11": 1}  # the one who left counts no more, the newcomer does
    assert {name: row["students"] for name, row in found.items()} == {"Э-21": groups["Э-21"] - 1, "ТЭ-11": 1}


def test_a_leaders_report_tells_each_student_and_the_changes_of_the_list(world):
    table = built(world.actor("leader"), "leader")
    students = lines(table)
    assert len(students) == len(listed(world, "Э-21", TODAY))
    lost = absences(world, "Э-21")
    for name in ("student", "classmate", "adult", "newcomer", "student3"):
        person = world.people[name]
        row = next(row for row in students if row["student"] == f"{person.surname} {person.given}")
        own = [value_of(world, person.pk, course) for course in ("electro", "module")]
        mine = [(hours, kind) for student, hours, kind in lost if student == person.pk]
        assert [row[f"n{mark}"] or 0 for mark in MARKS] == [own.count(mark) for mark in MARKS], name
        assert (row["na"] or 0) == own.count("на")
        assert (row["missed"] or 0) == sum(hours for hours, _kind in mine)
        assert (row["valid"] or 0) == sum(hours for hours, kind in mine if kind in {"у", "б", "п"})
    moves = next(part for part in table.more if part.title == "Изменения в списке")
    assert [(row["day"], row["what"], row["order"]) for row in lines(moves)] == [
        (date(2026, 10, 14), "прибыл", "№ 104-с"), (date(2026, 11, 10), "выбыл", "№ 118-с"),
    ]  # fmt: skip


def test_a_module_that_is_not_mastered_is_a_debt_in_every_report(world):
    """Its good mark is a mark (mean, counts) and neither done nor good (A1.9), in whatever the result is counted."""
    given = {"student": ("5", "4!"), "classmate": ("4", "3!"), "adult": ("5", "5")}
    own = Result.objects.of(world.id).filter(term=world.term)
    own.filter(student__in=[world.people[name].pk for name in given]).delete()
    for name, values in given.items():
        for course, level, value in zip(("electro", "module"), ("term", "module"), values, strict=True):
            Result.objects.create(
                college=world.college, student=world.people[name], discipline=world.courses[course].discipline,
                term=world.term, semester=3, level=level, value=value[0], set_at=RECORDED,
                mastery="не освоен" if value[1:] else "",
            )  # fmt: skip
    here = {person: [row for row in own if row.student_id == person] for person in listed(world, "Э-21", TODAY)}
    known = {person: kept for person, rows in here.items() if (kept := [row for row in rows if row.value != "осв"])}
    owing = {s for s, rows in known.items() if any(row.value in {"2", "на"} or row.mastery for row in rows)}
    best = {s for s, rows in known.items() if s not in owing and {row.value for row in rows} <= {"5", "4"}}
    absolute, quality = rounded(len(known) - len(owing), len(known)), rounded(len(best), len(known))
    period = f"term:{world.term.pk.hex}"

    department = lines(built(world.actor("deputy"), "department", period=period))
    row = next(row for row in department if row["shelf"] == "Э-21")
    assert (row["failing"], row["absolute"], row["quality"]) == (len(owing), absolute, quality)

    leader = built(world.actor("leader"), "leader", period=period)
    name = {who: f"{world.people[who].surname} {world.people[who].given}" for who in given}
    students = {row["student"]: row for row in lines(leader)}
    assert [students[name[who]]["standing"] for who in given] == ["неуспевающий", "неуспевающий", "отличник"]
    assert (students[name["student"]]["n4"], students[name["student"]]["mean"]) == (1, Decimal("4.50"))
    categories = next(part for part in leader.more if part.title == "Категории студентов")
    told = {row["category"]: row["students"].split(", ") for row in lines(categories)}
    assert len(told["Неуспевающие"]) == len(owing)
    assert {name["student"], name["classmate"]} <= set(told["С одной «2» или «н/а»"])
    assert name["student"] not in told.get("С одной «4»", [])

    marks = [row for row in own if row.discipline_id == world.courses["module"].discipline_id and row.value != "осв"]
    marks = [row for row in marks if row.student_id in here]
    done = [row for row in marks if row.value in "543" and not row.mastery]
    term = built(world.actor("deputy"), "teacher-term", period=period)
    row = next(row for row in lines(term) if world.courses["module"].discipline.name in row["discipline"])
    assert row["absolute"] == rounded(len(done), len(marks))
    assert row["quality"] == rounded(sum(one.value in "54" for one in done), len(marks))
    debts = {(row["student"], row["value"]) for row in lines(term.more[0])}
    assert {(name["student"], "4, не освоен"), (name["classmate"], "3, не освоен")} <= debts

    sent = {"period": period, "rows": "discipline", "m-absolute": "1", "m-quality": "1", "m-unfit": "1"}
    found = lines(built(world.actor("deputy"), "builder", **sent))
    row = next(row for row in found if world.courses["module"].discipline.name in str(row.values()))
    assert list(row.values())[1:] == [
        len(marks) - len(done), rounded(len(done), len(marks)),
        rounded(sum(one.value in "54" for one in done), len(marks)),
    ]  # fmt: skip


def test_the_list_of_a_past_day_is_taken(world):
    """A7.5: before the newcomer came and the other left."""
    table = built(world.actor("leader"), "leader", day="2026-10-01")
    names = {row["student"] for row in lines(table)}
    assert len(names) == len(listed(world, "Э-21", date(2026, 10, 1)))
    left, newcomer = world.people["left"], world.people["newcomer"]
    assert f"{left.surname} {left.given}" in names
    assert f"{newcomer.surname} {newcomer.given}" not in names


def test_the_past_term_stands_beside_the_present_one(world):
    """The group of last year is another row of its own: the one that its students went on to stands beside it."""
    period = f"term:{world.term.pk.hex}"
    assert "Прошлого срока" in built(world.actor("deputy"), "department", period=period).notes[-1]
    past = Term.objects.of(world.id).select_related("year").get(year__name="2025/26")
    old = Group.objects.create(
        college=world.college, name="Э-11", department=world.departments["energy"], year=past.year, course_year=1
    )
    people = [world.people[name] for name in ("student", "classmate", "adult", "student1", "student2")]
    for person in people:
        Membership.objects.create(
            college=world.college, group=old, student=person, entered=past.year.starts, left=date(2026, 8, 31),
            recorded_at=RECORDED,
        )  # fmt: skip
    rows = Result.objects.of(world.id).filter(term=past, student__in=people)
    values = {person.pk: [row.value for row in rows if row.student_id == person.pk] for person in people}
    known = [kept for own in values.values() if (kept := [value for value in own if value != "осв"])]
    table = built(world.actor("deputy"), "department", period=period)
    found = {row["shelf"]: row for row in lines(table)}
    assert not [note for note in table.notes if "Прошлого срока" in note]
    assert found["Э-21"]["was_absolute"] == rounded(
        len([own for own in known if not {"2", "на"} & set(own)]), len(known)
    )
    assert found["Э-21"]["was_quality"] == rounded(len([own for own in known if set(own) <= {"5", "4"}]), len(known))
    assert (found["ТЭ-11"]["was_absolute"], found["ТЭ-11"]["was_quality"]) == (None, None)


def test_a_month_of_a_group_agrees_with_the_cells(world):
    table = built(world.actor("leader"), "attendance", period="month:2026-10")
    lost = absences(world, "Э-21", date(2026, 10, 1), date(2026, 10, 31))
    day = date(2026, 10, 31)
    assert {row["student"]: row["total"] for row in lines(table) if row["total"]} == {
        f"{p.surname} {p.given}": hours
        for p in world.people.values()
        if p.pk in listed(world, "Э-21", day) and (hours := sum(h for s, h, _k in lost if s == p.pk))
    }
    total = next(row for row in table.rows if isinstance(row, Total))
    days = [sum((row[2 + n] or 0) for row in table.rows if not isinstance(row, Total)) or None for n in range(31)]
    assert list(total[2:33]) == days


def test_the_summary_counts_hours_of_its_own_group_and_of_lessons_that_were_held(world):
    """As the leader's report does: not of another group where he was before, and not of a lesson that was cancelled since."""
    own, student = {"college": world.college, "changed_at": RECORDED}, world.people["student"]
    there, gone = world.lessons["h0"], world.lessons["e1"]
    Entry.objects.of(world.id).filter(student=student, lesson=gone, slot=0).delete()
    for lesson in (there, gone):
        Entry.objects.create(**own, course=lesson.course, lesson=lesson, student=student, slot=0, value="н")
    Lesson.objects.of(world.id).filter(pk=gone.pk).update(state="cancelled")
    by_hand = sum(hours for who, hours, _kind in absences(world, "Э-21") if who == student.pk)
    name = f"{student.surname} {student.given}"
    for slug, who, column in (("summary", "name", "t6"), ("leader", "student", "missed")):
        row = next(row for row in lines(built(world.actor("leader"), slug)) if row[who] == name)
        assert (row[column] or 0) == by_hand, slug


def test_attendance_of_groups_agrees_with_the_cells(world):
    table = built(world.actor("deputy"), "attendance-groups", period="month:2026-10")
    bounds = (date(2026, 10, 1), date(2026, 10, 31))
    for row in lines(table):
        lost, plan = absences(world, row["group"], *bounds), planned(world, row["group"], *bounds)
        assert (row["planned"], row["missed"] or 0) == (plan, sum(h for _s, h, _k in lost))
        assert row["part"] == rounded(plan - sum(h for _s, h, _k in lost), plan)


def test_who_is_absent_on_a_day(world):
    day = next(lesson.date for lesson in held(world, "Э-21") if lesson.date == date(2026, 10, 12))
    table = built(world.actor("deputy"), "absent", day=day.isoformat())
    lost = absences(world, "Э-21", day, day)
    assert sorted(row["student"] for row in lines(table)) == sorted(
        f"{p.surname} {p.given}" for p in world.people.values() if p.pk in {s for s, _h, _k in lost}
    )
    lessons = [lesson for lesson in held(world, "Э-21") if lesson.date == day]
    missed = {(cell.student_id, cell.lesson_id) for cell in Entry.objects.of(world.id).filter(slot=0, value="н")}
    whole = {s for s, _h, _k in lost if all((s, one.pk) in missed for one in lessons)}
    names = {f"{p.surname} {p.given}" for p in world.people.values() if p.pk in whole}
    assert {row["student"] for row in lines(table) if row["whole"] == "да"} == names
    assert table.notes[0] == "Явка отмечена на всех занятиях дня."


def test_a_lesson_whose_roll_was_not_called_is_told_and_nobody_counts_as_present(world):
    """A6.11."""
    LessonRecord.objects.of(world.id).filter(lesson=world.lessons["yesterday"]).update(roll_called_at=None)
    table = built(world.actor("leader"), "day-sheet", day=(TODAY - timedelta(days=1)).isoformat())
    absent = {cell.student_id for cell in Entry.objects.of(world.id).filter(lesson=world.lessons["yesterday"], slot=0)}
    names = {f"{p.surname} {p.given}" for p in world.people.values() if p.pk in absent}
    assert names
    assert {row["student"] for row in lines(table) if row["p2"] != "?"} == names


def test_each_reads_the_groups_of_his_reach(world):
    seen = {
        who: sorted(row["shelf"] for row in lines(built(world.actor(who), "department")))
        for who in ("deputy", "director", "department_head", "other_head")
    }
    assert seen == {
        "deputy": ["ТЭ-11", "Э-21"],
        "director": ["ТЭ-11", "Э-21"],
        "department_head": ["Э-21"],
        "other_head": ["ТЭ-11"],
    }
    for who in ("teacher", "leader", "student", "parent", "dispatcher"):
        assert world.client(who).get("/reports/department/").status_code == 404
    group = world.groups["ТЭ-11"].pk
    answer = world.client("leader").get(f"/reports/leader/?group={group}")
    assert (answer.status_code, "Такой группы" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("slug", ["leader", "department", "deputy", "attendance-groups", "teacher-term", "absent"])
def test_the_number_of_statements_does_not_grow(world, slug, django_assert_max_num_queries):
    with django_assert_max_num_queries(42):
        table = built(world.actor("deputy"), slug)
        assert [list(part.rows) for part in (table, *table.more)]
