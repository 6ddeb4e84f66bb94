"""Results of a past day stand in every report as its evening left them: a later correction or retake is not in them (decision 25).

What stood when is replayed here from the list of what was written, day by day.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.modules.modules_worlds import give_plan
from tests.reports.asking import asked, built, lines
from tests.statements.papers import opened
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.then import results_then
from zhurnal.assessment.rules.levels import Level
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Work
from zhurnal.kernel import audit
from zhurnal.people.models import FormerName
from zhurnal.privacy import keeping
from zhurnal.privacy.actions.draining import drain
from zhurnal.privacy.models import Reading
from zhurnal.reports.catalogue.sheet import results_on
from zhurnal.reports.rules.periods import Span
from zhurnal.statements.policy import READ as READ_STATEMENT

WRITTEN = (
    (date(2026, 11, 10), "student", "4"), (date(2026, 11, 10), "classmate", "2"), (date(2026, 11, 12), "adult", "3"),
    (date(2026, 11, 16), "student", "5"),  # corrected
    (date(2026, 11, 18), "adult", ""), (date(2026, 11, 20), "classmate", "4"), (date(2026, 11, 20), "newcomer", "5"),
    (date(2026, 11, 22), "adult", "5"),
)  # fmt: skip
DAYS = [date(2026, 11, day) for day in (9, 10, 12, 15, 16, 19, 20, 23)]


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    Entry.objects.of(found.id).exclude(slot=0).delete()  # no running averages beside the results
    put(found, frozen_time, *WRITTEN)
    frozen_time.move_to(f"{TODAY} 12:00:00+03:00")
    return found


def put(world, frozen_time, *written, level=Level.TERM):
    for day, who, value in written:
        frozen_time.move_to(f"{day} 12:00:00+03:00")
        place = world.courses["electro"]
        row = Put(
            world.people[who].pk, place.discipline_id, world.term.pk, 3, level, value, group=world.groups["Э-21"].pk, course=place.pk,
            form="Э",
        )  # fmt: skip
        put_results(world.actor("deputy"), [row], uuid4())


def test_a_record_older_than_the_discipline_in_its_name_is_known_by_its_page(world):
    person, page, actor = world.people["adult"], world.courses["electro"], world.actor("teacher")
    rows = Result.objects.of(world.id).filter(student=person, level=Level.TERM)
    assert rows.get().value == "5"
    name = f"result:{person.pk.hex}:{Level.TERM}:{world.term.pk.hex}"
    with transaction.atomic():
        head = audit.lock(world.id, page.pk)
        audit.append(head, actor, [audit.Event("assessment.result", name, {"value": "5"}, {"value": "3"})])
        rows.update(value="3", version=rows.get().version + 1, set_at=actor.now)
    found = {moment: results_then(world.id, [person.pk], moment) for moment in (actor.now, actor.now + timedelta(1))}
    assert [[row.value for row in told] for told in found.values()] == [["5"], ["3"]]


def last_of(day, written=WRITTEN):
    """Replayed: who had which result on the evening."""
    last = {who: value for on, who, value in written if on <= day}
    return {who: value for who, value in last.items() if value}


def stood(day, written=WRITTEN):
    """How many had which on the evening."""
    return Counter(last_of(day, written).values())


def counted(row, **keys):
    return +Counter({mark: row[key] or 0 for mark, key in keys.items()})


TALLY = {"5": "n5", "4": "n4", "3": "n3", "2": "n2"}


def of_leader(table):
    found = Counter()
    for row in lines(table):
        found += counted(row, **TALLY)
    return found


def of_summary(table):
    found = Counter()
    for row in lines(table):
        found += counted(row, **{"5": "t1", "4": "t2", "3": "t3", "2": "t4"})
    return found


def of_department(table):
    """One discipline has results, so a standing is a mark."""
    row = next(row for row in lines(table) if row["shelf"] == "Э-21")
    return counted(row, **{"5": "excellent", "4": "good", "3": "passing", "2": "failing"})


def of_deputy(table):
    part = next(one for one in table.more if one.title == "По дисциплинам")
    return counted(next(row for row in lines(part) if "Электротехника" in row["discipline"]), **TALLY)


def of_teacher(table):
    return counted(next(row for row in lines(table) if "Электротехника" in row["discipline"]), **TALLY)


def of_builder(table):
    row = next((row for row in lines(table) if row["row"] == "Э-21"), None)
    if row is None:  # a row without a number is not there
        return Counter()
    return counted(row, **{"5": "fives0", "4": "fours0", "3": "threes0", "2": "unfit0"})


SHAPE = {"rows": "group", "m-fives": "1", "m-fours": "1", "m-threes": "1", "m-unfit": "1"}
READ = {
    "leader": ("leader", of_leader, {}), "summary": ("leader", of_summary, {}),
    "department": ("department_head", of_department, {}), "deputy": ("deputy", of_deputy, {}),
    "teacher-term": ("teacher", of_teacher, {}), "builder": ("deputy", of_builder, SHAPE),
}  # fmt: skip


def told(world, slug, day=None, **sent):
    who, read, more = READ[slug]
    sent = {"period": f"term:{world.term.pk.hex}", **more, **sent, **({"day": day} if day else {})}
    table = built(world.actor(who), slug, **sent)
    return read(table), " ".join(table.notes)


@pytest.mark.parametrize("slug", READ)
def test_each_evening_has_the_results_that_stood_on_it(world, slug):
    for day in DAYS:
        found, notes = told(world, slug, day)
        assert found == stood(day), day
        assert f"Итоги – как они стояли на конец дня {day:%d.%m.%Y}" in notes, day
    assert stood(date(2026, 11, 15)) == {"4": 1, "2": 1, "3": 1}  # what was corrected later is there as it was
    found, notes = told(world, slug)
    assert found == stood(TODAY)
    assert "Итоги – как" not in notes


@pytest.mark.parametrize("slug", READ)
def test_a_retake_after_the_day_is_not_in_a_term_that_was_over(world, slug, frozen_time):
    """Of the last day of the term all retakes are told: it stands for the whole of it."""
    retake = (date(2027, 1, 20), "newcomer", "3")
    put(world, frozen_time, retake)
    frozen_time.move_to("2027-02-01 12:00:00+03:00")
    before, after = stood(TODAY), stood(retake[0], (*WRITTEN, retake))
    assert before != after
    found, notes = told(world, slug, date(2027, 1, 19))
    assert (found, "на конец дня 19.01.2027" in notes) == (before, True)
    for day in (world.term.ends, None):
        found, notes = told(world, slug, day)
        assert (found, "Итоги – как они стоят сегодня, с пересдачами" in notes) == (after, True), day
    assert told(world, slug, date(2027, 1, 20))[0] == after


def test_a_month_that_is_over_within_the_term_has_the_results_of_its_last_evening(world, frozen_time):
    later = (date(2026, 12, 3), "student", "3"), (date(2026, 12, 4), "adult", "2")
    put(world, frozen_time, *later)
    frozen_time.move_to("2026-12-10 12:00:00+03:00")
    for slug in ("department", "builder"):
        found, notes = told(world, slug, period="month:2026-11")
        assert found == stood(TODAY), slug
        assert "семестра, который в этот день шёл, – как они стояли на конец дня 30.11.2026" in notes, slug
        assert told(world, slug)[0] == stood(date(2026, 12, 4), (*WRITTEN, *later)), slug


@pytest.mark.parametrize("slug", READ)
def test_a_later_correction_costs_a_statement_or_two_whatever_their_number(
    world, slug, frozen_time, django_assert_max_num_queries
):
    """As many as were asked of two students are asked of all."""
    day = date(2026, 11, 15)

    def build():
        return told(world, slug, day)

    with django_assert_max_num_queries(60) as few:
        build()
    everybody = [name for name in world.people if name.startswith("student")]
    put(
        world,
        frozen_time,
        *((date(2026, 11, 14), who, "3") for who in everybody),
        *((TODAY, who, "4") for who in everybody),
    )
    with django_assert_max_num_queries(len(few)):
        found, _notes = build()
    assert found["3"] >= len(everybody)


def test_the_running_mean_of_a_year_is_of_the_term_under_way(world):
    """Not of its last term, which has not begun."""
    spring = Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 11), ends=date(2027, 6, 28)
    )
    lesson, student = world.lessons["yesterday"], world.people["student"]
    assert spring.starts > TODAY
    own = {"college": world.college, "lesson": lesson, "course": lesson.course}
    kind = WorkKind.objects.of(world.id).get(code="practical")
    Work.objects.create(**own, slot=1, kind=kind, weight=100)
    Entry.objects.create(**own, student=student, slot=1, value="4", changed_at=worlds.RECORDED)
    for sent in ({}, {"day": TODAY}, {"day": TODAY - timedelta(days=1)}):
        table = built(world.actor("leader"), "leader", period=f"year:{world.year.pk.hex}", **sent)
        means = {row["student"]: row["now"] for row in lines(table)}
        assert means[f"{student.surname} {student.given}"] == Decimal("4.00"), sent
    before = built(
        world.actor("leader"), "leader", period=f"year:{world.year.pk.hex}", day=lesson.date - timedelta(days=1)
    )
    assert not any(row["now"] for row in lines(before))


def test_access_and_decisions_about_told_absences_are_of_today(world):
    def notes(**sent):
        table = built(world.actor("leader"), "leader", period=f"term:{world.term.pk.hex}", **sent)
        return next(one for one in table.more if one.title == "Работа с родителями").notes

    assert any("как сегодня" in note for note in notes(day=DAYS[0]))
    assert not any("как сегодня" in note for note in notes())


def test_admission_goes_by_the_results_of_the_evening(world):
    """Whoever has «2», or nothing where others have a result, is barred; of today the same (A4.2)."""
    discipline = world.courses["electro"].discipline
    name = f"{discipline.index} {discipline.short_name}"
    for day in (*DAYS, None):
        had = last_of(day or TODAY)
        sent = {"day": day} if day else {}
        table = built(
            world.actor("deputy"),
            "admission",
            period=f"term:{world.term.pk.hex}",
            group=world.groups["Э-21"].pk,
            **sent,
        )
        rows = {row["student"]: row["reasons"] for row in lines(table)}
        people = [person for name, person in world.people.items() if str(person) in rows]
        assert len(people) == len(rows) > len(had)
        for who, person in world.people.items():
            if str(person) in rows:
                value = had.get(who, "нет аттестации" if had else "")
                barred = f"{name}: {value}" if value in {"2", "нет аттестации"} else ""
                assert [one for one in rows[str(person)].split("; ") if one.startswith(name)] == [barred] * bool(
                    barred
                ), (day, who)
        notes = " ".join(table.notes)
        assert ("как они стояли на конец дня" in notes, "Какие работы" in notes) == (bool(day), bool(day))


def test_admission_as_a_report_reads_no_statements(world):
    """Nothing of them is shown, so no reading of their lines is told."""
    opened(world, course="module")
    drain()
    Reading.objects.of(world.id).delete()
    keeping.forget()
    with CaptureQueriesContext(connection) as asked:
        built(world.actor("deputy"), "admission", period=f"term:{world.term.pk.hex}", group=world.groups["Э-21"].pk)
    drain()
    told = set(Reading.objects.of(world.id).values_list("action", flat=True))
    assert READ_STATEMENT not in told, told
    assert not any("statements_statement" in one["sql"] for one in asked.captured_queries)


def test_admission_to_the_state_attestation_goes_by_the_results_of_the_evening(world, frozen_time):
    give_plan(world)
    mdk = world.courses["module"].discipline
    history = (
        (date(2026, 11, 11), "student", "5"),
        (date(2026, 11, 13), "student", "2"),
        (date(2026, 11, 17), "student", "4"),
    )
    for day, who, value in history:
        frozen_time.move_to(f"{day} 12:00:00+03:00")
        row = Put(
            world.people[who].pk, mdk.pk, world.term.pk, 3, Level.TERM, value, group=world.groups["Э-21"].pk, form="ДЗ"
        )
        put_results(world.actor("deputy"), [row], uuid4())
    frozen_time.move_to(f"{TODAY} 12:00:00+03:00")
    person = world.people["student"]
    for day, debts, ahead in (
        (date(2026, 11, 10), None, 4), (date(2026, 11, 11), None, 3), (date(2026, 11, 14), 1, 3), (date(2026, 11, 17), None, 3),
        (None, None, 3),
    ):  # fmt: skip
        sent = {"day": day} if day else {}
        table = built(
            world.actor("deputy"), "final", period=f"year:{world.year.pk.hex}", group=world.groups["Э-21"].pk, **sent
        )
        row = next(row for row in lines(table) if row["student"] == f"{person.surname} {person.given}")
        assert (row["debts"], row["ahead"]) == (debts, ahead), day
        assert f"на {day or TODAY:%d.%m.%Y}" in " ".join(table.heading)
        assert ("как они стояли на конец дня" in " ".join(table.notes)) is bool(day)
    with CaptureQueriesContext(connection) as asked:
        built(world.actor("deputy"), "final", period=f"year:{world.year.pk.hex}", group=world.groups["Э-21"].pk)
    assert not any("statements_statement" in one["sql"] for one in asked.captured_queries)


TERM, MONTH = "term:{term}", "month:2026-11"
NAMED = {
    "leader": TERM, "summary": TERM, "department": TERM, "teacher-term": TERM, "admission": TERM, "stipend": TERM, "attendance": MONTH,
    "notice": MONTH, "final": "year:{year}", "day-sheet": "",
}  # fmt: skip


@pytest.mark.parametrize("slug", NAMED)
def test_students_are_called_as_they_were_on_the_day(world, slug):
    """A new name stands from the day of its order on; of two orders the former name of the earlier one is that of a day before both."""
    own = {"college": world.college, "person": world.people["classmate"], "given": "Семён", "patronymic": "Ильич"}
    for until, surname in ((date(2026, 11, 23), "Ямщиков"), (date(2026, 11, 13), "Аносов")):
        FormerName.objects.create(**own, until=until, surname=surname)
    period = NAMED[slug].format(term=world.term.pk.hex, year=world.year.pk.hex)
    for day, name in (
        (date(2026, 11, 12), "Аносов"), (date(2026, 11, 13), "Ямщиков"), (date(2026, 11, 19), "Ямщиков"), (TODAY, "Удальцов"),
    ):  # fmt: skip
        sent = {"period": period} if period else {}
        table = built(world.actor("deputy"), slug, **sent, day=day, group=world.groups["Э-21"].pk)
        found = words(table)
        wanted = {name} if stands(slug, day) else set()
        assert {one for one in ("Аносов", "Ямщиков", "Удальцов") if one in found} == wanted, (slug, day)


def stands(slug, day):
    """Whether a list of some has him: his «2» is until the 19th."""
    return slug not in {"department", "teacher-term"} or day <= date(2026, 11, 19)


def words(table):
    """Everything that stands on its paper."""
    parts = (table, *table.more)
    return " ".join(f"{part.title} {' '.join(str(cell) for row in part.rows for cell in row)}" for part in parts)


def test_who_came_and_went_is_called_as_he_was_on_the_last_day(world):
    own = {"college": world.college, "person": world.people["left"], "given": "Роман", "patronymic": "Игоревич"}
    FormerName.objects.create(**own, until=date(2026, 11, 20), surname="Ямщиков")
    for day, name in ((date(2026, 11, 19), "Ямщиков"), (TODAY, "Жданов")):
        table = built(world.actor("leader"), "leader", period=f"term:{world.term.pk.hex}", day=day)
        part = next(one for one in table.more if one.title == "Изменения в списке")
        assert [row["what"] for row in lines(part) if name in row["student"]] == ["выбыл"], day


@pytest.mark.parametrize("slug", ["teacher-term", "deputy", "builder"])
def test_of_teachers_no_former_name_is_kept_and_the_report_says_so(world, slug):
    """Orders rename students; the name of a teacher is put right where it stands."""
    shape = {"rows": "teacher", "m-fives": "1"} if slug == "builder" else {}
    for sent, known in (({"day": DAYS[0]}, True), ({}, False)):
        _who, _read, more = READ[slug]
        table = built(world.actor("deputy"), slug, period=f"term:{world.term.pk.hex}", **{**more, **shape}, **sent)
        assert ("Фамилии преподавателей – нынешние" in " ".join(table.notes)) is known, sent


def test_the_period_before_is_told_to_stand_by_its_last_day(world):
    for sent, known in (({"day": DAYS[0]}, True), ({}, False)):
        table = built(world.actor("department_head"), "department", period="month:2026-11", **sent)
        assert ("Прошлый срок – по его последнему дню" in " ".join(table.notes)) is known, sent


def test_a_report_of_today_says_so_of_results_though_its_period_is_over(world):
    """Asked for a month that is over on a later day that is today: no evening of today has been yet."""
    actor = world.actor("deputy")
    for day, words in ((TODAY, "Итоги – по записям на сегодня."), (TODAY - timedelta(days=1), "на конец дня")):
        meant = asked(world.id, date(2026, 10, 5), span=Span.MONTH, until=day)
        assert any(words in note for note in results_on(actor, meant)), day
