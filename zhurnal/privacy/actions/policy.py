"""A new version of the policy; accepting it."""

from datetime import UTC, date

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.actions import hold_college
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.models import Acceptance, PolicyText
from zhurnal.privacy.policy import WRITE
from zhurnal.privacy.rules.policy_text import text_refusal


def publish(actor: PersonActor, text: str, due: date) -> Refusal | None:
    """The next version, in force at once; from ``due`` on nobody goes on without having accepted it."""
    if not policy.may(actor, WRITE):
        raise Refused(Refusal("not_yours", "Политику утверждает администратор журнала."))
    own = actor.college_id
    with transaction.atomic():
        college = hold_college(own)
        head = audit.lock(own, own)
        last = PolicyText.objects.of(own).order_by("-number").first()
        refusal = text_refusal(text, last.text if last else "", due, actor.today)
        if refusal is not None:
            return refusal
        number = (last.number if last else 0) + 1
        PolicyText.objects.create(
            college_id=own, number=number, text=text.strip(), due=due, made_by_id=actor.person_id,
            made_at=actor.now.astimezone(UTC),
        )  # fmt: skip
        parameters = {**college.parameters, "policy": number, "policy_due": due.isoformat()}
        College.objects.filter(pk=own).update(parameters=parameters)
        after = {"number": number, "due": due.isoformat()}
        audit.append(head, actor, [audit.Event("privacy.policy", f"policy:{number}", number - 1 or None, after)])
    return None


def accept(actor: PersonActor, number: int) -> bool:
    """The person's word about the version that he was shown; False when another one is in force meanwhile. Twice is once."""
    if number != actor.parameters.policy or actor.person_id is None:
        return False
    own, person = actor.college_id, actor.person_id
    with transaction.atomic():
        head = audit.lock(own, person)
        if not Acceptance.objects.of(own).filter(person=person, number=number).exists():
            Acceptance.objects.create(
                college_id=own,
                person_id=person,
                number=number,
                accepted_at=actor.now.astimezone(UTC),
                device=actor.device,
            )
            audit.append(
                head, actor, [audit.Event("privacy.accepted", f"person:{person.hex}", None, {"policy": number})]
            )
    return True
