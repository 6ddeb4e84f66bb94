"""Plans of groups, subgroups, rooms, disciplines and of the load."""

import datetime as dt
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.relations import on_list, open_on, valid_on
from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.exchange.imports.plan.book import Row
from zhurnal.exchange.imports.plan.lists.base import ListPlan, Texts, Unfit
from zhurnal.exchange.imports.plan.lists.records import Record
from zhurnal.exchange.lists.columns import CLOSED
from zhurnal.exchange.rules.changes import What
from zhurnal.kernel.sought import fold
from zhurnal.kernel.wording import plural

DAY = dt.timedelta(days=1)


class RoomPlan(ListPlan):
    """Rooms: known by building and name."""

    def title(self, texts: Texts) -> str:
        """«304, корпус 2»."""
        return ", ".join(part for key in ("name", "building") if (part := texts.get(key, "")))

    def natural(self, texts: Texts) -> object:
        """Signs count here: «12а» and «12А» are two doors only for who writes them so."""
        return (texts.get("name", ""), texts.get("building", ""))


class DisciplinePlan(ListPlan):
    """Disciplines: known by index and name."""

    def title(self, texts: Texts) -> str:
        """With the index."""
        return " ".join(part for key in ("index", "name") if (part := texts.get(key, "")))

    def natural(self, texts: Texts) -> object:
        """Index and name."""
        return (fold(texts.get("index", "")), fold(texts.get("name", "")))

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """Without a short name it is the beginning of the whole one."""
        super().make(texts, {"short_name": short_of(texts["name"]), **values}, line)


