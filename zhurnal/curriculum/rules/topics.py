"""Topics of a work programme as they are typed, pasted and read from tables: words to kinds, hours to numbers, sums against the plan."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.kernel.refusal import Refusal

MOST_TOPICS, MOST_HOURS = 600, 200
TITLE_LIMIT, HOMEWORK_LIMIT = 500, 1000
KIND_WORDS = {
    TopicKind.LECTURE: "лекция",
    TopicKind.PRACTICAL: "практическое",
    TopicKind.LAB: "лабораторная",
    TopicKind.CONTROL: "контрольная",
    TopicKind.PROJECT: "курсовой проект",
    TopicKind.CONSULTATION: "консультация",
    TopicKind.CREDIT: "зачёт",
}
STEMS = (
    ("лаб", TopicKind.LAB),
    ("прак", TopicKind.PRACTICAL),
    ("семинар", TopicKind.PRACTICAL),
    ("контрол", TopicKind.CONTROL),
    ("курсов", TopicKind.PROJECT),
    ("консул", TopicKind.CONSULTATION),
    ("зачет", TopicKind.CREDIT),
    ("дифф", TopicKind.CREDIT),
)
SHORT = {"лр": TopicKind.LAB, "пр": TopicKind.PRACTICAL, "пз": TopicKind.PRACTICAL, "кр": TopicKind.CONTROL,
         "кп": TopicKind.PROJECT, "дз": TopicKind.CREDIT, "з": TopicKind.CREDIT}  # fmt: skip
HOURS = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:ч|ч\.|час|часа|часов)?\.?")
GROUPS = (
    ("lectures", "лекции", (TopicKind.LECTURE, TopicKind.CONTROL, TopicKind.CREDIT)),
    ("practicals", "практические", (TopicKind.PRACTICAL,)),
    ("labs", "лабораторные", (TopicKind.LAB,)),
    ("course_project", "курсовой проект", (TopicKind.PROJECT,)),
    ("consultations", "консультации", (TopicKind.CONSULTATION,)),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One class. ``id``: 32 hexadecimal digits of a topic that exists, or empty."""

    title: str
    hours: int = 2
    kind: TopicKind = TopicKind.LECTURE
    homework: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Hours of one kind: by the plan, and given to topics."""

    name: str
    words: str
    planned: int
    given: int


def kind_of(words: str) -> TopicKind:
    """«Практическая работа № 3» → practical; anything unknown is a lecture."""
    plain = words.casefold().replace("ё", "е").strip()
    if plain in set(map(str, TopicKind)):
        return TopicKind(plain)
    short = re.split(r"[\s.№\d]", plain, maxsplit=1)[0]
    if short in SHORT:
        return SHORT[short]
    return next((kind for stem, kind in STEMS if stem in plain), TopicKind.LECTURE)


def hours_of(words: str) -> int | None:
    """«2», «2,0», «36 ч.» as a number; None when it is none."""
    found = HOURS.fullmatch(words.strip().casefold())
    return int(found[1]) if found and int(found[1]) <= MOST_HOURS else None


def read_topics(rows: Sequence[Mapping[str, str]]) -> tuple[Topic, ...] | Refusal:
    """Typed rows as topics, empty ones left out; a refusal names the row that cannot be taken."""
    topics: list[Topic] = []
    for line, row in enumerate(rows, 1):
        title, homework = (" ".join(row.get(name, "").split()) for name in ("title", "homework"))
        if not title and not homework:
            continue
        hours = hours_of(row.get("hours", "") or "2")
        if not title:
            return Refusal("no_title", "Строка %(line)s: есть задание, но нет темы. Напишите тему.", {"line": line})
        if len(title) > TITLE_LIMIT or len(homework) > HOMEWORK_LIMIT:
            text = "Строка %(line)s: тема — до %(title)s знаков, задание — до %(homework)s. Сократите её."
            return Refusal("long", text, {"line": line, "title": TITLE_LIMIT, "homework": HOMEWORK_LIMIT})
        if not hours:
            text = "Строка %(line)s: «%(typed)s» — не число часов. Напишите, например, 2."
            return Refusal("hours", text, {"line": line, "typed": row.get("hours", "")[:20]})
        topics.append(Topic(title, hours, kind_of(row.get("kind", "")), homework, row.get("id", "")))
    if len(topics) > MOST_TOPICS:
        text = "Тем %(count)s, а в программе помещается не больше %(most)s: разделите её по семестрам."
        return Refusal("too_many", text, {"count": len(topics), "most": MOST_TOPICS})
    return tuple(topics)


def sums(topics: Iterable[tuple[str, int]], plan: Mapping[str, int]) -> list[Sum]:
    """Hours by kind: ``topics`` as (kind, hours), ``plan`` as planned hours by name; kinds that nobody has are left out."""
    given: dict[str, int] = {}
    for kind, hours in topics:
        given[kind] = given.get(kind, 0) + hours
    found = [
        Sum(name, words, plan.get(name, 0), sum(given.get(kind, 0) for kind in kinds)) for name, words, kinds in GROUPS
    ]
    return [one for one in found if one.planned or one.given]


def by_semester(topics: Sequence[tuple[str, int]], plans: Mapping[int, Mapping[str, int]]) -> list[str]:
    """How topics in their order fill the semesters of the plan: «3 семестр: темы 1–17, 34 из 34 ч». Nothing to say of one semester.

    ``topics``: (kind, hours); ``plans``: semester → planned hours by name. A topic belongs to the semester in whose hours it begins;
    what the plan has no hours for stays with the last one.
    """
    said, first, ordered = [], 0, sorted(plans)
    for semester in ordered if len(ordered) > 1 else ():
        planned, taken, last = sum(plans[semester].values()), 0, first
        while last < len(topics) and (taken < planned or semester == ordered[-1]):
            taken += topics[last][1]
            last += 1
        said.append(
            _semester_words(
                semester, (first, last), (taken, planned), difference(sums(topics[first:last], plans[semester]))
            )
        )
        first = last
    return said


def _semester_words(semester: int, span: tuple[int, int], hours: tuple[int, int], unlike: str) -> str:
    first, last = span
    if first == last:
        return f"{semester} семестр: тем нет, по плану {hours[1]} ч"
    topics = f"темы {first + 1}–{last}" if last - first > 1 else f"тема {last}"
    return f"{semester} семестр: {topics}, {hours[0]} из {hours[1]} ч" + (f" ({unlike})" if unlike else "")


def difference(found: Iterable[Sum]) -> str:
    """«лекции: не хватает 2 ч; лабораторные: 4 ч лишние»; empty when programme and plan agree."""
    parts = []
    for one in found:
        if one.given < one.planned:
            parts.append(f"{one.words}: не хватает {one.planned - one.given} ч")
        elif one.given > one.planned:
            parts.append(f"{one.words}: лишних {one.given - one.planned} ч")
    return "; ".join(parts)
