"""Who does what with personal data: everybody about himself and his child under 18, the officers for the college."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.relations import children_of
from zhurnal.people.rules.roles import Role
from zhurnal.privacy.models import Consent, ConsentScan, PolicyText, SubjectRequest

OWN = "privacy.own.read"
SIGN = "privacy.consent.sign"
ASK = "privacy.request.ask"
TAKE = "privacy.held.take"
REGISTER = "privacy.consent.list"
ENTER, END, SCAN = "privacy.consent.enter", "privacy.consent.end", "privacy.consent.scan"
WRITE = "privacy.policy.write"
ANSWER = "privacy.request.answer"
SEEN, LOG = "privacy.readings.own", "privacy.readings.read"
OFFICERS = (Role.ADMINISTRATOR, Role.IVC_HEAD)
WATCHERS = (*OFFICERS, Role.DIRECTOR)


def minor_children(actor: PersonActor) -> Q:
    """One's children under 18: whoever is of age acts for himself, whatever else he lets his parents see."""
    return children_of(actor.college_id, actor.person_id, actor.today, None) & Q(birth_date__gt=actor.adult_since)


def _self_and_children(actor: PersonActor) -> Q:
    """Oneself and one's children under 18."""
    return oneself(actor) | minor_children(actor)


_SUBJECTS = {**dict.fromkeys(Role, oneself), Role.PARENT: _self_and_children}


def _self_and_shown(actor: PersonActor) -> Q:
    """Oneself and one's children today; an adult child only with his consent."""
    return oneself(actor) | own_children(actor)


class ReadingsPolicy(Policy):
    """Who saw a person, and whom a person saw: everybody for himself, a parent for his child, the officers for the college (2.1)."""

    model = Person
    actions = (
        Action(SEEN, {**dict.fromkeys(Role, oneself), Role.PARENT: _self_and_shown}),
        Action(LOG, dict.fromkeys(WATCHERS, everything), personal="журнал доступа: кто смотрел и кого"),
    )


class SubjectPolicy(Policy):
    """Everybody for himself, a parent for his child."""

    model = Person
    actions = (
        Action(OWN, _SUBJECTS),
        Action(SIGN, _SUBJECTS),
        Action(ASK, _SUBJECTS),
        Action(TAKE, _SUBJECTS, personal="всё, что хранится, одним архивом", step_up=True),
    )


class RegisterPolicy(Policy):
    """The register of consents; the director looks."""

    model = Consent
    actions = (
        Action(REGISTER, dict.fromkeys(WATCHERS, everything), personal="реестр согласий"),
        Action(END, dict.fromkeys(OFFICERS, everything)),
    )


class ScanPolicy(Policy):
    """Pictures of papers."""

    model = ConsentScan
    actions = (Action(SCAN, dict.fromkeys(WATCHERS, everything), personal="снимок бумажного согласия"),)


class PaperPolicy(Policy):
    """Who may write down that somebody signed a consent on paper."""

    model = Person
    actions = (
        Action(ENTER, dict.fromkeys(OFFICERS, everything), personal="запись бумажного согласия: выбор человека"),
    )


class TextPolicy(Policy):
    """Versions of the policy."""

    model = PolicyText
    actions = (Action(WRITE, dict.fromkeys(OFFICERS, everything)),)


class RequestPolicy(Policy):
    """Answers to subjects."""

    model = SubjectRequest
    actions = (Action(ANSWER, dict.fromkeys(OFFICERS, everything), personal="обращение о персональных данных"),)


register(ReadingsPolicy())
register(SubjectPolicy())
register(RegisterPolicy())
register(ScanPolicy())
register(PaperPolicy())
register(TextPolicy())
register(RequestPolicy())
declare(Consent, Path(PERSON, "subject_id"))
declare(ConsentScan, Path(PERSON, "consent__subject_id"))
declare(SubjectRequest, Path(PERSON, "subject_id"))