class GroupPlan(ListPlan):
    """Groups of the present year with department, leader and plan."""

    led = "leader"

    def title(self, texts: Texts) -> str:
        """By name."""
        return texts.get("name", "")

    def natural(self, texts: Texts) -> object:
        """A name is used once a year."""
        return fold(texts.get("name", ""))

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """In the present year; a department that is not there is made."""
        digit = next((sign for sign in texts["name"] if sign in "1234"), "1")
        own = {"course_year": int(digit), **values, "year_id": self.calendar.year}
        own["department_id"] = self._department(texts["department"], line)
        if texts.get("plan"):
            own["curriculum_id"] = self._plan(texts["plan"])
        ref = self.book.create("group", f"line:{line}", texts["name"], own, line)
        for who in self.led_by(texts.get("leader", ""), {}).items():
            self._lead(ref, texts["name"], who, self.calendar.term_starts, line)

    def rewrite(self, record: Record, texts: Texts, values: Row, line: int) -> None:
        """A group is closed when nobody is on its list any more."""
        closed = values.get("closed_on")
        if closed is not None:
            there = len(self.book.rows("membership", Q(group=record.pk) & on_list(closed), "id"))
            if there:
                left = plural(there, ("студент", "студента", "студентов"))
                raise Unfit(
                    f"В списке группы {left}. Сначала переведите или отчислите их: раздел «Движение».", at=CLOSED.title
                )
        super().rewrite(record, texts, values, line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """Department, plan or leader."""
        if key == "leader":
            self._change_leader(record, texts, line)
            return
        value = self._department(texts[key], line) if key == "department" else self._plan(texts[key])
        field = "department_id" if key == "department" else "curriculum_id"
        row = self.existing("group", record.pk)
        self.book.keep("group", f"{record.pk.hex}:{key}", texts.get("name", ""), row, {field: value}, line)

    @cached_property
    def departments(self) -> list[Row]:
        """All of the college."""
        return self.book.rows("department", None, "id", "name")

    @cached_property
    def plans(self) -> list[Row]:
        """All of the college."""
        return self.book.rows("curriculum", None, "id", "title")

    def _department(self, name: str, line: int) -> str:
        row = next((row for row in self.departments if fold(row["name"]) == fold(name)), None)
        if row:
            return str(row["id"])
        values = {"name": name[:120], "short_name": name[:40]}
        return self.book.create("department", fold(name), name[:120], values, line)

    def _plan(self, title: str) -> str | None:
        if not title:
            return None
        rows = [row for row in self.plans if fold(row["title"]) == fold(title)]
        if len(rows) != 1:
            many = "несколько" if rows else "нет"
            raise Unfit(
                f"Учебных планов с названием «{title[:80]}» {many}. Оставьте план пустым или исправьте название.",
                ask=True,
                wrong=title,
            )
        return str(rows[0]["id"])

    def _lead(self, ref: str, group: str, who: tuple[str, str], since: dt.date, line: int) -> None:
        person, name = who
        values = {"group_id": ref, "person_id": person, "since": since, "until": None}
        self.book.create("leader", f"{ref}|{person}", f"{group}: {name}", values, line)

    def _change_leader(self, record: Record, texts: Texts, line: int) -> None:
        """Who leads now ends yesterday, the new one begins today; who was himself named today gives his place to the next.

        So two never stand on one day. A leader of a day to come is not of this list.
        """
        rows = self.book.rows("leader", Q(group=record.pk) & valid_on(self.today))
        standing = {row["person_id"]: self._name(row["person_id"]) for row in rows}
        after, group = self.led_by(texts["leader"], standing), record.texts["name"]
        coming = {person: name for person, name in after.items() if person not in standing}
        gone = [row for row in rows if row["person_id"] not in after]
        of_today = [row for row in gone if dt.date.fromisoformat(row["since"]) == self.today]
        given = dict(zip((row["id"] for row in of_today), coming.items(), strict=False))
        for row in gone:
            if row["id"] in given:
                person, name = given[row["id"]]
                values = {"person_id": person, "until": None}
                self.book.write("leader", row["id"], What.CHANGE, f"{group}: {name}", row, values, line)
        for person, name in list(coming.items())[len(given) :]:
            self._lead(record.pk.hex, group, (person, name), self.today, line)
        for row in gone:
            if row["id"] not in given:
                name, until = standing[row["person_id"]], max(self.today - DAY, dt.date.fromisoformat(row["since"]))
                self.book.write("leader", row["id"], What.CLOSE, f"{group}: {name}", row, {"until": until}, line)

    def _name(self, person: str) -> str:
        row = self.existing("person", UUID(person))
        return " ".join(" ".join(row[key].split()) for key in ("surname", "given", "patronymic") if row[key])


class SubgroupPlan(ListPlan):
    """Students of subgroups; a subgroup that is not there is made."""

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """A student of the group enters its subgroup."""
        group = self.group(texts["group"])
        student = self.student(texts["student"], texts["group"])
        since = self.date("С", texts["since"]) if texts.get("since") else self.calendar.term_starts
        until = self.date("По", texts["until"]) if texts.get("until") else None
        own = self.parts_of(group["id"])
        row = next((row for row in own if fold(row["name"]) == fold(texts["subgroup"])), None)
        made = self._number(group["id"], own, fold(texts["subgroup"])) if row is None else 0
        name = texts["subgroup"][:60]
        part = {"group_id": group["id"], "name": name, "number": made}
        ref = self.book.put(
            "subgroup", f"{group['id']}|{fold(name)}", f"{group['name']}: {name}", row, {} if row else part, line
        )
        entry = {"subgroup_id": ref, "student_id": student, "since": since, "until": until}
        self.book.create("submembership", f"{ref}|{student}", self.title(texts), entry, line)

    def _number(self, group: str, own: list[Row], name: str) -> int:
        """The next one of the group, the same for all rows of the file that name it."""
        key = ("parts", group, name)
        if key not in self.seen:
            above = max((row["number"] for row in own), default=0)
            self.seen[key] = above + 1 + sum(isinstance(one, tuple) and one[:2] == key[:2] for one in self.seen)
        return self.seen[key]

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """An end may be told; the rest is a new row."""
        if key != "until":
            self.tell(record, texts, key, "Закончите эту запись датой «По» и добавьте новую отдельной строкой.", line)
            return
        until = self.date("По", texts["until"]) if texts["until"] else None
        row = self.existing("submembership", record.pk)
        self.book.write("submembership", record.pk.hex, What.CLOSE, self.title(texts), row, {"until": until}, line)


class LoadPlan(ListPlan):
    """Journals of the term: hours and who leads them."""

    led = "teachers"

    def title(self, texts: Texts) -> str:
        """«Э-21, 1 подгруппа: Физика»."""
        part = f", {texts['subgroup']}" if texts.get("subgroup") else ""
        return f"{texts.get('group', '')}{part}: {texts.get('discipline', '')}"[:120]

    def natural(self, texts: Texts) -> object:
        """Group, subgroup, discipline; the index when it is told."""
        return tuple(fold(texts.get(key, "")) for key in ("group", "subgroup", "discipline"))

    def found(self, texts: Texts) -> Record | None:
        """By what it is about; of two with one name the index tells."""
        same = self.about.get(self.natural(texts), [])
        index = fold(texts.get("index", ""))
        if len(same) > 1 or index:
            same = [record for record in same if fold(record.texts["index"]) == index]
        if len(same) > 1:
            raise Unfit("Таких журналов несколько. Скачайте список и впишите код нужного.", ask=True)
        return same[0] if same else None

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """A new journal with the chain of its history."""
        group, discipline = self.group(texts["group"]), self._discipline(texts)
        teachers = self.led_by(texts.get("teachers", ""), {})
        subgroup = self._subgroup(group, texts.get("subgroup", ""))
        own = {
            **values, "year_id": self.calendar.year, "term_id": self.calendar.term, "group_id": group["id"],
            "subgroup_id": subgroup, "discipline_id": discipline["id"], "kind": discipline["kind"],
        }  # fmt: skip
        ref = self.book.create("course", f"line:{line}", self.title(texts), own, line)
        self.book.create("chain", f"line:{line}", "", {"chain": ref, "seq": 0})
        for person, name in teachers.items():
            self._teach(ref, person, f"{self.title(texts)}: {name}", self.calendar.term_starts, line)

    @cached_property
    def disciplines(self) -> list[Row]:
        """All of the college."""
        return self.book.rows("discipline", open_on(self.today), "id", "index", "name", "kind")

    def _discipline(self, texts: Texts) -> Row:
        index, name = fold(texts.get("index", "")), fold(texts["discipline"])
        rows = [row for row in self.disciplines if fold(row["name"]) == name]
        rows = [row for row in rows if not index or fold(row["index"]) == index]
        if len(rows) != 1:
            text = "несколько: впишите индекс" if rows else "нет. Сначала загрузите список «Дисциплины»"
            raise Unfit(f"Дисциплин «{texts['discipline'][:80]}» {text}.", ask=bool(rows), wrong=texts["discipline"])
        return rows[0]

    def _subgroup(self, group: Row, name: str) -> str | None:
        if not name:
            return None
        rows = self.parts_of(group["id"])
        row = next((row for row in rows if fold(row["name"]) == fold(name)), None)
        if row is None:
            reason = f"Подгруппы «{name[:60]}» в группе {group['name']} нет. Сначала загрузите список «Подгруппы»."
            raise Unfit(reason, wrong=name)
        return str(row["id"])

    def _teach(self, ref: str, person: str, title: str, since: dt.date, line: int) -> None:
        values = {"course_id": ref, "teacher_id": person, "since": since}
        self.book.create("courseteacher", f"{ref}|{person}", title, values, line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """Teachers come and go; what a journal is about stays."""
        if key != "teachers":
            self.tell(record, texts, key, "У журнала это не меняют: заведите новый отдельной строкой.", line)
            return
        before = record.facts["led"]
        standing = {teacher.hex: name for _pk, teacher, _since, name in before}
        after, title = self.led_by(texts["teachers"], standing), self.title(texts)
        coming = {person: name for person, name in after.items() if person not in standing}
        gone = [row for row in before if row[1].hex not in after]
        for person, name in coming.items():
            self._teach(record.pk.hex, person, f"{title}: {name}", self.today, line)
        for pk, _teacher, since, name in gone:
            row, until = self.existing("courseteacher", pk), max(self.today - DAY, since)
            self.book.write("courseteacher", pk.hex, What.CLOSE, f"{title}: {name}", row, {"until": until}, line)
