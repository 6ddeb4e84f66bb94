"""Work programmes of many disciplines: each file matched with its discipline and its journals, compared with what they follow.

Nothing that a teacher wrote is changed: journals without a programme get one, an empty programme is filled, the rest is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zhurnal.curriculum.rules import topics as rule
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.exchange.imports.plan.book import Book
from zhurnal.exchange.imports.plan.matching import Matching, mapping_key
from zhurnal.exchange.imports.plan.programme_pages import Page, Written, load_pages, load_written
from zhurnal.exchange.imports.readers.programme_names import split
from zhurnal.exchange.imports.readers.programmes import ProgrammeFile, Programmes, TopicLine
from zhurnal.exchange.rules.answers import KEY_LONGEST
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.likeness import MOST, nearest
from zhurnal.exchange.rules.names import fit, fold
from zhurnal.kernel.wording import plural

VERSION = "version"
HAS_ANOTHER = "По этим журналам уже идёт другая программа. Загрузка её не меняет."
AS_VERSION = f"{VERSION}|Завести новой версией: журналам её даст преподаватель"
DOUBLED = "Об этих же журналах ещё один файл: «%s». Оставьте один из них и загрузите снова."
NO_PAGES = "Журналов этой дисциплины ещё нет. Сначала заведите их, потом загрузите файл снова."


def plan_programmes(book: Book, content: Programmes) -> None:
    """Everything that the files would change."""
    Planner(book, content).plan()


@dataclass(frozen=True, slots=True)
class Aim:
    """A file whose discipline is known, and the journals that are meant."""

    key: str
    file: ProgrammeFile
    label: str
    discipline: str
    pages: tuple[Page, ...]


class Planner:
    """The files that were brought together."""

    def __init__(self, book: Book, content: Programmes) -> None:
        self.book, self.content = book, content
        self.matching = Matching(book, content.program, must=True)
        day = (book.frame.since or book.frame.today).isoformat()
        rows = book.rows("discipline", None, "id", "index", "name", "closed_on")
        self.disciplines = {row["id"]: row for row in rows if not row["closed_on"] or row["closed_on"] > day}
        self.titles = {pk: f"{row['index']} {row['name']}".strip() for pk, row in self.disciplines.items()}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.by_index: dict[str, list[str]] = defaultdict(list)
        for pk, row in self.disciplines.items():
            self.by_name[fold(row["name"])].append(pk)
            self.by_index[fold(row["index"])].append(pk)
        self.pages: dict[str, list[Page]] = {}
        self.written: dict[str, list[Written]] = {}

    def plan(self) -> None:
        """Disciplines first, so that journals of all are asked for at once."""
        named = [(key, file, label, self._discipline(key, file, label)) for key, file, label in self._labelled()]
        wanted = {discipline for *_rest, discipline in named if discipline}
        frame = self.book.frame
        self.pages = load_pages(frame.college_id, wanted, frame.since or frame.today)
        self.written = load_written(frame.college_id, wanted)
        aims = [aim for key, file, label, found in named if found and (aim := self._aim(key, file, label, found))]
        claims: dict[str, list[str]] = defaultdict(list)
        for aim in aims:
            for claim in self._claims(aim):
                claims[claim].append(aim.label)
        for aim in aims:
            others = [label for claim in self._claims(aim) for label in claims[claim] if label != aim.label]
            self.book.file = aim.label
            if others:
                self._tell(aim.key, What.REFUSE, self.titles[aim.discipline], DOUBLED % others[0])
            else:
                self._place(aim)
        self.book.file = frame.file

    def _claims(self, aim: Aim) -> set[str]:
        """What no other file may take: the journals, and the empty programmes that they follow."""
        blank = {one.id for one in self.written.get(aim.discipline, ()) if not one.topics}
        return {page.id for page in aim.pages} | blank.intersection(page.programme for page in aim.pages)

    def _labelled(self) -> list[tuple[str, ProgrammeFile, str]]:
        """(key, file, how it is called here): files of one name out of several folders are told apart by a number."""
        met: Counter[str] = Counter()
        found = []
        for number, file in enumerate(self.content.files, 1):
            met[file.file] += 1
            label = file.file if met[file.file] == 1 else f"{file.file} ({met[file.file]})"
            found.append((str(number), file, label))
        return found

    def _discipline(self, key: str, file: ProgrammeFile, label: str) -> str:
        """The id of the discipline, or "" when the file waits or cannot be taken."""
        self.book.file = label
        if not file.topics:
            self._tell(key, What.REFUSE, label, file.refusal)
            return ""
        inside = dict.fromkeys(pk for name in file.inside if (pk := self._sure(name)))
        outside = self._sure(file.called)
        # Within, a programme names those it rests on, too: one that is known is meant only when it is the first that is named.
        first = self._sure(file.inside[0]) if file.inside else ""
        sure = outside if outside in inside or not inside else ("" if outside or len(inside) > 1 else first)
        near = [(pk, self.titles[pk]) for pk in dict.fromkeys((outside, *inside)) if pk] if not sure else []
        asked = _asked(file, label)
        if not sure and not near:
            near = self._alike([file.called, *file.inside])
        decided = self.matching.decide("discipline", asked, sure, near, 0, chosen=True, among=self.disciplines)
        if decided.row in self.disciplines:
            return decided.row
        left = ("discipline", mapping_key(asked)) in self.matching.left
        self._tell(key, What.REFUSE if left else What.ASK, label, self.matching.why([("discipline", asked)]))
        return ""

    def _alike(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Disciplines of the same index, then those whose names are like one of these."""
        bare = [(pk, row["name"]) for pk, row in self.disciplines.items()]
        found: dict[str, None] = {}
        for index, rest in map(split, names):
            found |= dict.fromkeys(self.by_index[fold(index)] if index else ())
            found |= dict.fromkeys(pk for pk, _name in nearest(rest, bare))
        return [(pk, self.titles[pk]) for pk in found][:MOST]

    def _sure(self, name: str) -> str:
        """The discipline that a name surely means: of its index and the beginning of the name, else the only one of the name or of the index.
        An index that is another discipline's here makes it doubtful.
        """
        index, rest = split(name)
        if not index:
            same = self.by_name[fold(rest)]
        elif not rest:
            same = self.by_index[fold(index)]
        else:
            words = fold(rest)
            own = [
                pk
                for pk in self.by_index[fold(index)]
                if f"{words} ".startswith(f"{fold(self.disciplines[pk]['name'])} ")
            ]
            same = own or ([] if self.by_index[fold(index)] else self.by_name[words])
        return same[0] if len(same) == 1 else ""

    def _aim(self, key: str, file: ProgrammeFile, label: str, discipline: str) -> Aim | None:
        """The journals that are meant; None when they must be named first."""
        self.book.file = label
        title, pages = self.titles[discipline], self.pages.get(discipline, [])
        if not pages:
            if any(one.topics == told(file.topics) for one in self.written.get(discipline, ())):
                self.book.kept["programme"] += 1
            else:
                self._tell(key, What.REFUSE, title, NO_PAGES)
            return None
        if file.year:
            pages = [page for page in pages if page.year == file.year]
        if file.semester:
            exact = [page for page in pages if page.semester == file.semester]
            pages = exact or [page for page in pages if page.term == file.semester]
        if not pages:
            note = f"Журналов этой дисциплины {_when(file)} нет: проверьте название файла."
            self._tell(key, What.REFUSE, title, note)
            return None
        kinds: dict[tuple[object, ...], list[Page]] = defaultdict(list)
        plans: dict[tuple[int, str], list[Page]] = defaultdict(list)
        for page in pages:
            plans[page.year, page.item].append(page)
        for (year, _item), own in plans.items():
            loads = {page.semester: tuple(sorted(page.planned.items())) for page in own}
            kinds[year, tuple(sorted(loads.items()))] += own
        chosen = next(iter(kinds.values()))
        if len(kinds) > 1:
            # Where another programme is followed already, both answers are one: for whom, and as a new version.
            options = {
                f"{place}+{VERSION}" if self._occupied(file, discipline, own) else str(place): own
                for place, own in enumerate(kinds.values(), 1)
            }
            answer = self.book.frame.choices.get(f"programme:{key}", "")
            if answer not in options:
                note = f"{_size(file.topics)}. Дисциплину изучают по-разному: для кого эта программа?"
                asks = [f"{value}|{_variant(own)}{_anew(value)}" for value, own in options.items()]
                self._tell(key, What.ASK, title, note, asks)
                return None
            chosen = options[answer]
        return Aim(key, file, label, discipline, tuple(chosen))

    def _occupied(self, file: ProgrammeFile, discipline: str, pages: Sequence[Page]) -> bool:
        """Whether all these journals follow other programmes, none of which is empty or this one."""
        written = self.written.get(discipline, [])
        apart = _apart(pages)
        followed = {page.programme for page in pages if page not in apart}
        blank = any(one.id in followed and not one.topics for one in written)
        known = any(one.topics == told(file.topics) for one in written)
        return "" not in followed and not known and not (blank and len(followed) == 1)

    def _place(self, aim: Aim) -> None:
        """A new programme, an empty one filled, one that is known given; or what stands in the way."""
        topics, written = told(aim.file.topics), self.written.get(aim.discipline, [])
        apart = _apart(aim.pages)
        pages = [page for page in aim.pages if page not in apart]
        free = [page for page in pages if not page.programme]
        followed = {page.programme for page in pages if page.programme}
        by_id = {one.id: one for one in written}
        note = against_plan(aim.file.topics, pages)
        if apart:
            parts = ", ".join(dict.fromkeys(page.words for page in apart))
            note += f". Журналам подгрупп ({parts}) программу даст преподаватель"
        same = next((one for one in written if one.topics == topics), None)
        own = [by_id.get(pk) for pk in followed]  # None: of a discipline of the same name
        if not free and all(one is not None and one.topics == topics for one in own):
            self.book.kept["programme"] += 1
        elif len(own) == 1 and (blank := own[0]) is not None and not blank.topics:
            self._fill(aim, blank, note)
            self._give(aim, free, blank.id)
        elif free and same is not None:
            self._give(aim, free, same.id)
        elif free:
            left = [page for page in pages if page.programme]
            if left:
                groups = ", ".join(dict.fromkeys(page.words for page in left))
                note += f". Журналы, у которых программа уже есть, остаются при ней: {groups}"
            self._give(aim, free, self._make(aim, 1, f"{note}."))
        elif same is not None:
            self.book.kept["programme"] += 1
        elif self.book.frame.choices.get(f"programme:{aim.key}", "").rpartition("+")[2] == VERSION:
            self._make(aim, max((one.version for one in written), default=0) + 1, f"{note}.")
        else:
            size = _size(aim.file.topics)
            self._tell(aim.key, What.ASK, self.titles[aim.discipline], f"{size}. {HAS_ANOTHER}", [AS_VERSION])

    def _make(self, aim: Aim, version: int, note: str) -> str:
        """A programme with its history and topics."""
        actor = self.book.frame.actor
        values = {
            "discipline_id": aim.discipline, "title": fit(self.disciplines[aim.discipline]["name"], 250), "version": version,
            "made_by_id": actor.person_id if actor else None, "revision": 0,
        }  # fmt: skip
        ref = self.book.create("programme", aim.key, self.titles[aim.discipline], values, note=note)
        self.book.create("chain", f"programme|{aim.key}", "", {"chain": ref, "seq": 0})
        self._topics(aim, ref)
        return ref

    def _fill(self, aim: Aim, programme: Written, note: str) -> None:
        """An empty programme gets its topics."""
        row = {"id": programme.id, "revision": programme.revision}
        new = {"revision": programme.revision + 1}
        self.book.write("programme", aim.key, What.CHANGE, self.titles[aim.discipline], row, new)
        self.book.changes[-1] = replace(self.book.changes[-1], note=f"{note}.")
        self._topics(aim, programme.id)

    def _topics(self, aim: Aim, programme: str) -> None:
        for number, (title, hours, kind, homework) in enumerate(told(aim.file.topics), 1):
            values = {
                "programme_id": programme, "number": number, "title": title, "hours": hours, "kind": kind, "homework": homework,
            }  # fmt: skip
            self.book.create("topic", f"{aim.key}|{number}", title, values, aim.file.topics[number - 1].line)

    def _give(self, aim: Aim, pages: Iterable[Page], programme: str) -> None:
        """The journals follow it from now on."""
        for page in pages:
            row = {"id": page.id, "programme_id": None}
            title = f"{self.titles[aim.discipline]}: {page.words}, {page.term} семестр"
            self.book.keep("course", page.id, title, row, {"programme_id": programme})

    def _tell(self, key: str, what: What, title: str, note: str, asks: Sequence[str] = ()) -> None:
        self.book.tell("programme", key, what, title, note, asks=asks)


