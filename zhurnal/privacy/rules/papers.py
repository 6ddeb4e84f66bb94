"""A consent signed on paper: what forbids to write it down here."""

from collections.abc import Collection
from datetime import date

from zhurnal.kernel.refusal import Refusal
from zhurnal.privacy.rules.signing import Side, signers

AHEAD = Refusal("ahead", "Дата согласия ещё не наступила. Проверьте её по бумаге.")
NOBODY = Refusal("nobody", "Отметьте, кто подписал: сам человек, его представитель или оба.")
OVER = Refusal("over", "Срок этого согласия раньше его даты или уже вышел. Проверьте даты по бумаге.")
STANDS = Refusal(
    "stands", "Такое согласие уже есть и действует или ждёт второй подписи. Сначала отзовите его в реестре."
)
NO_WORDS = Refusal("no_words", "Напишите, по какому заявлению отзывается согласие: номер и дату.")
LACKS = {
    Side.OWN: Refusal(
        "lacks_own", "На эту дату человеку было 14 лет или больше: без его подписи согласие не действует."
    ),
    Side.GUARDIAN: Refusal(
        "lacks_guardian", "На эту дату ему не было 18: без подписи представителя согласие не действует."
    ),
}


def paper_refusal(
    signed: Collection[Side], born: date | None, on: date, until: date | None, today: date
) -> Refusal | None:
    """``on``: the day on the paper, by which it is known who had to sign."""
    if on > today:
        return AHEAD
    if not signed:
        return NOBODY
    if until is not None and (until < on or until < today):
        return OVER
    return next((LACKS[side] for side in Side if side in signers(born, on) and side not in signed), None)
