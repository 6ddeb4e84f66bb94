"""What people of the pictured group were told about the days to come."""

from datetime import UTC, datetime, time

from django.db.models import Q
from django.urls import reverse

from zhurnal.demo.load import Loaded
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.queries.concerned import people_of_lessons
from zhurnal.notifications.rules.lessons import assemble
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.actions.substitution_desk import told
from zhurnal.timetable.models import Substitution
from zhurnal.timetable.rules.news import Doing
from zhurnal.timetable.standing import standings

GROUP, TOLD = "Э-21", time(7, 50)


def load_notices(loaded: Loaded) -> None:
    """Substitutions that are arranged from today on, of one group only: a notice for everybody would cost seconds."""
    made, own = loaded.made, loaded.college.pk
    group = next((row.key for row in made.groups if row.name == GROUP), None)
    if group is None:
        return
    own_lessons = Q(lesson__date__gte=made.today, lesson__course__group=loaded.id("group", group))
    rows = Substitution.objects.of(own).filter(own_lessons)
    planned = dict(rows.values_list("lesson_id", "planned_teacher_id"))
    found = standings(own, Q(pk__in=list(planned)))
    news = [told(Doing.SUBSTITUTED, lesson, planned[lesson.id], lesson.teacher, "") for lesson in found]
    if news:
        actor = PersonActor.system(loaded.college, "диспетчер", now=loaded.moment(datetime.combine(made.today, TOLD)))
        audience = people_of_lessons(actor, news)
        tell(own, assemble(news, audience, None, reverse("journal:timetable")), actor.now.astimezone(UTC))
