"""Where an order between budget and contract leads, and when it is possible (A5.11, A7.1). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.dates import full
from zhurnal.kernel.refusal import Refusal

OTHER = {"budget": "paid", "paid": "budget"}
ON = {"budget": "на бюджете", "paid": "по договору"}
_PAID = re.compile(r"\bна\s+(договор|внебюджет|плат|коммерч)", re.IGNORECASE)
_BUDGET = re.compile(r"\bна\s+бюджет", re.IGNORECASE)

NO_BASIS = Refusal("no_basis", "Скажите в подробностях, куда переводят: «на бюджет» или «на договор».")


@dataclass(frozen=True, slots=True)
class Basis:
    """What the register says now, and (first day without it, value, whether an order said so) of what it said before."""

    present: str = ""
    former: Sequence[tuple[date, str, bool]] = ()

    @property
    def last(self) -> tuple[date, str, bool] | None:
        """What ended last."""
        return max(self.former, default=None)


def target_of(details: str) -> str:
    """«на договор с 01.10» → paid; "" when the words do not say one of both."""
    said = [value for value, words in (("paid", _PAID), ("budget", _BUDGET)) if words.search(details)]
    return said[0] if len(said) == 1 else ""


def explains(basis: Basis, target: str) -> bool:
    """Whether the order only gives its day to what somebody has typed into the register already."""
    last = basis.last
    return basis.present == target and last is not None and last[1] == OTHER[target] and not last[2]


def no_change(basis: Basis, target: str, effective: date, name: str) -> Refusal | None:
    """Why the order changes nothing, or cannot work from this day."""
    earlier = sorted(basis.former)[:-1] if explains(basis, target) else basis.former
    if any(until >= effective for until, _value, _ordered in earlier):
        day = full(max(until for until, _value, _ordered in earlier))
        text = "%(name)s: основа обучения менялась с %(day)s. Приказ может действовать только с более позднего дня."
        return Refusal("basis_later", text, {"name": name, "day": day})
    if basis.present == target and not explains(basis, target):
        text = "%(name)s уже учится %(on)s. Проверьте, куда переводит приказ."
        return Refusal("same_basis", text, {"name": name, "on": ON[target]})
    return None
