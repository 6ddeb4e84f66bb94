"""Thirty days before a student comes of age he and his parents hear what then happens (A11.3). Twice is once."""

from datetime import UTC, date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from zhurnal.kernel.dates import full
from zhurnal.kernel.wording import plural
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Told
from zhurnal.notifications.rules.logins import coming_of_age
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship
from zhurnal.people.rules.age import adult_since, comes_of_age

AHEAD = timedelta(days=30)
STUDENTS = ("студента", "студентов", "студентов")


def warn_at_night(college: College, today: date) -> str:
    """Tell the families of all who come of age within the next thirty days and have not heard; what was done, in words."""
    actor = PersonActor.system(college, "предупреждение о совершеннолетии")
    if actor.asked_since is None:
        return "доступ родителей взрослых не ограничен"
    families = _families(college.pk, today)
    abouts = [f"adult:{student.hex}" for student in families]
    heard = set(Notice.objects.of(college.pk).filter(about__in=abouts).values_list("about", "person_id"))
    letters: list[Told] = []
    for student, (born, parents) in families.items():
        day = comes_of_age(born)
        urls = (reverse("people:consent"), reverse("portal:help-topic", args=["logins"]))
        letters += coming_of_age(student, parents, full(day), day.isoformat(), urls)
    fresh = [one for one in letters if (one.about, one.person) not in heard]
    send_on(college.pk, tell(college.pk, fresh, actor.now.astimezone(UTC)))
    return f"предупреждено о 18-летии: семей {plural(len({one.about for one in fresh}), STUDENTS)}"


def _families(college_id: UUID, today: date) -> dict[UUID, tuple[date, list[UUID]]]:
    """student → (born, parents whose right holds and who have no consent yet)."""
    rows = Guardianship.objects.of(college_id).filter(
        Q(until__isnull=True) | Q(until__gte=today), since__lte=today, consent=False,
        student__birth_date__gt=adult_since(today), student__birth_date__lte=adult_since(today + AHEAD),
    )  # fmt: skip
    found: dict[UUID, tuple[date, list[UUID]]] = {}
    for student, parent, born in rows.values_list("student_id", "parent_id", "student__birth_date"):
        found.setdefault(student, (born, []))[1].append(parent)
    return found
