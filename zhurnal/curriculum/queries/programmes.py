"""Work programmes as pages: the list by course, one programme with its sums against the plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Sum

from zhurnal.curriculum.holders import held_topics
from zhurnal.curriculum.models import Course, PlanLoad, ProgrammeTopic, WorkProgramme
from zhurnal.curriculum.plan_rows import rows_of_pairs
from zhurnal.curriculum.policy import GIVE_PROGRAMME, READ_PROGRAMME, WRITE_PROGRAMME
from zhurnal.curriculum.rules import topics as rule
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor

PLANNED = ("lectures", "practicals", "labs", "course_project", "consultations")


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course of the teacher with its programme, if it follows one."""

    id: UUID
    group: str
    subgroup: str
    discipline: str
    term: str
    programme: UUID | None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in the list."""

    id: UUID
    title: str
    discipline: str
    version: int
    topics: int
    hours: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the editor; ``held``: the first lesson that recorded it."""

    id: str
    number: int
    title: str
    hours: str
    kind: str
    kind_words: str
    homework: str
    held: str


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """One programme."""

    id: UUID
    title: str
    discipline: str
    version: int
    revision: int
    writes: bool
    rows: tuple[TopicRow, ...]
    groups: tuple[str, ...]
    plan_words: str
    plan: Mapping[str, int]
    semesters: Mapping[int, Mapping[str, int]]
    by_semester: tuple[str, ...]
    sums: tuple[rule.Sum, ...]
    difference: str
    may_follow: tuple[CourseLine, ...]


def programmes_page(actor: PersonActor) -> tuple[list[CourseLine], list[ProgrammeLine]]:
    """Courses of the teacher without a programme, and the programmes within reach; a constant number of statements."""
    rows = policy.visible(actor, READ_PROGRAMME).order_by("discipline__index", "discipline__name", "-version", "title")
    followers = _followers(actor.college_id)
    facts = {
        pk: (count, hours or 0)
        for pk, count, hours in ProgrammeTopic.objects.of(actor.college_id)
        .order_by()
        .values("programme")
        .annotate(count=Count("pk"), hours=Sum("hours"))
        .values_list("programme", "count", "hours")
    }
    lines = [
        ProgrammeLine(
            pk, title, f"{index} {name}".strip(), version, *facts.get(pk, (0, 0)), tuple(followers.get(pk, ()))
        )
        for pk, title, version, index, name in rows.values_list(
            "pk", "title", "version", "discipline__index", "discipline__name"
        )
    ]
    return [line for line in _courses(actor) if line.programme is None], lines


