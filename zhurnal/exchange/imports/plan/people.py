"""Who of a file is who in the journal. One human being, one row; a doubt becomes a question, never a guess."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.rules.changes import Choice, What
from zhurnal.exchange.rules.likeness import nearest
from zhurnal.exchange.rules.names import Name, fold, full_key, initials_key
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import ROLE_NAMES, Role

FAMILY = {Role.STUDENT.value, Role.PARENT.value}


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as a file tells him."""

    key: str
    name: Name
    role: Role
    line: int
    birth_date: str | None = None
    sex: str = ""
    email: str = ""
    patient: bool = True  # the file may know less of the name than the journal


class People:
    """The persons and roles of the college, and the finding of people among them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.by_key: dict[str, Row] = {}
        self.by_full: dict[str, list[Row]] = defaultdict(list)
        self.by_initials: dict[str, list[Row]] = defaultdict(list)
        self.roles: dict[str, list[Row]] = defaultdict(list)
        self.fresh: set[str] = set()
        for row in book.rows("role", None, "id", "person_id", "role", "since", "until"):
            self.roles[row["person_id"]].append(row)
        for row in book.rows("person"):
            name = Name(row["surname"], row["given"], row["patronymic"])
            if row["outer_key"]:
                self.by_key[row["outer_key"]] = row
            self.by_full[full_key(name)].append(row)
            self.by_initials[initials_key(name)].append(row)

    def put(self, someone: Someone) -> str:
        """The reference to the person, who is found, made, or asked about ("")."""
        row = self.by_key.get(someone.key) or self._found(someone)
        choice = self.book.frame.choices.get(f"person:{someone.key}")
        if row is None:
            same = self._alike(someone)
            if same and choice == Choice.SAME:
                row = same
            elif same and choice != Choice.NEW:
                self._ask(someone, same)
                return ""
        title = full_name(*someone.name)
        if row is None:
            ref = self.book.create("person", someone.key, title, self._values(someone), someone.line)
            self.fresh.add(ref)
        else:
            ref = self.book.keep("person", someone.key, title, row, self._news(someone, row), someone.line)
        self._give(someone, ref, title)
        return ref

    def sure(self, someone: Someone) -> Row | None:
        """The one human being whom the name can mean, or nobody."""
        return self.by_key.get(someone.key) or self._found(someone)

    def near(self, someone: Someone) -> list[Row]:
        """Of the staff, those whom the name might mean: namesakes first, then equal and like surnames."""
        staff = {row["id"]: row for rows in self.by_full.values() for row in rows if self._fits(someone, row)}
        initials = initials_key(someone.name)
        same = [row for row in self.by_initials[initials] if row["id"] in staff] if initials else []
        titles = [(pk, row["surname"]) for pk, row in staff.items()]
        like = [staff[pk] for pk, _title in nearest(someone.name.surname, titles)]
        return list({row["id"]: row for row in (*same, *like)}.values())

    def _found(self, someone: Someone) -> Row | None:
        """The only person of the same name: of the staff; or a student or parent born on the same day."""
        full = [row for row in self.by_full[full_key(someone.name)] if self._fits(someone, row)]
        if len(full) == 1:
            return full[0]
        if not full and someone.role is Role.TEACHER and initials_key(someone.name):
            brief = [row for row in self.by_initials[initials_key(someone.name)] if self._fits(someone, row)]
            brief = [
                row
                for row in brief
                if someone.name.brief or Name(row["surname"], row["given"], row["patronymic"]).brief
            ]
            return brief[0] if len(brief) == 1 else None
        return None

    def _fits(self, someone: Someone, row: Row) -> bool:
        roles = {grant["role"] for grant in self.roles[row["id"]]}
        if someone.role is Role.TEACHER:
            return not roles or bool(roles - FAMILY)
        return someone.role.value in roles and row["birth_date"] is not None and row["birth_date"] == someone.birth_date

    def _alike(self, someone: Someone) -> Row | None:
        """Somebody of the same name and role of whom it is not certain that he is the same."""
        if someone.role is Role.TEACHER:
            rows = [row for row in self.by_full[full_key(someone.name)] if self._fits(someone, row)]
            return rows[0] if rows else None
        named = self.by_full[full_key(someone.name)]
        rows = [row for row in named if someone.role.value in {grant["role"] for grant in self.roles[row["id"]]}]
        rows = [row for row in rows if not (row["outer_key"].startswith("or:") and someone.key.startswith("or:"))]
        return rows[0] if rows else None

    def _ask(self, someone: Someone, row: Row) -> None:
        born = f", {row['birth_date']}" if row["birth_date"] else ""
        title = full_name(*someone.name)
        note = f"В журнале уже есть {title}{born} ({ROLE_NAMES[someone.role]}). Это один человек?"
        self.book.tell(
            "person", someone.key, What.ASK, title, note, someone.line, pk=row["id"], asks=(Choice.SAME, Choice.NEW)
        )

    def _values(self, someone: Someone) -> Row:
        return {
            "surname": someone.name.surname,
            "given": someone.name.given,
            "patronymic": someone.name.patronymic,
            "birth_date": someone.birth_date,
            "sex": someone.sex,
            "email": someone.email,
            "outer_key": someone.key,
        }

    def _news(self, someone: Someone, row: Row) -> Row:
        """What the file knows better: a name only under the same key and not shorter; the rest where the journal has nothing."""
        news: Row = {} if row["outer_key"] else {"outer_key": someone.key}
        own = Name(row["surname"], row["given"], row["patronymic"])
        longer = own.brief and not someone.name.brief and initials_key(own) == initials_key(someone.name)
        if longer or (row["outer_key"] == someone.key and not self._shorter(someone.name, own)):
            news.update(surname=someone.name.surname, given=someone.name.given, patronymic=someone.name.patronymic)
        for name, value in (("birth_date", someone.birth_date), ("sex", someone.sex), ("email", someone.email)):
            if value and not row[name]:
                news[name] = value
        return news

    @staticmethod
    def _shorter(name: Name, own: Name) -> bool:
        known = fold(own.surname) == fold(name.surname) and initials_key(own).startswith(initials_key(name))
        return known and (name.brief or not name.patronymic) and full_key(own) != full_key(name)

    def _give(self, someone: Someone, ref: str, title: str) -> None:
        """The role, to somebody new or without any; nobody's rights are raised, nobody's ended role comes back."""
        role, today = someone.role, self.book.frame.today
        own = self.roles[ref] if ref not in self.fresh else []
        in_force = [row for row in own if row["until"] is None or row["until"] >= today.isoformat()]
        if any(row["role"] == role.value for row in in_force):
            self.book.kept["role"] += 1
        elif own:
            if any(row["role"] == role.value for row in own):
                note = f"Роль «{ROLE_NAMES[role]}» закончилась. Загрузка её не возвращает: это делает администратор."
            else:
                note = f"В файле это {ROLE_NAMES[role]}, в журнале роль другая. Новую роль даёт администратор."
            self.book.tell(
                "role", f"{someone.key}:{role}", What.ASK, f"{title}: {ROLE_NAMES[role]}", note, someone.line
            )
        else:
            values = {"person_id": ref, "role": role.value, "since": today}
            self.book.create("role", f"{someone.key}:{role}", f"{title}: {ROLE_NAMES[role]}", values, someone.line)
            if role is Role.STUDENT:
                self._feed(ref)

    def _feed(self, ref: str) -> None:
        if ref in self.fresh or not self.book.rows("feed", Q(student=ref), "id"):
            self.book.create("feed", ref, "", {"student_id": ref})