def _apart(pages: Sequence[Page]) -> list[Page]:
    """Journals of subgroups beside that of their whole group."""
    whole = {(page.group, page.term_id) for page in pages if not page.subgroup}
    return [page for page in pages if page.subgroup and (page.group, page.term_id) in whole]


def _anew(answer: str) -> str:
    return "; новой версией: журналам её даст преподаватель" if answer.endswith(VERSION) else ""


def told(topics: Iterable[TopicLine]) -> tuple[tuple[str, int, str, str], ...]:
    """Topics as they are kept."""
    return tuple((one.title, int(one.hours), one.kind, one.homework) for one in topics)


def _asked(file: ProgrammeFile, label: str) -> str:
    """The name that is asked about and remembered. «КТП Иванова» may be of any discipline, so without an index what is inside tells too."""
    if split(file.called)[0]:
        return file.called
    return fit(f"{file.called or label}: {file.inside[0] if file.inside else file.topics[0].title}", KEY_LONGEST)


def _size(topics: Sequence[TopicLine]) -> str:
    hours = sum(int(one.hours) for one in topics)
    return f"{plural(len(topics), ('тема', 'темы', 'тем'))}, {hours} ч"


def _planned(pages: Iterable[Page]) -> dict[str, int]:
    """Hours by kind of the semesters of these journals; a semester of a plan counts once, however many groups study by it."""
    found: dict[str, int] = defaultdict(int)
    for planned in {page.semester: page.planned for page in pages}.values():
        for name, hours in planned.items():
            found[name] += hours
    return found


def against_plan(topics: Sequence[TopicLine], pages: Iterable[Page]) -> str:
    """«34 темы, 68 ч, как в плане»; or the difference, kind by kind."""
    plan = _planned(pages)
    if not plan:
        return f"{_size(topics)}. Часов в учебном плане нет, сравнить не с чем"
    unlike = rule.difference(rule.sums([(TopicKind(one.kind), int(one.hours)) for one in topics], plan))
    return f"{_size(topics)}, " + (f"по плану {sum(plan.values())} ч: {unlike}" if unlike else "как в плане")


def _variant(pages: Sequence[Page]) -> str:
    hours = sum(_planned(pages).values())
    groups = ", ".join(dict.fromkeys(page.group_name for page in pages))
    return f"{pages[0].year} курс: {groups}, " + (f"по плану {hours} ч" if hours else "в плане часов нет")


def _when(file: ProgrammeFile) -> str:
    said = [f"на {file.year} курсе"] if file.year else []
    return " ".join([*said, f"в {file.semester} семестре"] if file.semester else said)
