"""Whether a person has accepted the policy in force; who has costs no statement on his later pages in this process."""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.privacy.models import Acceptance

LARGEST = 20_000  # people
_known: OrderedDict[tuple[UUID, UUID], int] = OrderedDict()
_lock = Lock()


def accepted(actor: PersonActor) -> bool:
    """True where no policy is in force, or the person accepted its present version."""
    number, person = actor.parameters.policy, actor.person_id
    if not number or person is None:
        return True
    key = (actor.college_id, person)
    if _known.get(key) == number:
        return True
    if not Acceptance.objects.of(actor.college_id).filter(person=person, number=number).exists():
        return False
    with _lock:
        _known[key] = number
        while len(_known) > LARGEST:
            _known.popitem(last=False)
    return True
