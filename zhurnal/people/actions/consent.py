"""A student decides whether his parents see his journal when he is of age; he may change his mind on any day (A11.3)."""

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.people.policy import CONSENT
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.signals import login_told


def decide_consent(actor: PersonActor, bond: Guardianship, *, allowed: bool) -> None:
    """The student's word about one of his parents; at once in force. Saying the same again does nothing."""
    policy.require(actor, CONSENT, bond)
    with transaction.atomic():
        head = audit.lock(actor.college_id, bond.student_id)
        rows = Guardianship.objects.of(actor.college_id).filter(pk=bond.pk, consent=not allowed)
        if not rows.update(consent=allowed):
            return
        event = audit.Event(
            "people.consent", f"person:{bond.student_id.hex}", {"consent": not allowed},
            {"consent": allowed, "parent": bond.parent_id.hex},
        )  # fmt: skip
        audit.append(head, actor, [event])
        head_words = "Студент разрешил вам видеть журнал" if allowed else "Студент закрыл вам журнал с 18 лет"
        news = LoginNews(bond.parent_id, Login.OTHER, "Решение можно изменить в любой день.", head=head_words)
        login_told.send(Person, actor=actor, news=news)
