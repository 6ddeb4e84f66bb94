"""The three facts that weigh most, in plain words: how the forecast would change if each were as usual."""

from dataclasses import dataclass, replace

from zhurnal.forecast.rules.outlook import USUAL_MEAN, USUAL_MISSED, Outlook, Standing, outlook
from zhurnal.forecast.rules.shown import percent_of
from zhurnal.kernel.wording import plural
from zhurnal.organisation.rules.parameters import Parameters

SHOWN, LEAST = 3, 0.004
MARKS = ("отметка", "отметки", "отметок")


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence, and whether it makes the forecast better."""

    text: str
    good: bool


def facts(
    standing: Standing, prior: float, parameters: Parameters, *, credit: bool = False, alone: bool = False
) -> list[Fact]:
    """Up to three facts, the weightiest first. ``alone``: ``prior`` is of his own marks, so nothing is said of the journal's."""
    here = _worth(outlook(standing, prior, parameters, credit=credit))
    found: list[tuple[float, Fact]] = []
    for text, instead in _candidates(standing, prior, alone=alone):
        change = here - _worth(outlook(instead, prior, parameters, credit=credit))
        if abs(change) >= LEAST:
            found.append((abs(change), Fact(text, change > 0)))
    found.sort(key=lambda one: -one[0])
    return [fact for _, fact in found[:SHOWN]]


def _worth(said: Outlook) -> float:
    """One number of a distribution: the expected outcome, from 0."""
    return sum(number * chance for number, chance in enumerate(said.chances)) / (len(said.chances) - 1)


def _candidates(standing: Standing, prior: float, *, alone: bool) -> list[tuple[str, Standing]]:
    """What is told, and the standing in which it would be as usual."""
    found = []
    if standing.average is not None:
        beside = USUAL_MEAN if alone else prior
        usual = replace(standing, total=round(beside * standing.weights))
        words = "" if alone else f", у журнала {_comma(prior)}"
        found.append((f"Средний {_comma(standing.average)}{words}.", usual))
    if standing.held:
        share = percent_of(standing.missed / standing.held)
        text = f"Пропущено {standing.missed} из {plural(standing.held, ('часа', 'часов', 'часов'))} ({share} %)."
        found.append((text, replace(standing, missed=round(USUAL_MISSED * standing.held))))
    if standing.twos:
        lifted = replace(
            standing, total=standing.total + round(standing.twos * (prior - 2) * standing.weights / standing.marks)
        )
        found.append((f"«2» — {standing.twos} из {plural(standing.marks, ('отметки', 'отметок', 'отметок'))}.", lifted))
    if standing.marks < 2 * 3:
        text = f"Пока только {plural(standing.marks, MARKS)}: одна новая меняет многое."
        found.append(
            (text, replace(standing, marks=standing.marks * 3, weights=standing.weights * 3, total=standing.total * 3))
        )
    if standing.recent is not None and standing.average is not None and abs(standing.recent - standing.average) >= 0.15:
        side = "лучше" if standing.recent > standing.average else "хуже"
        shifted = round((2 * standing.average - standing.recent) * standing.weights)
        text = f"Последние три отметки {side} прежних: в среднем {_comma(standing.recent)}."
        found.append((text, replace(standing, total=shifted)))
    return found


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
