"""A page of a journal as rules see it, written in a few signs."""

from datetime import date, timedelta
from uuid import UUID

from zhurnal.checks.rules.facts import CourseFacts, LessonFacts, StudentFacts, WorkFacts

TODAY = date(2026, 11, 24)
SEPTEMBER = date(2026, 9, 1)
COURSE, TEACHER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ANNA, BORIS, VERA = UUID(int=11), UUID(int=12), UUID(int=13)


def lesson(ago: int, **more: object) -> LessonFacts:
    """A recorded lesson so many days ago."""
    usual: dict[str, object] = {"topic": "Закон Ома", "homework": "§ 3", "roll": True, "teacher": TEACHER, "pair": 2}
    return LessonFacts(id=UUID(int=1000 + ago), day=TODAY - timedelta(days=ago), **(usual | more))  # type: ignore[arg-type]


def work(slot: int = 1, *, everyone: bool = True) -> WorkFacts:
    """A column."""
    return WorkFacts(UUID(int=500 + slot), slot, "Контрольная работа", everyone)


def student(pk: UUID, signs: dict[int, dict[int, str]] | None = None, **more: object) -> StudentFacts:
    """A student on the list since September; ``signs``: days ago → slot → value."""
    cells = {UUID(int=1000 + ago): own for ago, own in (signs or {}).items()}
    return StudentFacts(pk, more.pop("stays", ((SEPTEMBER, None),)), cells)  # type: ignore[arg-type]


def line(text: str, pk: UUID = ANNA) -> tuple[list[LessonFacts], StudentFacts]:
    """Lessons and one student from «5 н . 2»: a word a lesson, the last one yesterday; «.» is present without a mark."""
    words = text.split()
    ago = list(range(len(words), 0, -1))
    signs = {
        day: ({0: word} if word in ("н", "осв") else {1: word})
        for day, word in zip(ago, words, strict=True)
        if word != "."
    }
    return [lesson(day) for day in ago], student(pk, signs)


def page(lessons: list[LessonFacts], *students: StudentFacts, **more: object) -> CourseFacts:
    """A page of these."""
    return CourseFacts(COURSE, TEACHER, TODAY, lessons, students, **more)  # type: ignore[arg-type]


def of_line(text: str) -> CourseFacts:
    """A page with one student."""
    lessons, one = line(text)
    return page(lessons, one)
