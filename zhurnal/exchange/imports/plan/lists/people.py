"""Plans of staff, students and parents. Namesakes are asked about; a file raises nobody's rights."""

import datetime as dt
from collections import defaultdict
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Row
from zhurnal.exchange.imports.plan.lists.base import ListPlan, Texts, Unfit, person_name
from zhurnal.exchange.imports.plan.lists.records import FAMILY, JOIN, Record
from zhurnal.exchange.imports.plan.roster import RECORDED_NOW
from zhurnal.exchange.rules.changes import Choice, What
from zhurnal.kernel.sought import fold
from zhurnal.movement.models import Movement
from zhurnal.people.rules import granting
from zhurnal.people.rules.roles import ROLE_NAMES, Role

TEACHER = ROLE_NAMES[Role.TEACHER]
LONGER = "Продлить роль или заново дать закончившуюся может администратор журнала; высокую дают двое."
CONSENTS = "Согласие даёт и отзывает сам студент на странице «Родители»: списком оно не пишется."
BASIS = "по списку, загруженному из файла"


class PersonPlan(ListPlan):
    """Whoever a row is: by code; by name and birthday; else a question."""

    role = Role.TEACHER

    def title(self, texts: Texts) -> str:
        """By name."""
        return person_name(texts)

    def natural(self, texts: Texts) -> object:
        """Two rows may be namesakes."""
        return None

    def found(self, texts: Texts) -> Record | None:
        """The only one of the same name with the same birthday, or the only one of whom nothing else is known."""
        same = self._namesakes(texts)
        born = texts.get("birth_date", "")
        sure = [record for record in same if born and record.texts.get("birth_date") == born]
        return sure[0] if len(sure) == 1 else None

    def _namesakes(self, texts: Texts) -> list[Record]:
        name = fold(person_name(texts))
        return [record for record in self.by_name.get(name, []) if record.pk not in self.seen]

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """A new person, after a question when there is a namesake (in the journal, or above in the file)."""
        key, title, same = f"list:{line}", person_name(texts), self._namesakes(texts)
        above = self.seen.get(fold(title))
        if same or above:
            who = same[0].texts if same else {}
            about = ", ".join(part for part in (who.get("birth_date", ""), who.get("group", "")) if part)
            where = (
                f"В журнале уже есть {title}{f' ({about})' if about else ''}"
                if same
                else f"{title} уже есть в строке {above}"
            )
            answer = self.choice(
                "person", key, title, f"{where}. Это один человек?", line, same[0].pk.hex if same else ""
            )
            if answer is None:
                return
            if answer is Choice.SAME:
                if same:
                    self._join(same[0], texts, values, line)
                return
        self.seen[fold(title)] = line
        self._new(key, texts, values, line)

    def _join(self, record: Record, texts: Texts, values: Row, line: int) -> None:
        self.seen[record.pk] = line
        news = {name: value for name, value in values.items() if value}
        self.book.keep("person", record.pk.hex, person_name(texts), self.existing("person", record.pk), news, line)

    def _new(self, key: str, texts: Texts, values: Row, line: int) -> str:
        title = person_name(texts)
        ref = self.book.create("person", key, title, values, line)
        granted = {"person_id": ref, "role": self.role.value, "since": self.today}
        self.book.create("role", key, f"{title}: {ROLE_NAMES[self.role]}", granted, line)
        return ref


