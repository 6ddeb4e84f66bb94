"""Groups, disciplines and journal pages: found again by outer key or by name, made where they are missing."""

import re
from collections import defaultdict
from hashlib import sha256

from django.db.models import Q

from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.plan.calendar import Calendar
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.names import fit, fold
from zhurnal.grading.rules.usual_kinds import USUAL_KINDS

NOWHERE = "Не распределены по отделениям"
DIGIT = re.compile(r"[1-4]")
KEY_LONGEST = 100


def short_key(key: str) -> str:
    """An outer key that fits into its column; a long one keeps its beginning and a hash of the whole."""
    return key if len(key) <= KEY_LONGEST else f"{key[: KEY_LONGEST - 17]}~{sha256(key.encode()).hexdigest()[:16]}"


class Study:
    """Rows of one year and term."""

    def __init__(self, book: Book, calendar: Calendar) -> None:
        self.book, self.calendar = book, calendar
        groups = book.rows("group", Q(year=calendar.year)) if _exists(calendar.year) else []
        self.groups_by_key = {row["outer_key"]: row for row in groups if row["outer_key"]}
        self.groups_by_name = {fold(row["name"]): row for row in groups}
        self.disciplines_by_key: dict[str, Row] = {}
        self.disciplines_by_name: dict[str, list[Row]] = defaultdict(list)
        for row in book.rows("discipline"):
            if row["outer_key"]:
                self.disciplines_by_key[row["outer_key"]] = row
            self.disciplines_by_name[fold(row["name"])].append(row)
        self.kinds: dict[str, str] = {}
        courses = book.rows("course", Q(term=calendar.term)) if _exists(calendar.term) else []
        self.courses = {(row["group_id"], row["subgroup_id"], row["discipline_id"]): row for row in courses}
        self.teachers: dict[str, list[Row]] = defaultdict(list)
        for row in book.rows("courseteacher", Q(course__term=calendar.term)) if _exists(calendar.term) else []:
            self.teachers[row["course_id"]].append(row)
        self.named: dict[str, set[str]] = defaultdict(set)

    def usual_kinds(self) -> None:
        """Kinds of work for a college that has none: without them nobody can give a mark."""
        if not self.book.rows("kind", None, "id"):
            for place, kind in enumerate(USUAL_KINDS):
                values = {
                    "code": kind.code, "name": kind.name, "short": kind.short, "weight": kind.weight,
                    "marks_everyone": kind.marks_everyone, "position": place,
                }  # fmt: skip
                self.book.create("kind", kind.code, kind.name, values)

    def department(self) -> str:
        """The only department, or the place for groups of which no file says where they belong."""
        rows = self.book.rows("department", None, "id", "name")
        row = rows[0] if len(rows) == 1 else next((row for row in rows if row["name"] == NOWHERE), None)
        if row:
            return str(row["id"])
        return self.book.create("department", NOWHERE, NOWHERE, {"name": NOWHERE, "short_name": "Без отделения"})

    @property
    def all_groups(self) -> list[tuple[str, str]]:
        """(id, name) of the year's groups."""
        return [(row["id"], row["name"]) for row in self.groups_by_name.values()]

    @property
    def all_disciplines(self) -> list[tuple[str, str]]:
        """(id, index and name) of all disciplines."""
        rows = (row for rows in self.disciplines_by_name.values() for row in rows)
        return [(row["id"], f"{row['index']} {row['name']}".strip()) for row in rows]

    def find_group(self, key: str, name: str) -> str:
        """The id of the group that is surely meant, or ""."""
        row = self.groups_by_key.get(short_key(key)) or self.groups_by_name.get(fold(fit(name, 40)))
        return str(row["id"]) if row else ""

    def find_discipline(self, key: str, name: str, index: str) -> str:
        """The id of the discipline that is surely meant, or "". Of several with one name the index decides."""
        row = self.disciplines_by_key.get(short_key(key))
        if row is not None:
            return str(row["id"])
        same = self.disciplines_by_name.get(fold(fit(name, 300)), [])
        exact = [row for row in same if index and fold(row["index"]) == fold(index)]
        found = exact if len(exact) == 1 else same
        return str(found[0]["id"]) if len(found) == 1 else ""

    def courses_of(self, group: str, discipline: str) -> list[tuple[str, str]]:
        """(id, what it is) of a group's journals of the discipline, whatever the subgroup."""
        names = {row["id"]: row["name"] for row in self.book.rows("subgroup", Q(group=group), "id", "name")}
        found = [row for (owner, _part, taught), row in self.courses.items() if (owner, taught) == (group, discipline)]
        return [(row["id"], names.get(row["subgroup_id"], "журнал всей группы")) for row in found]

    def group(self, key: str, name: str, line: int) -> str:
        """A group of the year; one that was found by its name keeps its own key."""
        key, name = short_key(key), fit(name, 40)
        row = self.groups_by_key.get(key)
        if row is None and (row := self.groups_by_name.get(fold(name))):
            return self.book.keep("group", key, name, row, {} if row["outer_key"] else {"outer_key": key}, line)
        if row is not None:
            free = fold(name) not in self.groups_by_name
            return self.book.keep("group", key, name, row, {"name": name} if free else {}, line)
        digit = DIGIT.search(name)
        values = {
            "name": name, "department_id": self.department(), "year_id": self.calendar.year, "outer_key": key,
            "course_year": int(digit[0]) if digit else 1,
        }  # fmt: skip
        return self.book.create("group", fold(name), name, values, line)

    def discipline(self, key: str, name: str, short: str, line: int, index: str = "") -> str:
        """A discipline; one known from the curriculum is found by its name."""
        key, name = short_key(key), fit(name, 300)
        row = self.disciplines_by_key.get(key)
        values = {"name": name, "short_name": short_of(short or name)}
        if row is None:
            same = self.disciplines_by_name[fold(name)]
            free = [one for one in same if not one["outer_key"].startswith(key.partition(":")[0] + ":")]
            if len(free) == 1:
                row, values = free[0], {} if free[0]["outer_key"] else {"outer_key": key}
        if row is None:
            ref = self.book.create("discipline", key, name, {**values, "index": fit(index, 30), "outer_key": key}, line)
        else:
            self.kinds[row["id"]] = row["kind"]
            ref = self.book.keep("discipline", key, name, row, values, line)
        return ref

    def course(self, group: str, subgroup: str | None, discipline: str, title: str, key: str, line: int) -> str:
        """A page of a journal, with the chain of its history."""
        row = self.courses.get((group, subgroup, discipline))
        place = f"{group}|{subgroup or ''}|{discipline}"
        if row is not None:
            return self.book.keep("course", place, title, row, {}, line)
        values = {
            "year_id": self.calendar.year, "term_id": self.calendar.term, "group_id": group, "subgroup_id": subgroup,
            "discipline_id": discipline, "kind": self.kinds.get(discipline, "theory"), "outer_key": short_key(key),
        }  # fmt: skip
        ref = self.book.create("course", place, title, values, line)
        self.book.create("chain", place, "", {"chain": ref, "seq": 0})
        return ref

    def teach(self, course: str, teacher: str, title: str, line: int) -> None:
        """The person leads the course; who led it already goes on."""
        self.named[course].add(teacher)
        first = max(self.calendar.since, self.calendar.term_starts) if _exists(course) else self.calendar.term_starts
        rows = [row for row in self.teachers[course] if row["teacher_id"] == teacher]
        if any(row["until"] is None or row["until"] >= self.book.frame.today.isoformat() for row in rows):
            self.book.kept["courseteacher"] += 1
        elif rows:
            note = "Раньше преподаватель вёл этот журнал, и это закончилось. Вернуть его может диспетчер."
            self.book.tell("courseteacher", f"{course}|{teacher}", What.ASK, title, note, line)
        else:
            values = {"course_id": course, "teacher_id": teacher, "since": first}
            self.book.create("courseteacher", f"{course}|{teacher}", title, values, line)

    def ask_about_others(self, names: dict[str, str], titles: dict[str, str]) -> None:
        """Whoever leads a course and is not named by the file any more stays, and is asked about."""
        today = self.book.frame.today.isoformat()
        for course, named in sorted(self.named.items()):
            for row in self.teachers[course]:
                if row["teacher_id"] not in named and (row["until"] is None or row["until"] >= today):
                    who = names.get(row["teacher_id"], "")
                    note = (
                        f"В файле этот журнал ведёт другой преподаватель. {who} остаётся, пока его не уберёт диспетчер."
                    )
                    title = f"{titles.get(course, '')}: {who}"
                    self.book.tell(
                        "courseteacher", f"{course}|{row['teacher_id']}|?", What.ASK, title, note, pk=row["id"]
                    )


def _exists(ref: str) -> bool:
    return not ref.startswith("@")
