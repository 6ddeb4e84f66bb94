"""The order by which the students of a year go on to the next course: lists name it, «Движение» keeps it (A1.5, A7.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Membership
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.rules.kinds import Kind
from zhurnal.movement.rules.possible import LONGEST_NUMBER, order_words
from zhurnal.opening.actions.deeds import Hand
from zhurnal.opening.crossing import Choices
from zhurnal.opening.rules.tables import Problem, Unreadable, read_day
from zhurnal.people.actor import PersonActor

STAYS = "остаётся на своём курсе"


@dataclass(frozen=True, slots=True)
class Paper:
    """Number and date of the order."""

    number: str
    dated: date

    @property
    def words(self) -> str:
        """«№ 45-с от 30.06.2027»."""
        return order_words(self.number, self.dated)


@dataclass(frozen=True, slots=True)
class Went:
    """A student of the order: the list that ends, the one that begins, whether he stays on his course."""

    old: Membership
    new: Membership
    stays: bool


def read_paper(choices: Choices, today: date) -> tuple[Paper | None, list[Problem]]:
    """The order as it was typed; None where nothing was."""
    number = " ".join(choices.number.removeprefix("№").split())
    if not number and not choices.dated:
        return None, []
    if not number or not choices.dated:
        return None, [Problem(0, "Приказ о переводе: напишите и номер, и дату, или не пишите ничего.")]
    if len(number) > LONGEST_NUMBER:
        return None, [Problem(0, f"Номер приказа длиннее {LONGEST_NUMBER} знаков: сократите его.")]
    try:
        dated = read_day(choices.dated)
    except Unreadable as problem:
        return None, [Problem(0, f"Приказ о переводе. {problem}")]
    if dated > today:
        return None, [
            Problem(0, f"Приказ о переводе датирован {dated:%d.%m.%Y}, а этот день ещё не наступил. Исправьте дату.")
        ]
    return Paper(number, dated), []


def write_order(hand: Hand, actor: PersonActor, year: AcademicYear, paper: Paper | None, went: Sequence[Went]) -> None:
    """One order for all of them, and what it did with each; undone together with the step or by itself in «Движение»."""
    if paper is None or not went:
        return
    own = Order.objects.of(actor.college_id)
    facts = {"number": paper.number, "dated": paper.dated, "kind": Kind.NEXT_COURSE, "ground": "", "batch": None}
    order = own.filter(**facts).order_by("pk").first()
    if order is None:
        made = {"made_by_id": actor.person_id, "made_at": actor.now}
        order = Order(college_id=actor.college_id, **facts, **made)
        hand.create([order])
    for one in went:
        # What the list said before is put back by the step's undoing whatever the order's own undoing has left there.
        hand.changed(Membership, [one.old.pk], {"order_out": one.old.order_out}, {})
    rows = Membership.objects.of(actor.college_id)
    rows.filter(pk__in=[one.old.pk for one in went]).update(order_out=paper.words)
    hand.create(
        Movement(
            college_id=actor.college_id, order=order, student_id=one.old.student_id, effective=year.starts,
            group_from_id=one.old.group_id, group_to_id=one.new.group_id, details=STAYS if one.stays else "",
            traces={"named": {"order_out": _ids(one.old), "order_in": _ids(one.new)}},
        )
        for one in went
    )  # fmt: skip


def _ids(row: Membership) -> list[str]:
    pk: UUID = row.pk
    return [pk.hex]
