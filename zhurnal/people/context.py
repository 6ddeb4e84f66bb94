"""Which words a person's password may not hold: his own, and those that everybody around him knows."""

from zhurnal.organisation.models import College
from zhurnal.people.models import Account, Person


def names_of(account: Account) -> list[str]:
    """Login, the person's names, the college's names and code. Two statements."""
    person = Person.objects.of(account.college_id).get(pk=account.person_id)
    college = College.objects.get(pk=account.college_id)
    return [
        account.login, person.surname, person.given, person.patronymic, college.name, college.short_name, college.code,
    ]  # fmt: skip
