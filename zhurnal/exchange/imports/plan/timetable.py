"""A timetable of any program: people, rooms, groups, journals, bells; the dated lessons are planned by ``lessons``.

Several classes in one lesson: a joined lesson, written into the journal of each. Parts of one class with as many teachers:
the first part has the first teacher, and so on. Otherwise the first teacher holds the lesson and the others lead the
journal with him. A block of several periods is one lesson; its hours are those of its periods (45 minutes are one).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from zhurnal.curriculum.rules.practice import PRACTICE_INDICES
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.plan.calendar import Calendar, find_calendar
from zhurnal.exchange.imports.plan.clashing import CODE, name_clashes
from zhurnal.exchange.imports.plan.hours import Ring, Told, halved, rung
from zhurnal.exchange.imports.plan.joined import Journal, bind_joined
from zhurnal.exchange.imports.plan.lessons import Reach, Slot, plan_lessons
from zhurnal.exchange.imports.plan.matching import Matching
from zhurnal.exchange.imports.plan.people import People, Someone
from zhurnal.exchange.imports.plan.study import Study, short_key
from zhurnal.exchange.imports.readers import timetable as asc
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.names import fit, fold, is_running_number, split_name
from zhurnal.exchange.rules.weeks import academic_hours, week_number
from zhurnal.kernel.dates import WEEKDAYS_SHORT
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import Role

MOST_HOURS = 12
Named = TypeVar("Named", asc.SchoolClass, asc.Subject, asc.Teacher, asc.Room)


@dataclass(frozen=True, slots=True)
class Target:
    """One journal in which a lesson is written; ``number``: which of the parts taught apart."""

    course: str
    title: str
    teacher: str
    number: int | None
    group: str = ""


def plan_timetable(book: Book, content: asc.Timetable) -> None:
    """Everything that the timetable would change."""
    calendar = find_calendar(book, content.dates) if content.lessons else None
    if calendar is not None:
        Planner(book, content, calendar).plan()


class Planner:
    """The plan of one file."""

    def __init__(self, book: Book, content: asc.Timetable, calendar: Calendar) -> None:
        self.book, self.content, self.calendar = book, content, calendar
        self.study = Study(book, calendar)
        self.matching = Matching(book, content.program, must=bool(content.dates), planned=bool(self.study.courses))
        self.waiting: dict[str, str] = {}  # lesson → why it cannot be placed yet
        self.classes = {row.outer_id: row for row in content.classes}
        self.parts = {row.outer_id: row for row in content.groups}
        self.subjects = {row.outer_id: row for row in content.subjects}
        self.lessons = {row.outer_id: row for row in content.lessons}
        self.teachers: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.rooms: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        self.disciplines: dict[str, str] = {}
        self.subgroups: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.journals: dict[str, Journal] = {}
        self.practising: dict[str, set[dt.date]] = defaultdict(set)
        self.rings: dict[tuple[int, int], Ring] = {}
        self.exact = {day.number: day.date for day in content.days if day.date}

    def plan(self) -> None:
        """In the order in which rows hang on each other."""
        self.study.usual_kinds()
        self._people()
        self._rooms()
        for row, key in self._keyed(self.content.classes):
            known = self.study.find_group(key, row.name)
            asked = self.matching.decide("group", row.name, known, self.study.all_groups, row.line)
            if asked.row or asked.new:
                self.groups[row.outer_id] = asked.row or self.study.group(key, row.name, row.line)
        for subject, key in self._keyed(self.content.subjects):
            self._discipline(subject, key)
        self._subgroups()
        weekdays = self._weekdays()
        self._bells(weekdays)
        targets = {lesson.outer_id: self._targets(lesson) for lesson in self.content.lessons}
        names = {
            row["id"]: full_name(row["surname"], row["given"], row["patronymic"]) for row in self.book.rows("person")
        }
        self.study.ask_about_others(names, self.titles)
        slots = self._slots(targets, weekdays)
        plan_lessons(self.book, self.calendar, slots, self._reach(), self.titles)
        bind_joined(self.book, self.calendar, slots, self.journals)
        self._name_practices()
        name_clashes(self.book)

    def _discipline(self, subject: asc.Subject, key: str) -> None:
        """Found, asked about or made."""
        known = self.study.find_discipline(key, subject.name, subject.index)
        name = f"{subject.index} {subject.name}".strip()
        asked = self.matching.decide("discipline", name, known, self.study.all_disciplines, subject.line)
        if asked.row and self.content.program != "asc":
            self.disciplines[subject.outer_id] = asked.row
        elif asked.row or asked.new:
            ref = self.study.discipline(key, subject.name, subject.short, subject.line, subject.index)
            self.disciplines[subject.outer_id] = ref

    def _keyed(self, rows: Iterable[Named]) -> list[tuple[Named, str]]:
        """Rows with their outer keys: the program's id, or the name where the id is only a place in the file."""
        seen: Counter[str] = Counter()
        found = []
        program = self.content.program
        for row in rows:
            named = program != "asc" or is_running_number(row.outer_id)
            key = (
                f"{program}:{fold(row.outer_id if program != 'asc' else row.name)}" if named else f"asc:{row.outer_id}"
            )
            seen[key] += 1
            found.append((row, short_key(key if seen[key] == 1 else f"{key}#{seen[key]}")))
        return found

    def _people(self) -> None:
        people = People(self.book)
        for row, key in self._keyed(self.content.teachers):
            name = split_name(row.name, row.first, row.last)
            someone = Someone(key, name, Role.TEACHER, row.line, None, row.sex, fit(row.email, 254))
            ref = people.put(someone) if self.content.program == "asc" else self._teacher(people, someone, row)
            if ref:
                self.teachers[row.outer_id] = ref
                self.names[ref] = full_name(*name)

    def _teacher(self, people: People, someone: Someone, row: asc.Teacher) -> str:
        """One of the staff as he is, or somebody new by a person's word; "" while it is asked."""
        sure = people.sure(someone)
        near = [
            (found["id"], full_name(found["surname"], found["given"], found["patronymic"]))
            for found in people.near(someone)
        ]
        asked = self.matching.decide("teacher", row.name, sure["id"] if sure else "", near, row.line, chosen=True)
        if asked.row:
            self.book.kept["person"] += 1
            self.names.setdefault(asked.row, row.name)
        return asked.row or (people.put(someone) if asked.new else "")

    def _rooms(self) -> None:
        rows = self.book.rows("room")
        by_key = {row["outer_key"]: row for row in rows if row["outer_key"]}
        by_name = {(fold(row["building"]), fold(row["name"])): row for row in rows}
        everywhere = [(row["id"], row["name"]) for row in rows]
        for room, key in self._keyed(self.content.rooms):
            name, building = fit(room.name, 40), fit(room.building, 40)
            row, place = by_key.get(key), (fold(building), fold(name))
            if self.content.program != "asc":
                same = [found["id"] for found in rows if fold(found["name"]) == fold(name)]
                known = row["id"] if row else same[0] if len(same) == 1 else ""
                asked = self.matching.decide("room", room.name, known, everywhere, room.line)
                if asked.row or not asked.new:
                    self.rooms.update({room.outer_id: asked.row} if asked.row else {})
                    continue
            if row is None and place in by_name:
                row = by_name[place]
                ref = self.book.keep("room", key, name, row, {} if row["outer_key"] else {"outer_key": key}, room.line)
            elif row is not None:
                values = {"name": name, "building": building} if place not in by_name else {}
                ref = self.book.keep("room", key, name, row, values, room.line)
            else:
                values = {"name": name, "building": building, "outer_key": key}
                ref = self.book.create("room", "|".join(place), name, values, room.line)
            self.rooms[room.outer_id] = ref

    def _subgroups(self) -> None:
        """Only those parts of classes in which something is taught."""
        used = {key for lesson in self.content.lessons for key in lesson.groups}
        known = {(row["group_id"], fold(row["name"])): row for row in self.book.rows("subgroup")}
        numbers: Counter[str] = Counter()
        for part in self.content.groups:
            if part.whole:
                continue
            numbers[part.class_id] += 1
            group = self.groups.get(part.class_id)
            if part.outer_id not in used or group is None:
                continue
            name = fit(part.name, 60)
            title = f"{self.classes[part.class_id].name}, {name}"
            key = short_key(f"asc:{group}|{fold(name)}")
            row = known.get((group, fold(name))) or self._numbered(known.values(), group, name)
            values = {
                "group_id": group,
                "name": name,
                "number": numbers[part.class_id],
                "outer_key": f"asc:{fold(name)}"[:120],
            }
            ref = (
                self.book.keep("subgroup", key, title, row, {}, part.line)
                if row
                else self.book.create("subgroup", key, title, values, part.line)
            )
            self.subgroups[part.outer_id] = ref

    def _numbered(self, rows: Iterable[Row], group: str, name: str) -> Row | None:
        """«1 подгруппа» of a day sheet is the first subgroup, whatever the college calls it."""
        digit = name[:1]
        if self.content.program not in {"sheet", "drawn"} or not digit.isdecimal():
            return None
        found = [row for row in rows if row["group_id"] == group and row["number"] == int(digit)]
        return found[0] if len(found) == 1 else None

    def _weekdays(self) -> dict[int, int]:
        """Day of the file → weekday; a day with an unknown name takes the place of its number, if it is free."""
        found = {day.number: day.weekday for day in self.content.days if day.weekday}
        for day in self.content.days:
            if not day.weekday and 1 <= day.number <= 7 and day.number not in found.values():
                found[day.number] = day.number
                reason = f"День «{day.name}» не узнан. Считаем его {day.number}-м днём недели, с понедельника."
                self.book.complain(reason, "weekday", Severity.QUESTION, value=day.name)
        return found

    def _bells(self, weekdays: dict[int, int]) -> None:
        """When periods begin and end, by weekday (A5.1); a college that has no bells yet gets them."""
        told = {p.number: (p.starts, p.ends) for p in self.content.periods}
        for number, (starts, ends) in told.items():
            if starts and ends and starts < ends:
                ring = Ring(starts, ends, academic_hours(starts, ends))
                self.rings.update({(weekday, number): ring for weekday in weekdays.values()})
        second = self._bells_of_the_cards(weekdays)
        own = rung(self.book.rows("bell"))
        if own:
            self._ask_about_bells(own)
            return
        shifts = {(1, *place): ring for place, ring in self.rings.items()} | {(2, *p): r for p, r in second.items()}
        for (shift, weekday, pair), ring in shifts.items():
            values = {"weekday": weekday, "shift": shift, "pair": pair, "starts": ring.starts, "ends": ring.ends}
            title = f"Урок {pair}, день {weekday}: {ring.starts:%H:%M}–{ring.ends:%H:%M}"
            self.book.create("bell", f"{weekday}/{pair}" if shift == 1 else f"{weekday}/{pair}/{shift}", title, values)

    def _ask_about_bells(self, own: dict[tuple[int, int], list[Told]]) -> None:
        """The file rings otherwise than the journal: one sentence for all weekdays on which it is the same."""
        found: dict[tuple[int, Ring, str], list[tuple[int, Row]]] = defaultdict(list)
        for (weekday, pair), rings in sorted(own.items()):
            row, starts, ends = rings[0]
            told = self.rings.setdefault((weekday, pair), Ring(starts, ends, academic_hours(starts, ends)))
            if (told.starts, told.ends) not in {(first, last) for _row, first, last in rings}:
                found[pair, told, f"{starts:%H:%M}–{ends:%H:%M}"].append((weekday, row))
        for (pair, told, here), days in found.items():
            names = ", ".join(WEEKDAYS_SHORT[weekday - 1] for weekday, _row in days)
            title = f"Урок {pair}, {names}: в файле {told.starts:%H:%M}–{told.ends:%H:%M}"
            note = f"В журнале у него другое время, {here}. Звонки не меняются, занятия получат время файла."
            self.book.tell("bell", f"{days[0][0]}/{pair}", What.ASK, title, note, pk=days[0][1]["id"])

    def _bells_of_the_cards(self, weekdays: dict[int, int]) -> dict[tuple[int, int], Ring]:
        """A weekday that begins later has its own bells; returned are those of a shift that counts its pairs from one again."""
        usual = {(weekdays.get(card.day), card.period) for card in self.content.cards if _own_ring(card) is None}
        second: dict[tuple[int, int], Ring] = {}
        for card in self.content.cards:
            ring, weekday = _own_ring(card), weekdays.get(card.day)
            if ring is None or weekday is None:
                continue
            first = self.rings.get((weekday, card.period))
            if first and (ring.starts >= first.ends or ring.ends <= first.starts):
                second |= {(day, card.period): second.get((day, card.period), ring) for day in weekdays.values()}
            elif (weekday, card.period) not in usual:
                usual.add((weekday, card.period))
                self.rings[weekday, card.period] = ring
        return second

    def _targets(self, lesson: asc.Lesson) -> list[Target]:
        """The journals of a lesson, each with its teacher; made on the way."""
        subject, discipline = self.subjects[lesson.subject], self.disciplines.get(lesson.subject, "")
        if reason := self._unread(lesson, discipline):
            self.waiting[lesson.outer_id] = reason
            return []
        teachers = [self.teachers[key] for key in lesson.teachers if key in self.teachers]
        parts = [self.parts[key] for key in lesson.groups if key in self.parts]
        places = [(part.class_id, "" if part.whole else part.outer_id) for part in parts]
        places = list(dict.fromkeys(places)) or [(key, "") for key in lesson.classes]
        apart = _taught_apart(parts, len(lesson.teachers)) and len(teachers) == len(lesson.teachers)
        found = []
        for number, (class_id, part) in enumerate(places):
            group, subgroup = self.groups.get(class_id), self.subgroups.get(part)
            if group is None:
                continue
            title = ", ".join(
                [self.classes[class_id].name, *([self.parts[part].name] if subgroup else []), subject.name]
            )
            course = self._course(lesson, group, subgroup, discipline, title)
            if not course:
                continue
            self.titles[course] = title
            self.journals[course] = Journal(group, discipline, subject.name, self.classes[class_id].name)
            own = [teachers[number]] if apart else teachers
            for teacher in own:
                self.study.teach(course, teacher, f"{title}: {self.names[teacher]}", lesson.line)
            found.append(Target(course, title, own[0] if own else "", number if apart else None, group))
        return found

    def _unread(self, lesson: asc.Lesson, discipline: str) -> str:
        """Which names of a lesson nobody has explained yet, or that it shall be left out; "" when all are known."""
        missing = [
            ("discipline", f"{self.subjects[lesson.subject].index} {self.subjects[lesson.subject].name}".strip())
        ]
        missing = [] if discipline else missing
        names = {row.outer_id: row.name for row in self.content.teachers}
        missing += [("teacher", names[key]) for key in lesson.teachers if key not in self.teachers]
        owners = (*lesson.classes, *(self.parts[part].class_id for part in lesson.groups))
        missing += [("group", self.classes[key].name) for key in owners if key not in self.groups]
        if self.content.program == "asc" or not missing:
            return ""
        return self.matching.why(dict.fromkeys(missing))

    def _course(self, lesson: asc.Lesson, group: str, subgroup: str | None, discipline: str, title: str) -> str:
        """The journal; a day sheet does not tell what must be taught, so a journal that is not there is asked about."""
        key = short_key(
            f"{self.content.program}:{lesson.outer_id}|{group if self.content.program != 'asc' else ''}".rstrip("|")
        )
        known = self.study.courses.get((group, subgroup, discipline))
        if self.matching.must and known is None and not group.startswith("@"):
            near = self.study.courses_of(group, discipline)
            asked = self.matching.decide("course", title, "", near, lesson.line, chosen=True)
            if not asked.new:
                if not asked.row:
                    self.waiting[lesson.outer_id] = self.matching.why({("course", title): None})
                return asked.row
        return self.study.course(group, subgroup, discipline, title, key, lesson.line)

    def _reach(self) -> Reach:
        """Which groups the file speaks of, and which of them wait for answers."""
        owners = {
            key: {*lesson.classes, *(self.parts[part].class_id for part in lesson.groups)}
            for key, lesson in self.lessons.items()
        }
        waiting = {self.groups[one] for key in self.waiting for one in owners[key] if one in self.groups}
        placed = set(self.classes) if self.content.dates else self._placed_classes()
        groups = {ref for key, ref in self.groups.items() if not ref.startswith("@") and key in placed}
        return Reach(frozenset(groups), frozenset(self.content.dates), frozenset(waiting))

    def _placed_classes(self) -> set[str]:
        placed = (self.lessons[card.lesson] for card in self.content.blocks)
        return {
            key
            for lesson in placed
            for key in (*lesson.classes, *(self.parts[part].class_id for part in lesson.groups))
        }

    def _slots(self, targets: dict[str, list[Target]], weekdays: dict[int, int]) -> dict[str, list[Slot]]:
        """Course → its dated places in the window."""
        dates = self.calendar.by_weekday()
        cycle, starts = self.content.week_count, self.calendar.term_starts
        found: dict[str, dict[tuple[dt.date, int], Slot]] = defaultdict(dict)
        halves = halved(self.content)
        for place, card in enumerate(self.content.blocks):
            self.book.step(place, len(self.content.blocks))
            there = targets[card.lesson]
            weekday = weekdays.get(card.day)
            if weekday is None or (
                card.terms and self.content.term_count > 1 and self.calendar.number not in card.terms
            ):
                continue
            ring = self._ring(card, weekday)
            if ring is not None and place in halves:
                ring = ring.half(halves[place])
            if not self._can(card, there, ring) or ring is None:
                continue
            for target in there:
                room = self._room(card, target)
                for day in self._dates(card, target, dates.get(weekday, [])):
                    if card.weeks and week_number(day, starts, cycle) not in card.weeks:
                        continue
                    slot = Slot(day, card.period, ring.starts, ring.ends, ring.hours, target.teacher, room, card.line)
                    if (day, card.period) in found[target.course]:
                        self._doubled(card, target)
                        continue
                    found[target.course][day, card.period] = slot
        return {course: list(slots.values()) for course, slots in found.items()}

    def _dates(self, card: asc.Card, target: Target, usual: list[dt.date]) -> list[dt.date]:
        """The dates of a card: those of its weekday but for the practice of its group, or the one of its sheet."""
        exact = self.exact.get(card.day)
        days = usual if exact is None else [exact]
        away = [day for day in days if self.calendar.away(target.group, day)]
        subject = self.subjects[self.lessons[card.lesson].subject]
        if away and not subject.index.upper().startswith(PRACTICE_INDICES):
            self.practising[target.group].update(away)
        return [day for day in days if day not in away] if exact is None else days

    def _name_practices(self) -> None:
        """Which groups are in practice on days of the file: a week's timetable leaves these out, a day's sheet is asked about."""
        names = {ref: self.classes[key].name for key, ref in self.groups.items()}
        for group, days in sorted(self.practising.items(), key=lambda item: names[item[0]]):
            first, last = min(days), max(days)
            when = f"{first:%d.%m}" if first == last else f"{first:%d.%m}–{last:%d.%m}"
            what = "занятия листа всё же загрузятся" if self.exact else "занятия на эти дни не ставятся"
            reason = f"Накладка: группа {names[group]} {when} на практике, {what}."
            self.book.complain(reason, CODE, Severity.QUESTION)

    def _ring(self, card: asc.Card, weekday: int) -> Ring | None:
        """From the first period's beginning to the last one's end, or the lesson's own time."""
        if own := _own_ring(card):
            return own
        order = [period.number for period in self.content.periods] or list(
            range(card.period, card.period + card.length)
        )
        place = order.index(card.period) if card.period in order else 0
        rings = [self.rings.get((weekday, number)) for number in order[place : place + card.length]]
        known = [ring for ring in rings if ring]
        if not known or rings[0] is None or known[0].starts >= known[-1].ends:
            return None
        return Ring(known[0].starts, known[-1].ends, min(sum(ring.hours for ring in known), MOST_HOURS))

    def _can(self, card: asc.Card, there: list[Target], ring: Ring | None) -> bool:
        lesson = self.lessons[card.lesson]
        title = there[0].title if there else self._where(card, lesson)
        why = "" if there else "У занятия нет группы: журнала для него нет."
        why = self.waiting.get(card.lesson, why)
        if there and not there[0].teacher:
            why = "У занятия нет преподавателя, вести журнал некому. Журнал заведён, занятия не загружены."
        if there and ring is None:
            why = f"Неизвестно, когда бывает урок {card.period}: в файле и в журнале нет такого звонка."
        if why:
            what = What.ASK if card.lesson in self.waiting else What.REFUSE
            self.book.tell("lesson", f"{card.lesson}|{card.day}|{card.period}|{why[:20]}", what, title, why, card.line)
        return not why

    def _where(self, card: asc.Card, lesson: asc.Lesson) -> str:
        """«пн, 2 пара: ТО-12, Русск. язык»: a lesson without a journal yet, as the file has it."""
        owners = dict.fromkeys((*lesson.classes, *(self.parts[part].class_id for part in lesson.groups)))
        groups = ", ".join(self.classes[key].name for key in owners if key in self.classes)
        day = next((row for row in self.content.days if row.number == card.day), None)
        when = (
            f"{day.date:%d.%m}" if day and day.date else WEEKDAYS_SHORT[day.weekday - 1] if day and day.weekday else ""
        )
        place = ", ".join(filter(None, (when, f"{card.period} пара")))
        return f"{place}: {', '.join(filter(None, (groups, self.subjects[lesson.subject].name)))}"

    def _room(self, card: asc.Card, target: Target) -> str | None:
        """The room of the lesson; parts taught apart have the rooms in their order."""
        rooms = [self.rooms[key] for key in card.rooms if key in self.rooms]
        if target.number is not None and len(rooms) > target.number:
            return rooms[target.number]
        return rooms[0] if rooms else None

    def _doubled(self, card: asc.Card, target: Target) -> None:
        note = "В одном журнале два занятия в одно время. Записано первое; преподаватели обоих ведут журнал."
        self.book.tell(
            "lesson", f"{card.lesson}|{card.day}|{card.period}|double", What.ASK, target.title, note, card.line
        )


def _own_ring(card: asc.Card) -> Ring | None:
    """The lesson's own time, where it is not that of its period."""
    if card.starts is None or card.ends is None or card.starts >= card.ends:
        return None
    return Ring(card.starts, card.ends, academic_hours(card.starts, card.ends))


def _taught_apart(parts: list[asc.Group], teachers: int) -> bool:
    """Whether parts of one class, as many as there are teachers, are taught at once by one teacher each."""
    one_class = len({(part.class_id, part.division) for part in parts}) == 1
    return teachers > 1 and teachers == len(parts) and one_class and not any(part.whole for part in parts)
