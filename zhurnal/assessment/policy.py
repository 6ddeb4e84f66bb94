"""Who sets results, who sees them, who closes a term (clauses 2.4, 3.1–3.7; A13)."""

from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.grading.models import WorkKind
from zhurnal.journal.policy import VIEWERS
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role

PAGE, MARK, WEIGH = "assessment.page.read", "assessment.page.mark", "assessment.page.weigh"
GROUP, COLLECT, COUNCIL, CLOSE, REOPEN, SECOND = (
    "assessment.group.read", "assessment.group.collect", "assessment.group.council", "assessment.group.close",
    "assessment.group.reopen", "assessment.group.second",
)  # fmt: skip
OWN, RULES, DISCIPLINE = "assessment.own.read", "assessment.rules.set", "assessment.discipline.weigh"
KIND = "assessment.kind.set"


MANAGERS = {Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}


class PagePolicy(Policy):
    """The page «Итоги» of a course. A substitute sets no term marks: they are the word of whoever leads the course."""

    model = Course
    actions = (
        Action(
            PAGE,
            {Role.TEACHER: taught_courses, Role.INSPECTOR: everything, **VIEWERS},
            personal="итоговые отметки по дисциплине",
        ),
        Action(MARK, {Role.TEACHER: taught_courses}),
        Action(WEIGH, {Role.TEACHER: taught_courses, **MANAGERS}),
    )


class GroupPolicy(Policy):
    """The summary of a group and the closing of its term."""

    model = Group
    actions = (
        Action(
            GROUP,
            {
                Role.GROUP_LEADER: led_groups,
                Role.DEPARTMENT_HEAD: department_groups,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.INSPECTOR: everything,
                **MANAGERS,
            },
            personal="сводка итоговых отметок группы",
        ),
        Action(COLLECT, {Role.GROUP_LEADER: led_groups, Role.DEPARTMENT_HEAD: department_groups, **MANAGERS}),
        Action(COUNCIL, {Role.DEPARTMENT_HEAD: department_groups, **MANAGERS}),
        Action(CLOSE, MANAGERS),
        Action(REOPEN, {Role.DEPARTMENT_HEAD: department_groups, **MANAGERS}, step_up=True),
        Action(SECOND, {Role.DIRECTOR: everything, **MANAGERS}, step_up=True),
    )


class OwnResultsPolicy(Policy):
    """Published results of oneself or of one's children."""

    model = Person
    actions = (
        Action(
            OWN,
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="итоговые отметки студента, своя страница или страница родителя",
        ),
    )


class DisciplinePolicy(Policy):
    """Weights of a discipline in all its journals."""

    model = Discipline
    actions = (Action(DISCIPLINE, MANAGERS),)


class KindPolicy(Policy):
    """Kinds of work: who weighs them for the college names them too."""

    model = WorkKind
    actions = (Action(KIND, MANAGERS),)


class RulesPolicy(Policy):
    """Thresholds, weights of the college and of disciplines, checkpoints: what is decided for everybody."""

    model = Group
    actions = (Action(RULES, MANAGERS),)


register(PagePolicy())
register(GroupPolicy())
register(OwnResultsPolicy())
register(RulesPolicy())
register(DisciplinePolicy())
register(KindPolicy())
