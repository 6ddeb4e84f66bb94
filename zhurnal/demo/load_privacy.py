"""Personal data in the demonstration college: the policy is in force and accepted by all, some consents, two requests."""

from datetime import UTC, datetime, time, timedelta

from zhurnal.demo.load import Loaded
from zhurnal.organisation.models import College
from zhurnal.privacy.models import Acceptance, Consent, PolicyText, SubjectRequest
from zhurnal.privacy.rules.clock import ANSWER, working_day_after
from zhurnal.privacy.rules.policy_text import usual
from zhurnal.privacy.rules.purposes import PAPERS, Purpose, text_of

SIGNED = 40  # students


def load_privacy(loaded: Loaded) -> None:
    """Nobody who signs in is stopped: the policy was accepted in September."""
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    day = made.terms[0].starts
    moment = datetime.combine(day, time(8), UTC)
    number = 1
    loaded.add(
        [
            PolicyText(
                college=own, number=number, text=usual(own.name).strip(), due=day + timedelta(days=14), made_at=moment
            )
        ]
    )
    own.parameters = {**own.parameters, "policy": number, "policy_due": (day + timedelta(days=14)).isoformat()}
    College.objects.filter(pk=own.pk).update(parameters=own.parameters)
    loaded.add(
        Acceptance(
            college=own, person_id=person[row.person], number=number, accepted_at=moment, device="Chrome, Windows"
        )
        for row in made.accounts
    )
    _consents(loaded, moment)


def _consents(loaded: Loaded, moment: datetime) -> None:
    """Photographs, signed by students and their parents; some sign for the site as well; one took it back."""
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    names = {row.key: f"{row.surname} {row.given} {row.patronymic}".strip() for row in made.people}
    bonds = {row.student: row.parent for row in reversed(made.guardians)}
    rows = []
    for place, (student, parent) in enumerate(sorted(bonds.items(), key=lambda one: str(one[0]))[:SIGNED]):
        rows += [
            Consent(
                college=own, subject_id=person[student], purpose=purpose, version=PAPERS[purpose].version,
                text=text_of(purpose, names[student]), own_at=moment + timedelta(hours=place), guardian_id=person[parent],
                guardian_at=moment + timedelta(hours=place + 9),
                withdrawn_at=moment + timedelta(days=30) if place == 3 and purpose is Purpose.PUBLICATION else None,
            )
            for purpose in (Purpose.PHOTO, Purpose.PUBLICATION)[: 1 + place % 2]
        ]  # fmt: skip
    loaded.add(rows)
    asked = datetime.combine(made.today - timedelta(days=6), time(9), UTC)
    for number, (student, parent) in enumerate(sorted(bonds.items(), key=lambda one: str(one[0]))[:2], 1):
        loaded.add([
            SubjectRequest(
                college=own, number=number, subject_id=person[student], asked_by_id=person[parent], kind=("correct", "access")[number - 1],
                text=("Исправьте отчество: в журнале без «ё».", "Объясните, кто видит телефон родителя.")[number - 1], asked_at=asked,
                due=working_day_after(asked.date(), ANSWER, ()),
            )
        ])  # fmt: skip
