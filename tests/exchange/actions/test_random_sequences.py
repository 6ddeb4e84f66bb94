"""Imports, entries, substitutions, moves and undoings in any order: nothing that a person did is lost, nothing stands twice."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from tests.exchange.college import SINCE, UNTIL, roster, timetable
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.prepare import show
from zhurnal.exchange.imports.packing import pack_reading
from zhurnal.exchange.imports.plan.book import Frame
from zhurnal.exchange.imports.plan.planner import make_plan
from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.reading import Reading
from zhurnal.exchange.models import ImportRun
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.models import LessonChange, Substitution
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground

STEPS = 25
ILL = Ground(Cause.ILLNESS)
PLACES = [(day, period) for day in range(5) for period in range(1, 5)]


@pytest.mark.parametrize("seed", range(6))
def test_no_entry_is_lost_and_nothing_stands_twice(desk, seed):
    chance = Random(seed)
    desk.load(Kind.ROSTER, roster())
    students = list(desk.rows("membership").values_list("student_id", flat=True))
    readings = [reading_of(desk, chance, number) for number in range(4)]
    done: list[ImportRun] = []
    kept: dict[tuple[object, object], tuple[object, int]] = {}
    arranged = by_people(desk)
    for _step in range(STEPS):
        what = chance.choice(
            ["import", "import", "import", "write", "undo", "cancel", "move", "same", "other", "joint"]
        )
        if what == "import":
            done.append(import_again(desk, chance.choice(readings)))
        elif what == "write":
            write(desk, chance, students, kept)
        elif what == "undo" and done:
            undo(desk, chance.choice([done[-1], chance.choice(done)]), done)
        elif what == "move":
            move(desk, chance)
        elif what not in ("undo", "import"):
            substitute(desk, chance, WayKind(what))
        check(desk, kept)
        if what in ("import", "undo"):
            assert by_people(desk) == arranged, what
        arranged = by_people(desk)
    assert any(arranged)
    # Whatever happened, the same file twice makes no difference.
    import_again(desk, readings[0])
    before = desk.everything()
    import_again(desk, readings[0])
    assert desk.everything() == before
    assert list(audit.verify(desk.college.id)) == []


def reading_of(desk, chance, number) -> Reading:
    cards = [(chance.randrange(3), *place) for place in chance.sample(PLACES, 5)]
    weeks = {place: chance.choice(["11", "10", "01"]) for place in range(5)}
    path = desk.folder / f"{number}.xml"
    path.write_text(timetable(cards, neighbours(chance), weeks=weeks), encoding="utf-8")
    content = read_timetable([path])
    return Reading(Kind.TIMETABLE, content, content.problems)


def import_again(desk, reading) -> ImportRun:
    """As ``prepare`` and ``apply_import`` do, without starting a process for each reading."""
    actor = desk.actor
    run = ImportRun(
        college=desk.college, kind="timetable", title="t.xml", made_at=actor.now, today=actor.today, since=SINCE,
        until=UNTIL, reading=pack_reading(reading),
    )  # fmt: skip
    show(run, make_plan(Frame(desk.college.id, actor.today, actor.now, SINCE, UNTIL, "t.xml"), reading))
    ImportRun.objects.bulk_create([run])
    apply_import(actor, run)
    return run


def write(desk, chance, students, kept) -> None:
    lessons = list(desk.rows("lesson").filter(state="planned").order_by("pk"))
    if lessons:
        lesson, student = chance.choice(lessons), chance.choice(students)
        if (lesson.pk, student) not in kept:
            Entry.objects.create(
                college=desk.college, course_id=lesson.course_id, lesson=lesson, student_id=student, slot=0, value="н",
                changed_at=desk.actor.now,
            )  # fmt: skip
            kept[lesson.pk, student] = (lesson.date, lesson.pair)


def undo(desk, run, done) -> None:
    with suppress(Refused):
        desk.undo(run)
        done.remove(run)


def neighbours(chance) -> str:
    """The second group has the same subjects with other teachers, so that a lesson may be joined with one of theirs."""
    lessons = "".join(
        f'<lesson id="N{n}" subjectid="S{n}" classids="C2" groupids="G2" teacherids="T{(n + 1) % 3}" periodspercard="1" '
        f'periodsperweek="2.0"/>'
        for n in range(3)
    )
    cards = "".join(
        f'<card lessonid="N{chance.randrange(3)}" period="{period}" days="{"".join("1" if day == m else "0" for m in range(5))}" '
        f'weeks="11" terms="1" classroomids="R2"/>'
        for day, period in chance.sample(PLACES, 12)
    )
    return f"{lessons}|{cards}"


def substitute(desk, chance, kind: WayKind) -> None:
    """The office settles a lesson in one of the ways of A5.4, where the rules allow it."""
    lessons = list(desk.rows("lesson").filter(state="planned").select_related("course").order_by("pk"))
    chance.shuffle(lessons)
    for lesson in lessons[:12]:
        if arrange(desk.office, lesson, Way(kind, target_of(desk, chance, lesson, kind)), ILL) is None:
            return


def target_of(desk, chance, lesson, kind: WayKind):
    """Another teacher, another discipline of the group, or a lesson of the same discipline at the same time."""
    rows = {
        WayKind.SAME: desk.rows("person")
        .filter(surname__in=("Кравцова", "Лосев", "Жукова"))
        .exclude(pk=lesson.teacher_id),
        WayKind.OTHER: desk.rows("course").filter(group=lesson.course.group_id).exclude(pk=lesson.course_id),
        WayKind.JOINT: desk.rows("lesson")
        .filter(date=lesson.date, pair=lesson.pair, course__discipline=lesson.course.discipline_id)
        .exclude(pk=lesson.pk),
    }.get(kind)
    found = list(rows.order_by("pk").values_list("pk", flat=True)) if rows is not None else []
    return chance.choice(found) if found else None


def move(desk, chance) -> None:
    """The office moves a lesson within some weeks, where the rules allow it."""
    lessons = list(desk.rows("lesson").filter(state="planned").order_by("pk"))
    chance.shuffle(lessons)
    for lesson in lessons[:12]:
        day = SINCE + timedelta(days=chance.randrange((UNTIL - SINCE).days))
        if move_lesson(desk.office, lesson, Place(day, chance.randint(1, 4)), Ground(Cause.EVENT)) is None:
            return


def by_people(desk) -> list[object]:
    """Substitutions with the lessons that they name, and what the office moved or cancelled: none of it is a file's to change."""
    own, stand = desk.college.id, ("pk", "date", "pair", "state", "teacher_id", "room_id")
    replaced = Substitution.objects.of(own).order_by("pk")
    changed = LessonChange.objects.of(own).filter(by_file=False).order_by("pk")
    named = {pk for row in replaced.values_list("lesson_id", "missed_id", "host_id") for pk in row if pk}
    named |= set(changed.values_list("lesson_id", flat=True))
    lessons = desk.rows("lesson").filter(pk__in=named).order_by("pk")
    return [list(replaced.values()), list(changed.values()), list(lessons.values(*stand))]


def check(desk, kept) -> None:
    found = {
        (lesson, student): (date, pair)
        for lesson, student, date, pair in Entry.objects.of(desk.college.id).values_list(
            "lesson_id", "student_id", "lesson__date", "lesson__pair"
        )
    }
    assert found == kept
    lessons = {row["id"]: row["state"] for row in desk.rows("lesson").values("id", "state")}
    assert {lessons[lesson] for lesson, _student in kept} <= {"planned"}
    for entity, key in (
        ("person", ("surname", "given", "patronymic")), ("group", ("name",)), ("discipline", ("name",)),
        ("room", ("name",)), ("role", ("person_id", "role")), ("courseteacher", ("course_id", "teacher_id")),
        ("course", ("group_id", "subgroup_id", "discipline_id")), ("lesson", ("course_id", "date", "pair")),
    ):  # fmt: skip
        places = Counter(desk.rows(entity).values_list(*key))
        assert [place for place, count in places.items() if count > 1] == [], entity
