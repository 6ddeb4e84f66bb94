"""People of a newcomer's name: whether he is one of them is asked, never guessed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.kernel.dates import full
from zhurnal.kernel.sought import fold
from zhurnal.movement.actions.standing import Stood, read_stood
from zhurnal.movement.rules.kinds import STATE_WORDS, State
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name

FOREIGN, STRANGER = "студент другого отделения", "в группах вашего отделения не был"
MOST = 8


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody of this name, and what tells him from others."""

    pk: UUID
    words: str


def people_named(college_id: UUID, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Person]]:
    """Folded (surname, given name) to everybody of the college who is called so; «ё» and capitals do not matter. Two statements."""
    wanted = set(names)
    own = Person.objects.of(college_id)
    known = [pk for pk, *name in own.values_list("pk", "surname", "given") if key_of(*name) in wanted] if wanted else []
    found: dict[tuple[str, str], list[Person]] = {}
    for row in own.filter(pk__in=known).order_by("birth_date", "pk"):
        found.setdefault(key_of(row.surname, row.given), []).append(row)
    return found


def key_of(surname: str, given: str) -> tuple[str, str]:
    """Equal for two people of one name."""
    return fold(surname), fold(given)


def described(
    college_id: UUID,
    people: Iterable[Person],
    day: date,
    stood: Stood | None = None,
    reached: Collection[UUID] | None = None,
) -> list[Namesake]:
    """Each with his birthday and where he studies or studied. At most two statements.

    ``reached``: groups whose students the reader may see; of the others he learns only that they are there.
    """
    rows = list(people)[:MOST]
    if not rows:
        return []
    stood = stood or read_stood(college_id, [row.pk for row in rows])
    return [Namesake(row.pk, _words(row, stood, day, reached)) for row in rows]


def _words(row: Person, stood: Stood, day: date, reached: Collection[UUID] | None) -> str:
    standing = stood.on(row.pk, day)
    parts = [full_name(row.surname, row.given, row.patronymic)]
    if reached is not None and (standing.member is None or standing.member.group_id not in reached):
        return f"{parts[0]}, {FOREIGN if standing.member else STRANGER}"
    if row.birth_date:
        parts.append(full(row.birth_date))
    if standing.state is State.UNKNOWN or standing.member is None:
        parts.append("в списках групп не был")
    else:
        parts.append(f"{standing.member.group.name}, {STATE_WORDS[standing.state]}")
    return ", ".join(parts)
