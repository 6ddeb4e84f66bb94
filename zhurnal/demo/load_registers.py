"""Registers of groups filled to different degrees, and a few corrections that families propose. Numbers are nobody's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from zhurnal.demo.load import Loaded
from zhurnal.registers.models import Proposal, RegisterValue
from zhurnal.registers.rules.proposals import ProposalState

# Share of what is filled, and days since the last change: by group in turn.
DEGREES = ((94, 1), (100, 0), (97, 6), (91, 3), (100, 12), (55, 53), (88, 2), (82, 9))
PAID_EVERY = 6  # every sixth studies by contract
STREETS = ("Заводская", "Школьная", "Садовая", "Энергетиков", "Речная", "Новая", "Мира", "Лесная")


def load_registers(loaded: Loaded) -> None:
    """Values of students on a list today and of their parents; four proposals."""
    loaded.add(_values(loaded))
    loaded.add(_proposals(loaded))


def _values(loaded: Loaded) -> Iterator[RegisterValue]:
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    rng = Random(f"{made.college.code}:registers")
    names = sorted({row.name for row in made.groups}, key=lambda name: (name != "Э-21", name))
    degree = {name: DEGREES[place % len(DEGREES)] for place, name in enumerate(names)}
    parents: dict[str, list[str]] = {}
    told: set[str] = set()  # a parent of two is asked once
    for bond in made.guardians:
        if bond.until is None:
            parents.setdefault(bond.student, []).append(bond.parent)
    group_names = {row.key: row.name for row in made.groups}
    noon = datetime(made.today.year, made.today.month, made.today.day, 6, tzinfo=UTC)

    def value(key: str, field: str, text: str, moment: datetime) -> RegisterValue:
        return RegisterValue(college=own, person_id=person[key], field=field, value=text, changed_at=moment)

    for number, member in enumerate(row for row in made.memberships if row.left is None):
        share, days = degree[group_names[member.group]]
        moment = noon - timedelta(days=days)
        yield value(member.student, "funding", "paid" if number % PAID_EVERY == 0 else "budget", moment)
        for field, text in _answers(rng, number):
            if rng.randrange(100) < share:
                yield value(member.student, field, text, moment)
        for parent in parents.pop(member.student, ())[:1]:
            if parent not in told and rng.randrange(100) < share:
                told.add(parent)
                yield value(parent, "parent_phone", f"+7 900 001-{number // 100 % 100:02}-{number % 100:02}", moment)


def _answers(rng: Random, number: int) -> tuple[tuple[str, str], ...]:
    """What a student answers: a series and a СНИЛС that nobody has."""
    return (
        ("document", f"0000 {100_000 + number}"),
        ("snils", f"000-{100 + number % 900:03}-{number // 900:03} 00"),
        ("phone", f"+7 900 000-{number // 100 % 100:02}-{number % 100:02}"),
        ("address", f"ул. {rng.choice(STREETS)}, д. {rng.randint(1, 90)}, кв. {rng.randint(1, 120)}"),
    )


def _proposals(loaded: Loaded) -> Iterator[Proposal]:
    """Two wait for the leader of Э-21, one was accepted, one was not."""
    made, own = loaded.made, loaded.college
    group = next((row.key for row in made.groups if row.name == "Э-21"), None)
    students = [row.student for row in made.memberships if row.group == group and row.left is None]
    bonds = [row for row in made.guardians if row.until is None and row.student in students]
    leader = next((row.person for row in made.leaders if row.group == group), None)
    now = datetime(made.today.year, made.today.month, made.today.day, 5, tzinfo=UTC)
    told = (
        ("phone", "+7 900 002-10-10", "Сменил номер", ProposalState.OPEN, ""),
        ("address", "ул. Речная, д. 14, кв. 7", "Переехали в октябре", ProposalState.OPEN, ""),
        ("phone", "+7 900 002-20-20", "", ProposalState.ACCEPTED, "Исправлено, спасибо"),
        ("snils", "нет", "", ProposalState.DECLINED, "Принесите карточку в кабинет 214"),
    )
    for place, ((field, value, note, state, answer), bond) in enumerate(zip(told, bonds, strict=False)):
        student, by = loaded.id("person", bond.student), loaded.id("person", bond.parent)
        decided: UUID | None = loaded.id("person", leader) if leader and state != ProposalState.OPEN else None
        yield Proposal(
            college=own, student_id=student, subject_id=student, field=field, value=value, note=note, state=state,
            made_by_id=by, made_at=now - timedelta(days=place), decided_by_id=decided,
            decided_at=now - timedelta(hours=place) if decided else None, answer=answer,
        )  # fmt: skip
