"""Groups of the year: those carried over, the new ones, their plans and leaders."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Curriculum, Group, GroupLeader, Membership, Subgroup, SubgroupMembership
from zhurnal.kernel import policy
from zhurnal.movement.rules.kinds import FINISHED
from zhurnal.opening.actions.deeds import Hand, end
from zhurnal.opening.actions.paper import Paper, Went, read_paper, write_order
from zhurnal.opening.actions.parting import part_with
from zhurnal.opening.crossing import Choices, Crossing, load_crossing
from zhurnal.opening.rules.carrying import Fate
from zhurnal.opening.rules.tables import Problem, Unreadable, fold, read_number, read_rows
from zhurnal.opening.staff import Staff
from zhurnal.organisation.agenda import expect
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role


def carry_over(actor: PersonActor, year: AcademicYear, choices: Choices) -> list[Problem]:
    """Make the groups of the next course and move their students; nothing when something is unclear."""
    crossing = load_crossing(year, choices)
    paper, unread = read_paper(choices, actor.today)
    problems = crossing.problems() + unread
    if problems:
        return problems
    with Hand(actor, year.name, "carry", "Перевод на следующий курс") as hand:
        if year.starts > actor.today:
            expect(actor.college_id, year.starts)
        made = _carried_groups(hand, year, crossing)
        _move_students(hand, actor, year, crossing, made, paper)
        _carry_subgroups(hand, year, crossing, made)
        part_with(hand, actor, year, [s.membership.student_id for s in crossing.students() if s.fate is Fate.GRADUATE])
    return []


def _carried_groups(hand: Hand, year: AcademicYear, crossing: Crossing) -> dict[UUID, Group]:
    """Old id → the new group."""
    made = {}
    for row in crossing.carried():
        made[row.group.pk] = Group(
            college_id=year.college_id, name=row.new_name, department_id=row.group.department_id,
            curriculum_id=row.group.curriculum_id, course_year=row.group.course_year + 1, year=year,
        )  # fmt: skip
    hand.create(made.values())
    last = year.starts - timedelta(days=1)
    leaders = GroupLeader.objects.of(year.college_id).filter(group__in=list(made), until__isnull=True)
    found = list(leaders)
    for leader in found:
        hand.change(leader, until=max(last, leader.since))
    hand.create(
        GroupLeader(college_id=year.college_id, group=made[row.group_id], person_id=row.person_id, since=year.starts)
        for row in found
    )
    return made


def _move_students(
    hand: Hand,
    actor: PersonActor,
    year: AcademicYear,
    crossing: Crossing,
    made: dict[UUID, Group],
    paper: Paper | None,
) -> None:
    went = []
    for student in crossing.students():
        if student.fate is Fate.WAIT:
            continue
        member, finishes = student.membership, student.fate is Fate.GRADUATE
        ahead = member.left if member.left and member.left > year.starts and not finishes else None
        # What an order written ahead ends on a day of the new year, it ends on the new list.
        ends = {"left": ahead, "order_out": member.order_out} if ahead else {}
        gone = {"note": "", "order_out": ""} if ahead else {"note": FINISHED if finishes else member.note}
        hand.change(member, left=max(year.starts, member.entered), **gone)
        target = made.get(student.target) if student.target else None
        if target is not None:
            note = member.note if ahead else "остался на курсе" if student.fate is Fate.STAY else ""
            new = Membership(
                college_id=year.college_id, group=target, student_id=member.student_id, entered=year.starts,
                order_in=paper.words if paper else "", note=note, recorded_at=actor.now, **ends,
            )  # fmt: skip
            went.append(Went(member, new, stays=student.fate is Fate.STAY))
    hand.create([one.new for one in went])
    write_order(hand, actor, year, paper, went)


def _carry_subgroups(hand: Hand, year: AcademicYear, crossing: Crossing, made: dict[UUID, Group]) -> None:
    """The parts of each group with those of their students who go on with it; on the old lists they end the day before."""
    own, last = year.college_id, year.starts - timedelta(days=1)
    parts = {
        row.pk: Subgroup(college_id=own, group=made[row.group_id], name=row.name, number=row.number)
        for row in Subgroup.objects.of(own).filter(group__in=list(made)).order_by("group_id", "number")
    }
    hand.create(parts.values())
    on = {s.membership.student_id: s.target for s in crossing.students() if s.fate is Fate.ON}
    rows = SubgroupMembership.objects.of(own).filter(subgroup__in=list(parts)).select_related("subgroup")
    found = list(rows.filter(Q(until__isnull=True) | Q(until__gte=year.starts)))
    for row in found:
        hand.change(row, until=max(last, row.since))
    hand.create(
        SubgroupMembership(
            college_id=own, subgroup=parts[row.subgroup_id], student_id=row.student_id, since=year.starts
        )
        for row in found
        if on.get(row.student_id) == row.subgroup.group_id
    )


def save_groups(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """New groups of a table «группа; отделение; курс»; those that are there already stay as they are."""
    rows, problems = read_rows(text, 3, _group)
    if problems:
        return problems
    known = {
        fold(name) for name in Group.objects.of(actor.college_id).filter(year=year.pk).values_list("name", flat=True)
    }
    departments = {fold(row.name): row for row in Department.objects.of(actor.college_id)}
    by_short = {fold(row.short_name): row for row in departments.values()}
    with Hand(actor, year.name, "groups", "Группы") as hand:
        for _line, (name, department, course) in rows:
            if fold(name) in known:
                continue
            known.add(fold(name))
            own = departments.get(fold(department)) or by_short.get(fold(department))
            if own is None:
                own = Department(college_id=actor.college_id, name=department[:120], short_name=department[:40])
                hand.create([own])
                departments[fold(department)] = own
            hand.create([Group(college_id=actor.college_id, name=name, department=own, course_year=course, year=year)])
    return []


def _group(cells: tuple[str, ...]) -> tuple[str, str, int]:
    name, department, course = cells
    if not name or len(name) > 40:
        raise Unreadable("Нет названия группы." if not name else "Название группы длиннее 40 букв: сократите его.")
    if not department:
        raise Unreadable(f"У группы {name} не написано отделение.")
    return name, department, read_number(course or "1", 1, 6, "Курс")


def save_plans(actor: PersonActor, year: AcademicYear, chosen: dict[UUID, UUID | None]) -> list[Problem]:
    """Group → its plan."""
    plans = set(Curriculum.objects.of(actor.college_id).values_list("pk", flat=True))
    with Hand(actor, year.name, "plans", "Учебные планы групп") as hand:
        for group in Group.objects.of(actor.college_id).filter(year=year.pk):
            plan = chosen.get(group.pk, group.curriculum_id)
            if plan is None or plan in plans:
                hand.change(group, curriculum_id=plan)
    return []


def save_leaders(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """Leaders of a table «группа; фамилия имя отчество»; a group without a name keeps its leader.

    Raises ``Unconfirmed`` where somebody gets the role by it (2.9).
    """
    groups = {fold(row.name): row for row in Group.objects.of(actor.college_id).filter(year=year.pk)}
    staff = Staff(actor.college_id)

    def one(cells: tuple[str, ...]) -> tuple[Group, UUID | None]:
        if fold(cells[0]) not in groups:
            raise Unreadable(f"Группы «{cells[0]}» в этом году нет: проверьте название.")
        return groups[fold(cells[0])], staff.find(cells[1]).pk if cells[1] else None

    rows, problems = read_rows(text, 2, one)
    if problems:
        return problems
    leaders = GroupLeader.objects.of(actor.college_id).filter(group__year=year.pk, until__isnull=True)
    now = {row.group_id: row for row in leaders}
    granted = set(
        RoleGrant.objects.of(actor.college_id)
        .filter(role=Role.GROUP_LEADER, until__isnull=True)
        .values_list("person_id", flat=True)
    )
    with Hand(actor, year.name, "leaders", "Руководители групп") as hand:
        hand.create(staff.new)
        for _line, (group, person) in rows:
            held = now.get(group.pk)
            if person is None:
                continue
            if held is None or held.person_id != person:
                _appoint(hand, actor, year, group, person, held)
            if person not in granted:  # a leader from a list has no role yet
                policy.confirmed(actor)
                granted.add(person)
                since = min(year.starts, actor.today)
                role = {"role": Role.GROUP_LEADER, "department_id": group.department_id, "since": since}
                hand.create([RoleGrant(college_id=actor.college_id, person_id=person, **role)])
    return []


def _appoint(
    hand: Hand, actor: PersonActor, year: AcademicYear, group: Group, person: UUID, held: GroupLeader | None
) -> None:
    """A leader from the year's beginning, or from today where somebody led the group until yesterday."""
    if held is not None:
        end(hand, held, actor.today)
    since = year.starts if held is None else max(year.starts, actor.today)
    hand.create([GroupLeader(college_id=actor.college_id, group=group, person_id=person, since=since)])
