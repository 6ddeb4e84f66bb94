"""Who sets results, who sees them, who closes a term (clauses 2.4, 3.1–3.7; A13)."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.relations import courses_taught, groups_led
from zhurnal.journal.policy import VIEWERS
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.relations import children_of
from zhurnal.people.rules.roles import Role

PAGE, MARK, WEIGH = "assessment.page.read", "assessment.page.mark", "assessment.page.weigh"
GROUP, COLLECT, COUNCIL, CLOSE, REOPEN, SECOND = (
    "assessment.group.read", "assessment.group.collect", "assessment.group.council", "assessment.group.close",
    "assessment.group.reopen", "assessment.group.second",
)  # fmt: skip
OWN, RULES, DISCIPLINE = "assessment.own.read", "assessment.rules.set", "assessment.discipline.weigh"


def _taught(actor: PersonActor) -> Q:
    """Courses that this teacher leads today."""
    return courses_taught(actor.college_id, actor.person_id, actor.today)


def _led(actor: PersonActor) -> Q:
    """Groups that this leader leads today."""
    return groups_led(actor.college_id, actor.person_id, actor.today)


def _of_departments(actor: PersonActor) -> Q:
    """Groups of this head's departments."""
    return Q(department__in=actor.departments)


def _self(actor: PersonActor) -> Q:
    """Oneself."""
    return Q(pk=actor.person_id)


def _children(actor: PersonActor) -> Q:
    """One's children today; an adult child only with his consent."""
    adult_since = actor.adult_since if actor.parameters.adult_parents_need_consent else None
    return children_of(actor.college_id, actor.person_id, actor.today, adult_since)


MANAGERS = {Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}


class PagePolicy(Policy):
    """The page «Итоги» of a course. A substitute sets no term marks: they are the word of whoever leads the course."""

    model = Course
    actions = (
        Action(PAGE, {Role.TEACHER: _taught, **VIEWERS}, personal=True),
        Action(MARK, {Role.TEACHER: _taught}),
        Action(WEIGH, {Role.TEACHER: _taught, **MANAGERS}),
    )


class GroupPolicy(Policy):
    """The summary of a group and the closing of its term."""

    model = Group
    actions = (
        Action(
            GROUP,
            {
                Role.GROUP_LEADER: _led,
                Role.DEPARTMENT_HEAD: _of_departments,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                **MANAGERS,
            },
            personal=True,
        ),
        Action(COLLECT, {Role.GROUP_LEADER: _led, Role.DEPARTMENT_HEAD: _of_departments, **MANAGERS}),
        Action(COUNCIL, {Role.DEPARTMENT_HEAD: _of_departments, **MANAGERS}),
        Action(CLOSE, MANAGERS),
        Action(REOPEN, {Role.DEPARTMENT_HEAD: _of_departments, **MANAGERS}),
        Action(SECOND, {Role.DIRECTOR: everything, **MANAGERS}),
    )


class OwnResultsPolicy(Policy):
    """Published results of oneself or of one's children."""

    model = Person
    actions = (Action(OWN, {Role.STUDENT: _self, Role.PARENT: _children}, personal=True),)


class DisciplinePolicy(Policy):
    """Weights of a discipline in all its journals."""

    model = Discipline
    actions = (Action(DISCIPLINE, MANAGERS),)


class RulesPolicy(Policy):
    """Thresholds, weights of the college and of disciplines, checkpoints: what is decided for everybody."""

    model = Group
    actions = (Action(RULES, MANAGERS),)


register(PagePolicy())
register(GroupPolicy())
register(OwnResultsPolicy())
register(RulesPolicy())
register(DisciplinePolicy())
