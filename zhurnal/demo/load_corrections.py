"""Corrections of hours in the demonstration college (A5.9): of a plan, of hours given outside the journal, and an undone one."""

from datetime import timedelta

from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.rules.corrections import CorrectionKind, Ground
from zhurnal.demo.load import Loaded
from zhurnal.demo.load_orders import deputy_on
from zhurnal.oversight.actions.corrections import Wanted, record_correction, undo_correction
from zhurnal.oversight.queries.corrections import given_on

GROUP = "Э-21"


def load_corrections(loaded: Loaded) -> None:
    """As the deputy would have written them; none where the term has only begun or the group is not there."""
    made, own = loaded.made, loaded.college.pk
    day = made.today - timedelta(days=2)
    rows = Course.objects.of(own).filter(
        group__name=GROUP,
        subgroup=None,
        term__starts__lte=day,
        term__ends__gte=made.today,
        discipline__index__startswith="ОГСЭ",
    )
    course = rows.select_related("group").order_by("discipline__index").first()
    lead = (
        course and CourseTeacher.objects.of(own).filter(course=course.pk, until=None).select_related("teacher").first()
    )
    if course is None or not lead:
        return
    actor = deputy_on(loaded, made.today)

    def order(number: str, words: str) -> Ground:
        return Ground(number, day, words)

    for wanted in (
        Wanted(CorrectionKind.PLAN, 4, order("47-у", "часы вариативной части по решению педсовета")),
        Wanted(CorrectionKind.GIVEN, 2, order("48-у", "экскурсия в музей, занятие вне расписания"), day, lead.teacher),
    ):
        record_correction(actor, course.group, course, wanted, given_on)
    mistaken = Wanted(CorrectionKind.PLAN, -6, order("49-у", "сокращение плана"))
    wrong = record_correction(actor, course.group, course, mistaken, given_on)
    undo_correction(actor, wrong, "приказ отменён: часы остаются в плане", given_on)
