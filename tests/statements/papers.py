"""What tests of statements have in common: a statement drafted, opened, filled in and closed in a made-up college."""

from datetime import timedelta

from tests.worlds import TODAY
from zhurnal.assessment.models import Result
from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import Retake, plan_retake
from zhurnal.statements.actions.filling import Change, fill_statement
from zhurnal.statements.actions.opening import Wanted, draft_statement, open_statement
from zhurnal.statements.models import Debt, Statement, StatementLine
from zhurnal.statements.rules.kinds import Part

EXAM_DAY = TODAY - timedelta(days=14)


def drafted(world, course="electro", form="Э", who="department_head", dated=EXAM_DAY, **more):
    page = world.courses[course]
    wanted = Wanted(page.group, page.term, page.discipline, form, dated, semester=3, hours=96, **more)
    return draft_statement(world.actor(who), wanted)


def opened(world, who="department_head", **more):
    statement = drafted(world, who=who, **more)
    assert not isinstance(statement, Refusal), statement
    assert open_statement(world.actor(who), statement) is None
    return fresh(world, statement)


def fresh(world, row):
    return type(row).objects.of(world.id).get(pk=row.pk)


def line_of(world, statement, name):
    return StatementLine.objects.of(world.id).get(statement=statement, student=world.people[name])


def filled(world, statement, who="teacher", rest="4", **texts):
    """Fill everybody in: those who are named as they are named, the others with ``rest``."""
    names = {world.people[name].pk: text for name, text in texts.items()}
    lines = StatementLine.objects.of(world.id).filter(statement=statement, barred="")
    changes = [Change(line.pk, line.version, names.get(line.student_id, rest)) for line in lines]
    return fill_statement(world.actor(who), statement, changes)


def closed(world, who="teacher", texts=None, **more):
    """A statement opened, filled and closed."""
    statement = opened(world, **more)
    outcomes = filled(world, statement, who, **(texts or {}))
    assert all(one.refusal is None for one in outcomes), outcomes
    assert close_statement(world.actor(who), statement) is None
    return fresh(world, statement)


def debt_of(world, name):
    return Debt.objects.of(world.id).get(student=world.people[name])


def planned(world, *debts, day=TODAY, examiners=("teacher",), who="department_head"):
    """A retake planned and opened for a day; with three examiners the first is the chair."""
    parts = [Part.CHAIR, *[Part.MEMBER] * 9] if len(examiners) > 1 else [Part.EXAMINER]
    seated = {world.people[name].pk: part for name, part in zip(examiners, parts, strict=False)}
    made = plan_retake(world.actor(who), debts, Retake(day, "ауд. 304, 14:00", seated))
    assert not isinstance(made, Refusal), str(made)
    [statement] = made
    assert open_statement(world.actor(who), statement) is None
    return fresh(world, statement)


def results(world, name):
    """Values of a student's results by level, with what they rest on."""
    rows = Result.objects.of(world.id).filter(student=world.people[name])
    return {row.level: (row.value, row.ground.partition(" от ")[0]) for row in rows}


def numbers(world):
    return sorted(n for n in Statement.objects.of(world.id).values_list("number", flat=True) if n)
