"""Rules about marks (A2.5–A2.9, A10.3; 3.7: накопляемость)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from uuid import UUID

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.facts import CourseFacts, Found, LessonFacts, Seen
from zhurnal.journal.rules import signs
from zhurnal.kernel.dates import short
from zhurnal.kernel.wording import plural

LESSONS = ("занятие", "занятия", "занятий")
MARKS = ("отметка", "отметки", "отметок")
CELLS = ("клетка", "клетки", "клеток")
GOOD = ("5", "4", "3")
LAST_NAMED = 5  # days named beside a number of missed lessons


def absent_marked(facts: CourseFacts, _number: int) -> Iterator[Found]:
    """«н» and a mark of the same student in the same lesson; an отработка stands in a slot of its own."""
    lessons = {lesson.id: lesson for lesson in facts.lessons}
    for student in facts.students:
        for pk, cells in student.cells.items():
            standing = next((value for slot, value in sorted(cells.items()) if slot > 0 and signs.is_mark(value)), "")
            lesson = lessons.get(pk)
            if lesson and standing and signs.is_absence(cells.get(0, "")):
                said = f"{short(lesson.day)}: «н» и «{standing}» на одном занятии."
                yield Found(Rule.ABSENT_MARKED, facts.id, said, lesson.teacher, lesson.id, student.id)


def control_unmarked(facts: CourseFacts, number: int) -> Iterator[Found]:
    """A work for which everyone present gets a mark, and somebody has none."""
    for lesson in facts.past(number):
        for work in lesson.works:
            if not work.everyone or not lesson.recorded:
                continue
            present, without = _of_work(facts, lesson, work.slot)
            if without:
                said = f"{work.name[:1].upper()}{work.name[1:]}, {short(lesson.day)}: без отметки {without} из {present} присутствовавших."
                yield Found(Rule.CONTROL_UNMARKED, facts.id, said, lesson.teacher, lesson.id, work=work.id)


def _of_work(facts: CourseFacts, lesson: LessonFacts, slot: int) -> tuple[int, int]:
    """How many were there, and how many of them have nothing in the column."""
    present = without = 0
    for student in facts.students:
        cells = student.cells.get(lesson.id, {})
        away = signs.is_absence(cells.get(0, "")) or signs.RELEASED in cells.values()
        if student.listed(lesson.day) and not away:
            present += 1
            without += not cells.get(slot)
    return present, without


def few_marks(facts: CourseFacts, number: int) -> Iterator[Found]:
    """Fewer marks than one for each ``number`` hours at which he was present."""
    for student, line in facts.lines:
        hours = sum(seen.lesson.hours for seen in line if not seen.absent and not seen.released)
        marks = sum(sum(map(signs.is_mark, seen.marks)) for seen in line)
        if marks < hours // number:
            have = plural(marks, MARKS) if marks else "Отметок нет"
            said = f"{have} за {hours}\u00a0ч, нужно {hours // number}."
            yield Found(Rule.FEW_MARKS, facts.id, said, facts.teacher, student=student)


def few_in_lesson(facts: CourseFacts, number: int) -> Iterator[Found]:
    """Marks were given in the lesson, but fewer than ``number`` (or than were there)."""
    given: dict[UUID, int] = defaultdict(int)
    there: dict[UUID, int] = defaultdict(int)
    for _student, line in facts.lines:
        for seen in line:
            given[seen.lesson.id] += seen.asked and not seen.absent
            there[seen.lesson.id] += not seen.absent and not seen.released
    for lesson in facts.past(1):
        if 0 < given[lesson.id] < min(number, there[lesson.id]):
            said = f"{short(lesson.day)}: {plural(given[lesson.id], MARKS)} на занятии."
            yield Found(Rule.FEW_IN_LESSON, facts.id, said, lesson.teacher, lesson.id)


def two_unrepaired(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The last mark is «2», and he has been present in ``number`` lessons since without being asked."""
    for student, line in facts.lines:
        since = 0
        for seen in reversed(line):
            if seen.released:
                continue
            if seen.asked:
                if "2" in seen.marks and since >= number:
                    said = f"«2» {short(seen.lesson.day)}, после неё был на {plural(since, ON_LESSONS)} и не спрошен."
                    yield Found(Rule.TWO_UNREPAIRED, facts.id, said, facts.teacher, seen.lesson.id, student)
                break
            since += not seen.absent


ON_LESSONS = ("занятии", "занятиях", "занятиях")


def two_after_absence(facts: CourseFacts, number: int) -> Iterator[Found]:
    """«2» in the first lesson after ``number`` or more missed ones, not repaired since."""
    for student, line in facts.lines:
        missed = 0
        for place, seen in enumerate(line):
            if seen.absent:
                missed += 1
            elif not seen.released:
                if missed >= number and "2" in seen.marks and not _repaired(line, place):
                    said = f"«2» {short(seen.lesson.day)}, перед ней пропущено {plural(missed, LESSONS)}."
                    yield Found(Rule.TWO_AFTER_ABSENCE, facts.id, said, seen.lesson.teacher, seen.lesson.id, student)
                missed = 0


def two_at_edge(facts: CourseFacts, number: int) -> Iterator[Found]:
    """«2» in the first or last ``number`` lessons of the term, not repaired since."""
    order = [lesson.id for lesson in facts.lessons if not lesson.cancelled]
    first, last = frozenset(order[:number]), frozenset(order[-number:])
    for student, line in facts.lines:
        for place, seen in enumerate(line):
            edge = "начала" if seen.lesson.id in first else "конца" if seen.lesson.id in last else ""
            if edge and "2" in seen.marks and not _repaired(line, place):
                said = f"«2» {short(seen.lesson.day)}, занятие у {edge} семестра."
                yield Found(Rule.TWO_AT_EDGE, facts.id, said, seen.lesson.teacher, seen.lesson.id, student)


def _repaired(line: Sequence[Seen], place: int) -> bool:
    """Whether a better mark stands beside the «2» or after it."""
    return any(value in GOOD for seen in line[place:] for value in seen.marks)


def missed_lessons(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The last ``number`` lessons or more were missed one after another without a valid cause, and no mark has made up for them (A6.7)."""
    for student, line in facts.lines:
        since = takewhile(lambda seen: seen.absent and not seen.asked, reversed(line))
        missed = [seen.lesson for seen in since if seen.unexcused][::-1]
        if len(missed) >= number:
            days = list(dict.fromkeys(short(lesson.day) for lesson in missed))
            more = "последние " if len(days) > LAST_NAMED else ""
            said = f"Пропущено подряд {plural(len(missed), LESSONS)}: {more}{', '.join(days[-LAST_NAMED:])}."
            yield Found(Rule.MISSED_LESSONS, facts.id, said, facts.teacher, student=student)


def corrections(facts: CourseFacts, number: int) -> Iterator[Found]:
    """At least ``number`` corrected marks in one lesson."""
    for lesson in facts.lessons:
        if lesson.corrected >= number:
            said = f"{short(lesson.day)}: {plural(lesson.corrected, CELLS)} с исправлением."
            yield Found(Rule.CORRECTIONS, facts.id, said, lesson.teacher, lesson.id)
