"""Who signs a consent, by age on the day; and where a consent stands (152-ФЗ, ст. 26 and 28 ГК)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhurnal.kernel.dates import years_before
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.rules.age import adult_since, is_adult

OWN_WORD = 14  # years


class Side(StrEnum):
    """Whose signature it is."""

    OWN = "own"
    GUARDIAN = "guardian"


NO_BIRTHDAY = Refusal(
    "no_birthday", "Дата рождения не записана: по ней видно, кто подписывает. Попросите куратора внести её в реестр."
)
NOT_HIS = Refusal("not_his", "В этом возрасте согласие подписывает не вы.")
SIGNED = Refusal("signed", "Вы это согласие уже подписали.")
NOTHING = Refusal("nothing", "Отзывать нечего: согласия нет.")


def signers(born: date | None, today: date) -> frozenset[Side]:
    """Under 14 the representative, 14 to 17 both, from 18 the person alone; nobody while the birthday is unknown."""
    if born is None:
        return frozenset()
    if born > years_before(today, OWN_WORD):
        return frozenset({Side.GUARDIAN})
    return frozenset({Side.OWN}) if is_adult(born, adult_since(today)) else frozenset(Side)


@dataclass(frozen=True, slots=True)
class Signatures:
    """When each side signed, when it was withdrawn; ``until``: the last day of one that was given for a time."""

    own_at: datetime | None = None
    guardian_at: datetime | None = None
    withdrawn_at: datetime | None = None
    until: date | None = None

    def by(self, side: Side) -> datetime | None:
        """When this side signed."""
        return self.own_at if side is Side.OWN else self.guardian_at

    def is_over(self, today: date) -> bool:
        """Whether its time has passed: it holds no more, and another may be signed."""
        return self.until is not None and self.until < today


def in_force(said: Signatures, born: date | None, today: date) -> bool:
    """Whether it holds: nobody withdrew it, and whoever had to sign has. What was whole once stays so when somebody comes of age."""
    if said.withdrawn_at is not None or said.is_over(today):
        return False
    moments = [one for one in (said.own_at, said.guardian_at) if one is not None]
    if not moments:
        return False
    needed = signers(born, max(moments).date()) or signers(born, today) or frozenset({Side.OWN})
    return all(said.by(side) is not None for side in needed)


def sign_refusal(side: Side, said: Signatures, born: date | None, today: date) -> Refusal | None:
    """Why this side does not sign now. Who signed alone at seventeen signs anew at eighteen: the first word was half a consent."""
    needed = signers(born, today)
    if not needed:
        return NO_BIRTHDAY
    if side not in needed:
        return NOT_HIS
    if said.withdrawn_at is not None or said.is_over(today) or said.by(side) is None:
        return None
    awaited = any(said.by(other) is None for other in needed)
    return SIGNED if awaited or in_force(said, born, today) else None


def words(said: Signatures, born: date | None, today: date) -> str:
    """Where it stands, in a few words."""
    if said.withdrawn_at is not None:
        return "отозвано"
    if said.is_over(today):
        return "срок вышел"
    if in_force(said, born, today):
        return "действует"
    if said.own_at is None and said.guardian_at is None:
        return "не подписано"
    awaited = [side for side in Side if side in signers(born, today) and said.by(side) is None]
    if not awaited:
        return "ждёт новой подписи студента"
    return "ждёт подписи студента" if Side.OWN in awaited else "ждёт подписи родителя"
