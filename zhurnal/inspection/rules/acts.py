"""Sentences of an act of correction, the same on the page and in the PDF (A3.7). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhurnal.kernel.dates import full


@dataclass(frozen=True, slots=True)
class Journal:
    """Whose journal it is."""

    group: str
    subgroup: str
    discipline: str

    @property
    def words(self) -> str:
        """«группы Э-21 (1-я подгруппа) по ОП.02 Электротехника»."""
        return f"группы {self.group}{f' ({self.subgroup})' if self.subgroup else ''} по {self.discipline}"


def preamble(commission: Sequence[tuple[str, str]], story: str) -> str:
    """Who testifies to what; ``commission``: (post, name), the chair first."""
    members = [f"{name}, {post}" for post, name in commission]
    chair = members[0] if members else ""
    called = "члены" if len(members[1:]) > 1 else "член"
    return (
        f"Комиссия в составе: председатель — {chair}; {called} комиссии — {'; '.join(members[1:])} — "
        f"составила настоящий акт о том, что {story}:"
    )


def lesson_story(journal: Journal, day: date, pair: int, teacher: str) -> str:
    """What was done in a closed lesson."""
    return f"в журнале {journal.words} за {full(day)} ({pair}\u00a0пара) преподаватель {teacher} исправил(а) записи"


def term_story(journal: Journal, term: int, year: str) -> str:
    """What was done in a closed term."""
    return (
        f"в журнале {journal.words} за {term}\u00a0семестр {year} учебного года, который был закрыт и по приказу открыт снова, "
        "исправлены записи"
    )


def lesson_ground(ground: str, who: str, at: datetime, places: str, until: datetime) -> str:
    """Why a closed lesson was opened, and by whom, when, what of it and until when."""
    return f"Основание: {ground}. Разрешение: {who}, {_moment(at)}; открыто: {places}, до {_moment(until)}."


def term_ground(ground: str, order: str, asked: str, seconded: str, at: datetime, until: datetime) -> str:
    """Why a closed term was opened: the order, two people, from when until when."""
    people = f"попросил(а) {asked}, согласие дал(а) {seconded}"
    return (
        f"Основание: {ground}; приказ № {order.removeprefix('№').strip()}. Семестр открыт снова {_moment(at)}: {people}; "
        f"закрыт {_moment(until)}."
    )


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y, %H:%M}"
