"""What could be done with lessons that have no teacher: free teachers, other disciplines, groups to join. Constant statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.queries.substitution_debts import debts_of
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.clashes import Shared, clashes_of, overlaps
from zhurnal.timetable.rules.free_teachers import Candidate, ranked
from zhurnal.timetable.rules.hours_debt import Debt
from zhurnal.timetable.standing import Standing, absences_on, is_away, standing_days


@dataclass(frozen=True, slots=True)
class Offer:
    """One way with its name and reasons."""

    way: str
    name: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Offers:
    """The ways of one lesson, the fittest of each first. ``best``: the one to choose unless a person knows better."""

    same: tuple[Offer, ...]
    other: tuple[Offer, ...]
    joint: tuple[Offer, ...]

    @property
    def best(self) -> str:
        """Another teacher of the discipline or of the group, else another discipline, else a group to join, else any teacher."""
        fit = [offer for offer in self.same if "ведёт эту" in offer.reasons or "предложен" in offer.reasons]
        know = [offer for offer in self.same if "знает группу" in offer.reasons]
        return next((offer.way for offer in (*fit, *self.joint, *self.other, *know, *self.same)), str(WayKind.CANCEL))


@dataclass(frozen=True, slots=True)
class _Taught:
    """A course as somebody leads it."""

    course: UUID
    group: UUID
    subgroup: UUID | None
    discipline: str
    short: str
    teacher: UUID
    teacher_name: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything about the days in question."""

    teachers: dict[UUID, str]
    taught: tuple[_Taught, ...]
    standing: tuple[Standing, ...]
    absences: tuple[TeacherAbsence, ...]
    debts: dict[UUID, Debt]


def offers_for(actor: PersonActor, lessons: Sequence[Standing], suggested: UUID | None = None) -> dict[UUID, Offers]:
    """lesson → its ways. Five statements, however many lessons."""
    if not lessons:
        return {}
    scene = _scene(actor.college_id, lessons)
    return {
        lesson.id: Offers(
            tuple(_teachers(scene, lesson, suggested)), tuple(_disciplines(scene, lesson)), tuple(_hosts(scene, lesson))
        )
        for lesson in lessons
    }


def _scene(college_id: UUID, lessons: Sequence[Standing]) -> _Scene:
    days = sorted({lesson.date for lesson in lessons})
    grants = RoleGrant.objects.of(college_id).filter(valid_on(days[-1]), role=Role.TEACHER)
    names = ("surname", "given", "patronymic")
    people = grants.values_list("person_id", *(f"person__{name}" for name in names))
    leads = CourseTeacher.objects.of(college_id).filter(
        valid_on(days[0]), course__term__in={lesson.term for lesson in lessons}
    ).values_list(
        "course_id", "course__group_id", "course__subgroup_id", "course__discipline__name",
        "course__discipline__short_name", "teacher_id", *(f"teacher__{name}" for name in names),
    )  # fmt: skip
    return _Scene(
        {pk: short_name(*name) for pk, *name in people},
        tuple(_Taught(row[0], row[1], row[2], row[3], row[4], row[5], short_name(*row[6:])) for row in leads),
        tuple(standing_days(college_id, days)),
        tuple(absences_on(college_id, days[0], days[-1])),
        debts_of(college_id),
    )


def _free(scene: _Scene, lesson: Standing, teacher: UUID) -> bool:
    busy = any(
        row.teacher == teacher
        and row.id != lesson.id
        and row.placed.joined != lesson.placed.joined  # he takes the other groups of the stream already
        and overlaps(row.placed, lesson.placed)
        for row in scene.standing
    )
    return teacher != lesson.teacher and not busy and not is_away(scene.absences, teacher, lesson.date, lesson.pair)


def _pairs(scene: _Scene, lesson: Standing) -> dict[UUID, int]:
    """teacher → his pairs of the lesson's day."""
    places: dict[UUID, set[int]] = defaultdict(set)
    for row in scene.standing:
        if row.date == lesson.date:
            places[row.teacher].add(row.pair)
    return {teacher: len(pairs) for teacher, pairs in places.items()}


def _teachers(scene: _Scene, lesson: Standing, suggested: UUID | None) -> Iterable[Offer]:
    pairs, fits = _pairs(scene, lesson), set()
    subjects: dict[UUID, list[str]] = defaultdict(list)
    for one in scene.taught:
        if one.discipline == lesson.name:
            fits.add(one.teacher)
        if one.group == lesson.group and one.short not in subjects[one.teacher]:
            subjects[one.teacher].append(one.short or one.discipline)
    candidates = [
        Candidate(pk, name, pk in fits, tuple(subjects.get(pk, ())), pairs.get(pk, 0), suggested=pk == suggested)
        for pk, name in scene.teachers.items()
        if _free(scene, lesson, pk)
    ]
    for free in ranked(candidates):
        yield Offer(str(Way(WayKind.SAME, free.id)), free.name, free.reasons)


def _disciplines(scene: _Scene, lesson: Standing) -> Iterable[Offer]:
    pairs = _pairs(scene, lesson)
    found: dict[UUID, tuple[int, Offer]] = {}
    others = [row.placed for row in scene.standing if row.id != lesson.id]
    for one in scene.taught:
        here = one.group == lesson.group and one.subgroup in (None, lesson.subgroup) and one.course != lesson.course
        if not here or one.course in found or not _free(scene, lesson, one.teacher):
            continue
        wanted = replace(lesson.placed, subgroup=one.subgroup, teacher=one.teacher)
        if any(clash.shared is Shared.GROUP for clash in clashes_of(wanted, others)):
            continue
        owed = scene.debts.get(one.course, Debt()).owed
        count = pairs.get(one.teacher, 0)
        words = [f"долг {owed}\u00a0ч" if owed else "", f"в этот день пар: {count}" if count else "в этот день пар нет"]
        offer = Offer(
            str(Way(WayKind.OTHER, one.course)), f"{one.discipline}, {one.teacher_name}", ", ".join(filter(None, words))
        )
        found[one.course] = (owed, offer)
    yield from (offer for _owed, offer in sorted(found.values(), key=lambda item: (-item[0], item[1].name)))


def _hosts(scene: _Scene, lesson: Standing) -> Iterable[Offer]:
    for row in scene.standing:
        fits = (
            row.name == lesson.name and row.course != lesson.course and row.teacher != lesson.teacher and not row.mode
        )
        if (
            fits
            and overlaps(row.placed, lesson.placed)
            and not is_away(scene.absences, row.teacher, row.date, row.pair)
        ):
            room = f", {row.room_name}" if row.room_name else ""
            yield Offer(
                str(Way(WayKind.JOINT, row.id)), f"{row.whose}, {row.teacher_name}", f"{row.pair}\u00a0пара{room}"
            )