class StaffPlan(PersonPlan):
    """Staff. A new one becomes a teacher; other roles are given by the administrator."""

    def _new(self, key: str, texts: Texts, values: Row, line: int) -> str:
        ref = super()._new(key, texts, values, line)
        other = [word for word in texts.get("roles", "").split(JOIN.strip()) if fold(word) not in ("", TEACHER)]
        if other:
            note = f"Записан преподавателем. Роль «{'; '.join(word.strip() for word in other)}» даёт администратор журнала."
            self.book.tell("role", f"{key}:other", What.ASK, person_name(texts), note, line)
        return ref

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """Roles are not changed by a file, but it may tell the last day of work: then all of them end."""
        if key == "until":
            self._end(record, texts, line)
            return
        self.tell(record, texts, key, "Роли даёт и снимает администратор журнала, не файл.", line)

    def _end(self, record: Record, texts: Texts, line: int) -> None:
        """A list ends roles and never lengthens them: a role that ended, or is to end, is given anew by the administrator."""
        text = texts["until"]
        day = self.date("Работает по", text) if text else None
        if day is None or (record.texts["until"] and day > self.date("Работает по", record.texts["until"])):
            self.tell(record, texts, "until", LONGER, line)
            return
        actor = self.book.frame.actor
        if actor is not None and record.pk == actor.person_id:
            self.tell(record, texts, "until", granting.OWN_ROLE.text, line)
            return
        grants = Q(person=record.pk) & ~Q(role__in=FAMILY)
        rows = self.book.rows("role", grants & (Q(until__isnull=True) | Q(until__gt=day)))
        ends = {row["id"]: granting.cut(day, dt.date.fromisoformat(row["since"])) for row in rows}
        if any(row["role"] == Role.ADMINISTRATOR for row in rows) and not self._others(record.pk, day):
            self.tell(record, texts, "until", granting.LAST_ONE.text, line)
            return
        for row in rows:
            title, until = f"{person_name(texts)}: {ROLE_NAMES[Role(row['role'])]}", ends[row["id"]]
            self.ended[row["id"]] = until
            if row["until"] != until.isoformat():
                self.book.write("role", row["id"], What.CLOSE, title, row, {"until": until}, line)

    @cached_property
    def ended(self) -> dict[str, dt.date]:
        """Roles that rows above this one end, with their last days."""
        return {}

    @cached_property
    def administrators(self) -> list[Row]:
        """Every administrator's role that is not over."""
        return self.book.rows("role", Q(role=Role.ADMINISTRATOR) & (Q(until__isnull=True) | Q(until__gte=self.today)))

    def _others(self, person: UUID, day: dt.date) -> bool:
        """Whether somebody else is administrator the day after, whom no row above this one ends."""
        first = max(day, self.today)
        for row in self.administrators:
            until = self.ended.get(row["id"]) or (dt.date.fromisoformat(row["until"]) if row["until"] else dt.date.max)
            if row["person_id"] != person.hex and dt.date.fromisoformat(row["since"]) <= first < until:
                return True
        return False


