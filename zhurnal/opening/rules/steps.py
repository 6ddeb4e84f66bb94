"""The steps of opening a year, in their order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its word in the address, its title; ``optional`` ones may be passed by when a college has no such thing."""

    slug: str
    title: str
    optional: bool = False


STEPS = (
    Step("year", "Год и семестры"),
    Step("bells", "Звонки"),
    Step("holidays", "Праздники и выходные"),
    Step("carry", "Перевод на следующий курс", optional=True),
    Step("groups", "Группы нового набора"),
    Step("plans", "Учебные планы групп"),
    Step("students", "Списки студентов"),
    Step("leaders", "Руководители групп"),
    Step("practice", "Недели практики", optional=True),
    Step("subgroups", "Подгруппы", optional=True),
    Step("journals", "Журналы по планам"),
    Step("load", "Нагрузка: кто что ведёт"),
    Step("streams", "Потоки", optional=True),
    Step("check", "Проверка и открытие"),
)
SLUGS = tuple(step.slug for step in STEPS)


def first_open(done: frozenset[str]) -> str:
    """The step at which the opening is resumed."""
    return next((slug for slug in SLUGS if slug not in done), SLUGS[-1])


def next_step(slug: str) -> str:
    """The step after this one; the last has none and names itself."""
    place = SLUGS.index(slug)
    return SLUGS[min(place + 1, len(SLUGS) - 1)]
