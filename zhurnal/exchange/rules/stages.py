"""How far an import is: its stages, the share of the bar each of them has, and the words for whoever waits."""

from collections.abc import Callable
from enum import StrEnum

from zhurnal.kernel.wording import whole

WHOLE = 1000  # the end of the bar


class Stage(StrEnum):
    """What is being done, in the order of doing it."""

    READ = "read"
    COMPARE = "compare"
    LESSONS = "lessons"
    SHOW = "show"
    WRITE = "write"
    RECORD = "record"


Tell = Callable[[Stage, int, int], None]
"""Hears of a stage, how many are done, and of how many (0: nobody knows)."""

WORDS = {
    Stage.READ: "Читаю файлы",
    Stage.COMPARE: "Сверяю с журналом",
    Stage.LESSONS: "Сверяю занятия",
    Stage.SHOW: "Готовлю показ",
    Stage.WRITE: "Записываю",
    Stage.RECORD: "Веду историю изменений",
}
# Where each stage stands on the bar. Bringing: files are read, compared, shown; applying: compared again, written, recorded.
BRINGING = {Stage.READ: (0, 350), Stage.COMPARE: (350, 700), Stage.LESSONS: (700, 850), Stage.SHOW: (850, WHOLE)}
APPLYING = {Stage.COMPARE: (0, 250), Stage.LESSONS: (250, 400), Stage.WRITE: (400, 900), Stage.RECORD: (900, WHOLE)}


def silent(_stage: Stage, _done: int, _of: int) -> None:
    """Tells nobody."""


def share(way: dict[Stage, tuple[int, int]], stage: Stage, done: int, of: int) -> int:
    """How much of the bar is full, 0…1000; a stage of unknown length stands at its beginning."""
    first, last = way.get(stage, (0, 0))
    return first + (last - first) * min(done, of) // of if of > 0 else first


def count_of(done: int, of: int) -> str:
    """«300 из 1 500»; "" while nobody knows of how many."""
    return f"{whole(min(done, of))} из {whole(of)}" if of > 0 else ""
