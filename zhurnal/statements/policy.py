"""Who opens, fills in, closes and sees statements; who sees debts (A4.12, A4.13; A13; 2.7, 2.8)."""

from django.db.models import Model, Q

from zhurnal.curriculum.circles import GROUP
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.reaches import department_groups, led_groups
from zhurnal.curriculum.relations import students_of_groups
from zhurnal.kernel.policy import Action, Actor, Policy, Reach, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role
from zhurnal.statements.models import Debt, Examiner, Statement, StatementLine
from zhurnal.statements.rules.kinds import State

READ, FILL, CLOSE, MANAGE, SECOND = (
    "statements.statement.read", "statements.statement.fill", "statements.statement.close",
    "statements.statement.manage", "statements.statement.second",
)  # fmt: skip
OPEN, ADMISSION = "statements.group.open", "statements.group.admission"
DEBTS, SETTLE = "statements.debt.read", "statements.debt.settle"
OWN, ADMIT = "statements.own.read", "statements.line.admit"

_ELSE = "Исправить её можно только вскрыв: это делает отделение вдвоём и с указанием причины."
LOCKED = {
    State.DRAFT: Refusal("draft", "Ведомость ещё не открыта: у неё нет номера и списка. Её открывает отделение."),
    State.CLOSED: Refusal("closed", f"Ведомость закрыта. {_ELSE}"),
    State.CANCELLED: Refusal("cancelled", "Ведомость аннулирована. Вместо неё составляют новую."),
}


def _examined(actor: PersonActor) -> Q:
    """Statements in which this person is an examiner or sits in the commission."""
    return Q(pk__in=Examiner.objects.of(actor.college_id).filter(person=actor.person_id).values("statement_id"))


def _given_out(actor: PersonActor) -> Q:
    """The same, once they are opened: a draft is the office's own."""
    return _examined(actor) & ~Q(state=State.DRAFT)


def _of(groups: Reach) -> Reach:
    """Turn a reach over groups into a reach over their statements."""

    def reach(actor: PersonActor) -> Q:
        return Q(group__in=Group.objects.of(actor.college_id).filter(groups(actor)).values("pk"))

    reach.__doc__ = f"Statements of: {groups.__doc__}"
    return reach


def _debts(groups: Reach) -> Reach:
    """Debts that arose in these groups, and those of the students who are on their lists today."""

    def reach(actor: PersonActor) -> Q:
        own = actor.college_id
        students = Person.objects.of(own).filter(students_of_groups(own, groups(actor), actor.today)).values("pk")
        return _of(groups)(actor) | Q(student__in=students)

    reach.__doc__ = f"Debts of: {groups.__doc__}"
    return reach


def _head_or_examiner(actor: PersonActor) -> Q:
    """Statements of this head's groups, and those he takes part in."""
    return _of(department_groups)(actor) | _given_out(actor)


MANAGERS: dict[Role, Reach] = {Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}
VIEWERS: dict[Role, Reach] = {**MANAGERS, Role.DIRECTOR: everything, Role.DEPUTY_PRACTICE: everything}


class StatementPolicy(Policy):
    """Statements: who keeps them, who fills them in. A closed one is changed by nobody."""

    model = Statement
    actions = (
        Action(
            READ,
            {
                **VIEWERS,
                Role.DEPARTMENT_HEAD: _head_or_examiner,
                Role.GROUP_LEADER: _of(led_groups),
                Role.TEACHER: _given_out,
                Role.INSPECTOR: everything,
            },
            personal="ведомость",
        ),
        Action(
            FILL,
            {
                # Deputies and the director write marks only where they examine themselves (3.3); the administrator nowhere (A13).
                **dict.fromkeys((Role.TEACHER, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR), _given_out),
                Role.DEPARTMENT_HEAD: _head_or_examiner,
            },
        ),
        Action(CLOSE, {Role.TEACHER: _given_out, Role.DEPARTMENT_HEAD: _head_or_examiner, **MANAGERS}),
        Action(MANAGE, {Role.DEPARTMENT_HEAD: _of(department_groups), **MANAGERS}),
        Action(
            SECOND,
            {Role.DIRECTOR: everything, Role.DEPARTMENT_HEAD: _of(department_groups), **MANAGERS},
            step_up=True,
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Only an open statement is filled in and closed."""
        if action not in {FILL, CLOSE}:
            return None
        state = obj.state  # type: ignore[attr-defined]
        return LOCKED.get(State(state))


class GroupStatementsPolicy(Policy):
    """Opening statements of a group, and who of it is admitted to the session."""

    model = Group
    actions = (
        Action(OPEN, {Role.DEPARTMENT_HEAD: department_groups, **MANAGERS}),
        Action(
            ADMISSION,
            {**VIEWERS, Role.DEPARTMENT_HEAD: department_groups, Role.GROUP_LEADER: led_groups},
            personal="допуск группы к сессии",
        ),
    )


def _lines_of_headed(actor: PersonActor) -> Q:
    """Lines of the statements of this head's groups."""
    statements = Statement.objects.of(actor.college_id).filter(_of(department_groups)(actor))
    return Q(statement__in=statements.values("pk"))


class LinePolicy(Policy):
    """Deciding of one student of a statement: admitted or not, a sheet of his own after an illness."""

    model = StatementLine
    actions = (
        Action(ADMIT, {Role.DEPARTMENT_HEAD: _lines_of_headed, **MANAGERS}, personal="допуск студента к экзамену"),
    )


class DebtPolicy(Policy):
    """Debts: seen by whoever answers for the student, settled by his department."""

    model = Debt
    actions = (
        Action(
            DEBTS,
            {**VIEWERS, Role.DEPARTMENT_HEAD: _debts(department_groups), Role.GROUP_LEADER: _debts(led_groups)},
            personal="задолженности",
        ),
        Action(SETTLE, {Role.DEPARTMENT_HEAD: _debts(department_groups), **MANAGERS}),
    )


class OwnPolicy(Policy):
    """Results of closed statements and debts of oneself or of one's children."""

    model = Person
    actions = (
        Action(
            OWN,
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="зачётная книжка и долги, своя страница или страница родителя",
        ),
    )


register(StatementPolicy())
register(GroupStatementsPolicy())
register(LinePolicy())
register(DebtPolicy())
register(OwnPolicy())
declare(Statement, Path(GROUP, "group_id", "term__starts"))
declare(Debt, Path(PERSON, "student_id"))
declare(StatementLine, Path(PERSON, "student_id"))