def load_programme(actor: PersonActor, programme: WorkProgramme) -> ProgrammePage:
    """The page; ``programme.discipline`` is at hand."""
    held = {one.topic: one.words for one in reversed(held_topics(actor.college_id, programme.pk))}
    rows = tuple(
        TopicRow(topic.pk.hex, topic.number, topic.title, str(topic.hours), topic.kind, rule.KIND_WORDS[topic.kind],
                 topic.homework, held.get(topic.pk, ""))
        for topic in ProgrammeTopic.objects.of(actor.college_id).filter(programme=programme.pk).order_by("number")
    )  # fmt: skip
    planned, topics = planned_hours(actor.college_id, programme), [(row.kind, int(row.hours)) for row in rows]
    plan, found = planned.hours, rule.sums(topics, planned.hours)
    discipline = programme.discipline
    writes = bool(policy.can(actor, WRITE_PROGRAMME, programme))
    return ProgrammePage(
        id=programme.pk, title=programme.title, discipline=f"{discipline.index} {discipline.name}".strip(),
        version=programme.version, revision=programme.revision, writes=writes, rows=rows,
        groups=tuple(_followers(actor.college_id, programme.pk).get(programme.pk, ())),
        plan_words=planned.words, plan=plan, semesters=planned.semesters,
        by_semester=tuple(rule.by_semester(topics, planned.semesters)), sums=tuple(found), difference=rule.difference(found) if plan else "",
        may_follow=tuple(_may_follow(actor, programme)) if policy.may(actor, GIVE_PROGRAMME) else (),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """Planned hours by kind of the semesters in which courses follow a programme, those semesters in words, and each of them alone."""

    hours: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    semesters: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def planned_hours(college_id: UUID, programme: WorkProgramme) -> Planned:
    """What the plan asks of the programme. A constant number of statements."""
    courses = Course.objects.of(college_id).filter(programme=programme.pk)
    columns = ("group__curriculum_id", "discipline_id", "group__course_year", "term__number")
    kept: dict[tuple[UUID | None, UUID], set[int]] = defaultdict(set)
    for curriculum, discipline, year, term in courses.values_list(*columns):
        kept[curriculum, discipline].add(semester_of(year, term))
    wanted: dict[UUID, set[int]] = defaultdict(set)
    for place, item in rows_of_pairs(college_id, kept).items():
        wanted[item] |= kept[place]
    if not wanted and programme.discipline.plan_item_id:
        wanted[programme.discipline.plan_item_id] = set()
    if not wanted:
        return Planned()
    item, semesters = min(wanted.items(), key=lambda pair: pair[0].hex)
    loads = [
        load
        for load in PlanLoad.objects.of(college_id).filter(item=item).order_by("semester")
        if not semesters or load.semester in semesters
    ]
    alone = {load.semester: {name: getattr(load, name) for name in PLANNED if getattr(load, name)} for load in loads}
    plan = {name: sum(hours.get(name, 0) for hours in alone.values()) for name in PLANNED}
    words = ", ".join(map(str, alone))
    if any(plan.values()) and (beside := _given_beside(college_id, programme)):
        plan = {name: max(0, hours - beside.get(name, 0)) for name, hours in plan.items()}
        words += ", без часов, которые даёт другая программа той же дисциплины"
        alone = {}  # of which semester the other programme takes them, nobody has said
    known = {name: hours for name, hours in plan.items() if hours}
    return Planned(known, words, {number: hours for number, hours in alone.items() if hours}) if known else Planned()


def _given_beside(college_id: UUID, programme: WorkProgramme) -> dict[str, int]:
    """Hours by kind that another programme gives the same students: the whole group's lectures beside the subgroups' labs (A5.2)."""
    own = Course.objects.of(college_id).filter(programme=programme.pk)
    course = own.order_by("pk").values("group", "discipline", "term", "subgroup").first()
    if course is None:
        return {}
    beside = Course.objects.of(college_id).filter(
        group=course["group"], discipline=course["discipline"], term=course["term"], programme__isnull=False,
        subgroup__isnull=course["subgroup"] is not None,
    )  # fmt: skip
    other = beside.exclude(programme=programme.pk).order_by("pk").values_list("programme", flat=True).first()
    if other is None:
        return {}
    topics = ProgrammeTopic.objects.of(college_id).filter(programme=other).values_list("kind", "hours")
    return {one.name: one.given for one in rule.sums(topics, {})}


def _courses(actor: PersonActor) -> list[CourseLine]:
    if not policy.may(actor, GIVE_PROGRAMME):
        return []
    rows = policy.visible(actor, GIVE_PROGRAMME).order_by("group__name", "discipline__name", "term__starts")
    return [
        CourseLine(pk, group, subgroup or "", discipline, f"{term} семестр {year}", programme)
        for pk, group, subgroup, discipline, term, year, programme in rows.values_list(
            "pk", "group__name", "subgroup__name", "discipline__name", "term__number", "year__name", "programme"
        )
    ]


def _may_follow(actor: PersonActor, programme: WorkProgramme) -> list[CourseLine]:
    """One's own courses of a discipline with the same name: without a programme, or any where nobody follows this one yet."""
    followed = Course.objects.of(actor.college_id).filter(programme=programme.pk).exists()
    name = " ".join(programme.discipline.name.casefold().split())
    return [
        line
        for line in _courses(actor)
        if (line.programme is None or not followed) and " ".join(line.discipline.casefold().split()) == name
    ]


def _followers(college_id: UUID, programme: UUID | None = None) -> dict[UUID, list[str]]:
    """programme → groups that study by it."""
    rows = Course.objects.of(college_id).filter(programme__isnull=False)
    rows = rows.filter(programme=programme) if programme else rows
    found: dict[UUID, list[str]] = defaultdict(list)
    for pk, group, subgroup in rows.order_by("group__name").values_list("programme", "group__name", "subgroup__name"):
        words = f"{group}, {subgroup}" if subgroup else group
        if words not in found[pk]:
            found[pk].append(words)
    return found