class StudentPlan(PersonPlan):
    """Students with their groups."""

    role = Role.STUDENT

    def found(self, texts: Texts) -> Record | None:
        """By birthday; or the only one of this name in this very group."""
        sure = super().found(texts)
        if sure is not None or texts.get("birth_date"):
            return sure
        here = [one for one in self._namesakes(texts) if fold(one.texts["group"]) == fold(texts.get("group", ""))]
        return here[0] if len(here) == 1 else None

    def _new(self, key: str, texts: Texts, values: Row, line: int) -> str:
        group = self.group(texts["group"])
        ref = super()._new(key, texts, values, line)
        self.book.create("feed", ref, "", {"student_id": ref})
        self._enter(ref, group, texts, line)
        return ref

    def _enter(self, ref: str, group: Row, texts: Texts, line: int) -> None:
        text = texts.get("entered", "")
        entered = self.date("Зачислен", text) if text else self.calendar.term_starts
        values = {
            "group_id": group["id"],
            "student_id": ref,
            "entered": entered,
            "left": None,
            "order_in": self._order(texts),
            "recorded_at": RECORDED_NOW,
        }
        title = f"{group['name']}: {person_name(texts)}"
        self.book.create("membership", f"{group['id']}|{ref}|{entered}", title, values, line)

    def _order(self, texts: Texts) -> str:
        """«№ 24-с от 20.08.2026», as the file says it."""
        column, text = self.described.column("order"), " ".join(texts.get("order", "").split())
        if len(text) > column.longest:
            raise Unfit(
                f"«{column.title}»: знаков {len(text)}, а помещается {column.longest}. Сократите.", at=column.title
            )
        return text

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """Not before it is known that the group and the day are there."""
        self.group(texts["group"])
        if not texts.get("entered"):
            self.calendar  # noqa: B018  (raises where no term is known)
        else:
            self.date("Зачислен", texts["entered"])
        super().make(texts, values, line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """A student without a group gets one; anything else is an order. The paper of his admission may be named later."""
        if key == "order":
            self._name_order(record, texts, line)
        elif record.texts["group"]:
            self.tell(record, texts, key, "Перевод и даты пишутся приказом: раздел «Движение».", line)
        elif record.pk.hex in self.listed_once:
            self.tell(record, texts, key, "Возвращение в группу пишется приказом: раздел «Движение».", line)
        elif key == "group":
            self._enter(record.pk.hex, self.group(texts["group"]), texts, line)

    def _name_order(self, record: Record, texts: Texts, line: int) -> None:
        """By which order he is on his list; one that was written in «Движение» is corrected there."""
        facts = record.facts
        if not record.texts["group"]:
            if not texts.get("group"):
                self.tell(record, texts, "order", "Студент не в группе: приказ стоит в её списке.", line)
        elif (facts["pk"].hex, facts["group_id"].hex, facts["entered"].isoformat()) in self.ordered:
            self.tell(record, texts, "order", "Этот приказ записан в разделе «Движение»: исправьте его там.", line)
        else:
            row, order = {"id": facts["stay"].hex, "order_in": facts["order_in"]}, self._order(texts)
            title = f"{record.texts['group']}: {person_name(record.texts)}"
            if order != row["order_in"]:
                self.book.write("membership", row["id"], What.CHANGE, title, row, {"order_in": order}, line)

    @cached_property
    def ordered(self) -> set[tuple[str, str, str]]:
        """Who came to which group on which day by an order of the room of movement."""
        rows = Movement.objects.of(self.book.frame.college_id).filter(undone_at__isnull=True, group_to__isnull=False)
        found = rows.values_list("student_id", "group_to_id", "effective")
        return {(student.hex, group.hex, day.isoformat()) for student, group, day in found}

    @cached_property
    def listed_once(self) -> set[str]:
        """Whoever has been on the list of a group: on leave, expelled, graduated, or on one now."""
        return {row["student_id"] for row in self.book.rows("membership", None, "id", "student_id")}


class ParentPlan(ListPlan):
    """Parents: a row is a right to see one student's journal."""

    def title(self, texts: Texts) -> str:
        """Parent and student."""
        return f"{person_name(texts)}: родитель, студент {texts.get('student', '')}"

    def natural(self, texts: Texts) -> object:
        """The same parent of the same student."""
        return (fold(person_name(texts)), fold(texts.get("student", "")), fold(texts.get("group", "")))

    def found(self, texts: Texts) -> Record | None:
        """By both names, and the group when the file tells it."""
        name, child, group = (fold(text) for text in (person_name(texts), texts["student"], texts.get("group", "")))
        same = [
            record
            for record in self.by_name.get(name, [])
            if fold(record.texts["student"]) == child and group in ("", fold(record.texts["group"]))
        ]
        if len(same) > 1:
            raise Unfit("Таких записей в журнале несколько. Скачайте список и впишите код нужной.", ask=True)
        return same[0] if same else None

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """A new right; a parent of the same name is asked about once in a file."""
        student = self.student(texts["student"], texts.get("group", ""))
        name, title, key = fold(person_name(texts)), person_name(texts), f"list:{line}"
        parent = self._same_parent(name, title, key, line)
        if parent is None:
            return
        if not parent:
            person: Row = {
                field: values[field] for field in ("surname", "given", "patronymic", "email") if field in values
            }
            parent = self.book.create("person", key, title, person, line)
            granted = {"person_id": parent, "role": Role.PARENT.value, "since": self.today}
            self.book.create("role", key, f"{title}: {ROLE_NAMES[Role.PARENT]}", granted, line)
            self.seen["made", name] = line
        right = {
            "parent_id": parent, "student_id": student, "since": values.get("since") or self.today,
            "until": values.get("until"), "basis": values.get("basis") or BASIS, "consent": False,
        }  # fmt: skip
        if values.get("consent"):
            self.book.tell("guardianship", f"{key}:consent", What.ASK, self.title(texts), CONSENTS, line)
        self.book.create("guardianship", f"{parent}|{student}", self.title(texts), right, line)

    def _same_parent(self, name: str, title: str, key: str, line: int) -> str | None:
        """Which parent of this name it is, "" for somebody new; None while a person has not said. Each is asked about by himself."""
        children: dict[str, list[str]] = defaultdict(list)
        for record in self.by_name.get(name, []):
            children[record.facts["parent_id"].hex].append(record.texts["student"])
        if ("made", name) in self.seen:
            children[f"@person:list:{self.seen['made', name]}"].append("из этого файла")
        answers = {}
        for known, names in children.items():
            note = f"Родитель с именем {title} уже есть (студент: {', '.join(names)}). Это один человек?"
            asked = key if len(children) == 1 else f"{key}:{known}"
            answers[known] = self.choice("person", asked, title, note, line)
        if None in answers.values():
            return None
        same = [known for known, answer in answers.items() if answer is Choice.SAME]
        if len(same) > 1:
            raise Unfit("Отмечено, что это сразу несколько разных родителей. Оставьте «один человек» у одного из них.")
        return same[0] if same else ""

    def rewrite(self, record: Record, texts: Texts, values: Row, line: int) -> None:
        """The person's name and mail, or the right itself; the word of a student of age is his own (A11.3)."""
        if "consent" in values:
            self.tell(record, texts, "consent", CONSENTS, line)
            values = {name: value for name, value in values.items() if name != "consent"}
        of_person = {
            name: value for name, value in values.items() if name in ("surname", "given", "patronymic", "email")
        }
        own = {name: value for name, value in values.items() if name not in of_person}
        if "since" in own and own["since"] is None:
            raise Unfit("Столбец «С» пуст: у права видеть журнал есть первый день.", at="С")
        if of_person:
            parent: UUID = record.facts["parent_id"]
            self.book.keep("person", parent.hex, person_name(texts), self.existing("person", parent), of_person, line)
        if own:
            super().rewrite(record, texts, own, line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """Whose parent somebody is, is not changed in place."""
        self.tell(record, texts, key, "Закончите это право датой «По» и добавьте новое отдельной строкой.", line)
