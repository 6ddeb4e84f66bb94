"""A OneRoster bundle: people, groups with their lists and leaders, families, journals of classes with a known group.

Roles are student, teacher and parent; any other is a question and gives nothing. What a bundle leaves out stays; what it
marks «tobedeleted» is ended only where that is an enrolment, everything else is asked about.
"""

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Book, Row, plain
from zhurnal.exchange.imports.plan.calendar import find_calendar
from zhurnal.exchange.imports.plan.people import People, Someone
from zhurnal.exchange.imports.plan.study import Study
from zhurnal.exchange.imports.readers import roster as one
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.names import Name, fit
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import Role

ROLES = {
    "student": Role.STUDENT, "teacher": Role.TEACHER,
    "parent": Role.PARENT, "guardian": Role.PARENT, "relative": Role.PARENT,
}  # fmt: skip
GONE = "tobedeleted"
GROUP_LONGEST = 40
BASIS = "по списку, загруженному из файла"


def plan_roster(book: Book, content: one.Roster) -> None:
    """Everything that the bundle would change."""
    if content.users or content.classes:
        Planner(book, content).plan()


class Planner:
    """The plan of one bundle."""

    def __init__(self, book: Book, content: one.Roster) -> None:
        self.book, self.content = book, content
        self.people = People(book)
        self.persons: dict[tuple[str, Role], str] = {}
        self.users = {user.source_id: user for user in content.users}
        self.groups: dict[str, str] = {}
        self.lists: dict[str, set[str]] = defaultdict(set)  # homeroom → students

    def plan(self) -> None:
        """In the order in which rows hang on each other."""
        self.book.file = "users.csv"
        everything = len(self.content.users) + len(self.content.enrollments)
        for done, user in enumerate(self.content.users):
            self.book.step(done, everything)
            self._person(user)
        self._families()
        if not self.content.classes:
            return
        calendar = find_calendar(self.book)
        if calendar is None:
            return
        self.calendar, self.study = calendar, Study(self.book, calendar)
        self.study.usual_kinds()
        self.memberships = self.book.rows("membership", Q(group__year=calendar.year)) if _exists(calendar.year) else []
        self.open = {row["student_id"]: row for row in self.memberships if row["left"] is None}
        self.book.file = "classes.csv"
        for row in self.content.classes:
            if row.type == "homeroom" and row.status != GONE:
                self._group(row)
        homerooms = {row.source_id for row in self.content.classes if row.type == "homeroom"}
        self.book.file = "enrollments.csv"
        # Endings first: who leaves one group by this file may enter another by it.
        endings_first = sorted(self.content.enrollments, key=lambda row: row.ends is None and row.status != GONE)
        for done, enrolment in enumerate(endings_first, len(self.content.users)):
            self.book.step(done, everything)
            if enrolment.class_id in homerooms:
                self._enrol(enrolment)
        self.book.file = "classes.csv"
        for row in self.content.classes:
            if row.type != "homeroom" and row.status != GONE:
                self._course(row)

    # --- people ---------------------------------------------------------------------------------------------------

    def _person(self, user: one.User) -> None:
        title = full_name(user.family, user.given, user.middle)
        if user.status == GONE:
            note = "В файле человек помечен удалённым. В журнале он остаётся: записи о нём не стираются."
            self.book.tell("person", f"or:{user.source_id}", What.ASK, title, note, user.line)
            return
        wanted = list(dict.fromkeys(ROLES[role.role] for role in user.roles if role.role in ROLES))
        for word in sorted({role.role for role in user.roles} - ROLES.keys()):
            note = f"Роль «{word}» из файла не даётся. Руководителей и администраторов назначает администратор журнала."
            self.book.tell("role", f"or:{user.source_id}:{word}", What.ASK, title, note, user.line)
        for role in wanted:
            name = Name(fit(user.family, 80), fit(user.given, 80), fit(user.middle, 80))
            someone = Someone(
                f"or:{user.source_id}"[:120],
                name,
                role,
                user.line,
                plain(user.birth_date),
                user.sex,
                fit(user.email, 254),
            )
            ref = self.people.put(someone)
            if ref:
                self.persons[user.source_id, role] = ref
            else:
                break

    def _families(self) -> None:
        pairs: dict[tuple[str, str], int] = {}
        for user in self.content.users:
            for agent in user.agents:
                for student, parent in ((user.source_id, agent), (agent, user.source_id)):
                    if (student, Role.STUDENT) in self.persons and (parent, Role.PARENT) in self.persons:
                        pairs.setdefault((student, parent), user.line)
        known = {(row["parent_id"], row["student_id"]) for row in self.book.rows("guardianship")}
        for (student, parent), line in pairs.items():
            child, adult = self.persons[student, Role.STUDENT], self.persons[parent, Role.PARENT]
            if (adult, child) in known:
                self.book.kept["guardianship"] += 1
                continue
            title = f"{self._name(parent)}: родитель, студент {self._name(student)}"
            values = {"parent_id": adult, "student_id": child, "since": self.book.frame.today, "basis": BASIS}
            self.book.create("guardianship", f"{adult}|{child}", title, values, line)

    def _name(self, source_id: str) -> str:
        user = self.users[source_id]
        return full_name(user.family, user.given, user.middle)

    # --- groups ---------------------------------------------------------------------------------------------------

    def _group(self, row: one.Class) -> None:
        name = row.title if len(row.title) <= GROUP_LONGEST else row.code or row.title
        if len(name) > GROUP_LONGEST:
            note = f"Название группы длиннее {GROUP_LONGEST} знаков."
            self.book.tell("group", row.source_id, What.REFUSE, row.title[:80], note, row.line)
            return
        self.groups[row.source_id] = self.study.group(f"or:{row.source_id}", name, row.line)

    def _enrol(self, row: one.Enrollment) -> None:
        group = self.groups.get(row.class_id)
        if group is None:
            return
        if row.role == "teacher":
            self._lead(row, group)
        elif row.role == "student":
            person = self.persons.get((row.user, Role.STUDENT))
            if person is None:
                note = "Человек из этой строки не загружен, поэтому и в список группы он не попадёт."
                self.book.tell("membership", row.source_id, What.REFUSE, self._listed(row), note, row.line)
            else:
                self._list(row, group, person)

    def _listed(self, row: one.Enrollment) -> str:
        title = next((one.title for one in self.content.classes if one.source_id == row.class_id), "")
        return f"{title}: {self._name(row.user)}"

    def _list(self, row: one.Enrollment, group: str, person: str) -> None:
        title, today = self._listed(row), self.book.frame.today
        own = [found for found in self.memberships if found["student_id"] == person and found["group_id"] == group]
        entered = row.starts or (dt.date.fromisoformat(own[0]["entered"]) if own else self.calendar.term_starts)
        left = row.ends if row.status != GONE else (row.ends or max(today, entered))
        if row.starts and row.ends and row.ends < row.starts:
            note = "Выбыл раньше, чем зачислен. Строка не загружена."
            self.book.tell("membership", row.source_id, What.REFUSE, title, note, row.line)
            return
        if left is None or left > today:
            self.lists[row.class_id].add(row.user)
        now = next((found for found in own if found["entered"] == entered.isoformat()), None)
        if now is None and not row.starts and own:
            now = own[-1]
        overlapping = next((found for found in own if _overlap(found, entered, left)), None)
        if now is not None:
            self._relist(row, now, left, title)
        elif overlapping is not None:
            note = f"В журнале студент в этой группе с {overlapping['entered']}, в файле с {entered}. Запись журнала остаётся."
            self.book.tell("membership", row.source_id, What.ASK, title, note, row.line, pk=overlapping["id"])
        elif row.status != GONE:
            self._new_member(row, group, person, entered, left, title)

    def _relist(self, row: one.Enrollment, now: Row, left: dt.date | None, title: str) -> None:
        """A known place on a list: an end may be told, one that a person wrote is not undone."""
        if left is None or now["left"] == left.isoformat():
            self.book.kept["membership"] += 1
        elif now["left"] is None:
            self.book.write("membership", now["id"], What.CLOSE, title, now, {"left": left}, row.line)
            if left <= self.book.frame.today:
                self.open.pop(now["student_id"], None)
        else:
            note = f"В журнале студент выбыл {now['left']}, в файле {left.isoformat()}. Запись журнала остаётся."
            self.book.tell("membership", row.source_id, What.ASK, title, note, row.line, pk=now["id"])

    def _new_member(
        self, row: one.Enrollment, group: str, person: str, entered: dt.date, left: dt.date | None, title: str
    ) -> None:
        other = self.open.get(person)
        if other is not None and other["group_id"] != group and (left is None or left > self.book.frame.today):
            note = "Студент уже на списке другой группы. Перевод пишется приказом: сначала отметьте выбытие."
            self.book.tell("membership", row.source_id, What.ASK, title, note, row.line, pk=other.get("id", ""))
            return
        values = {
            "group_id": group, "student_id": person, "entered": entered, "left": left, "recorded_at": RECORDED_NOW,
        }  # fmt: skip
        self.book.create("membership", f"{group}|{person}|{entered}", title, values, row.line)
        if left is None or left > self.book.frame.today:
            self.open[person] = {"group_id": group}

    def _lead(self, row: one.Enrollment, group: str) -> None:
        person = self.persons.get((row.user, Role.TEACHER))
        if person is None or row.status == GONE:
            return
        rows = self.book.rows("leader", Q(group=group)) if _exists(group) else []
        today = self.book.frame.today.isoformat()
        now = [found for found in rows if found["until"] is None or found["until"] >= today]
        title = self._listed(row)
        if any(found["person_id"] == person for found in now):
            self.book.kept["leader"] += 1
        elif now:
            note = "У группы уже есть другой руководитель. Его меняет заведующий отделением."
            self.book.tell("leader", row.source_id, What.ASK, title, note, row.line)
        else:
            since = row.starts or self.calendar.term_starts
            values = {"group_id": group, "person_id": person, "since": since, "until": row.ends}
            self.book.create("leader", f"{group}|{person}", title, values, row.line)

    # --- journals -------------------------------------------------------------------------------------------------

    def _course(self, row: one.Class) -> None:
        """A taught class of the students of one group becomes a journal of it; of others it cannot be known whose."""
        enrolled = [one for one in self.content.enrollments if one.class_id == row.source_id and one.status != GONE]
        students = {one.user for one in enrolled if one.role == "student"}
        homes = [home for home, own in self.lists.items() if students and students <= own]
        if len(homes) != 1:
            note = "Неизвестно, какой группы этот журнал: в файле нет группы (homeroom), в которой состоят все его студенты."
            self.book.tell("course", row.source_id, What.ASK, row.title[:120], note, row.line)
            return
        group = self.groups[homes[0]]
        course = next((one for one in self.content.courses if one.source_id == row.course), None)
        key, name = (f"or:{course.source_id}", course.title) if course else (f"or:class:{row.source_id}", row.title)
        discipline = self.study.discipline(key, name, name, row.line, index=course.code if course else "")
        subgroup = self._part(row, group, students) if students != self.lists[homes[0]] else None
        title = f"{next(one.title for one in self.content.classes if one.source_id == homes[0])}, {name}"
        ref = self.study.course(group, subgroup, discipline, title, f"or:{row.source_id}", row.line)
        for enrolment in enrolled:
            teacher = self.persons.get((enrolment.user, Role.TEACHER)) if enrolment.role == "teacher" else None
            if teacher:
                self.study.teach(ref, teacher, f"{title}: {self._name(enrolment.user)}", enrolment.line)

    def _part(self, row: one.Class, group: str, students: set[str]) -> str:
        """Not the whole group: a subgroup of the class's name, with its students."""
        name = fit(row.title, 60)
        own = self.book.rows("subgroup", Q(group=group)) if _exists(group) else []
        found = next((part for part in own if part["name"] == name), None)
        values = {"group_id": group, "name": name, "number": len(own) + 1, "outer_key": f"or:{row.source_id}"[:120]}
        ref = self.book.put("subgroup", f"{group}|{name}", name, found, {} if found else values, row.line)
        there = self.book.rows("submembership", Q(subgroup=ref)) if _exists(ref) else []
        known = {member["student_id"] for member in there}
        for student in sorted(students):
            person = self.persons[student, Role.STUDENT]
            if person in known:
                self.book.kept["submembership"] += 1
                continue
            values = {"subgroup_id": ref, "student_id": person, "since": self.calendar.term_starts}
            self.book.create("submembership", f"{ref}|{person}", f"{name}: {self._name(student)}", values, row.line)
        return ref


RECORDED_NOW = "@now"  # the moment of the application, not of the preview


def _overlap(stay: Row, entered: dt.date, left: dt.date | None) -> bool:
    """Whether a standing stay on a list and one of the file share a day."""
    ends = stay["left"] or dt.date.max.isoformat()
    return bool(entered.isoformat() < ends and stay["entered"] < (left or dt.date.max).isoformat())


def _exists(ref: str) -> bool:
    return not ref.startswith("@")
