"""Whose data are due, what an act destroys and what stays, the act and its extract on paper (приказ Роскомнадзора № 179)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.archive.departed import Departed, coming, counted, declared, departed, look, standings
from zhurnal.archive.models import PersonalAct, PersonalActLine
from zhurnal.archive.policy import PEOPLE
from zhurnal.archive.queries.acts import ActHead
from zhurnal.archive.rules.personal import EVENT, MOST, NAME, standing, title_of, word_for, words_of
from zhurnal.archive.rules.retention import ACT_WORDS, USUAL, ActState, Document
from zhurnal.archive.terms import rules_of
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.kernel.models import Change
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name, meaningless, short_name

SYSTEM = "электронный журнал, база данных колледжа"


@dataclass(frozen=True, slots=True)
class Line:
    """One who left: which parts are due, until which day the others stay, and what holds his back."""

    person: UUID
    name: str
    word: str
    gone: date
    due: tuple[str, ...]
    words: str
    stays: tuple[tuple[str, date], ...]
    hold: str = ""

    @property
    def free(self) -> bool:
        """Whether it can be put into an act."""
        return not self.hold


@dataclass(frozen=True, slots=True)
class Found:
    """Who is due today, of how many more there is no room, and whose next term is over within a month."""

    lines: tuple[Line, ...]
    more: int
    soon: int
    soon_on: date | None


def due_people(actor: PersonActor) -> Found:
    """Whose data are due. A constant number of statements: some, and one for each path of a declared table to its subject."""
    whole = standings(actor.college_id, actor.today)
    ahead = coming(whole, actor.today)
    found = [(person, one, now) for person, (one, now) in whole.items() if now.due]
    shown = found[:MOST]
    names = _names(actor, [person for person, _one, _now in shown])
    lines = tuple(
        Line(
            person, names[person], word_for(one.roles), one.gone, now.due, words_of(now.due),
            tuple((title_of(part), day) for part, day in now.stays), _hold(one, now.due),
        )
        for person, one, now in shown
    )  # fmt: skip
    tell(actor, PEOPLE, people=set(names))
    return Found(lines, len(found) - len(shown), ahead.soon, ahead.soon_on)


def _hold(one: Departed, due: tuple[str, ...]) -> str:
    if one.act is not None:
        return f"уже в акте № ПД-{one.act}"
    if one.asked:
        return "ждёт ответа обращение об этих данных"
    if NAME in due and one.packed:
        return "имя стоит в архивном пакете группы: сначала уничтожьте пакет по акту"
    return ""


def _names(actor: PersonActor, people: list[UUID]) -> dict[UUID, str]:
    rows = Person.objects.of(actor.college_id).filter(pk__in=people)
    return {pk: full_name(*name) for pk, *name in rows.values_list("pk", "surname", "given", "patronymic")}


@dataclass(frozen=True, slots=True)
class Named:
    """A line of an act: the number of the person, his name while he has one, what goes."""

    person: UUID
    number: str
    name: str
    words: str
    rows: int
    nameless: bool


@dataclass(frozen=True, slots=True)
class Act(ActHead):
    """An act with its lines."""

    lines: tuple[Named, ...]

    @property
    def nameless(self) -> int:
        """How many lose their name."""
        return sum(one.nameless for one in self.lines)


@dataclass(frozen=True, slots=True)
class Preview:
    """What will go, table by table, and what stays."""

    goes: tuple[tuple[str, str, int], ...]  # table, how, rows
    stays: tuple[tuple[str, date, int], ...]  # what, until when, of how many people
    terms: tuple[
        tuple[str, int, int], ...
    ]  # line of the table of terms, its years, the usual years when the college keeps it shorter, or 0


def acts(actor: PersonActor) -> list[tuple[UUID, str, date, str]]:
    """(id, number, day, state) of all, the newest first. One statement."""
    rows = PersonalAct.objects.of(actor.college_id).order_by("-number")
    return [(one.pk, str(one), one.dated, ACT_WORDS[ActState(one.state)]) for one in rows]


def act_of(actor: PersonActor, act: UUID) -> Act:
    """One act; names of those who have one are told as read. Two statements."""
    own = actor.college_id
    row = PersonalAct.objects.of(own).select_related("made_by", "done_by").get(pk=act)
    rows = PersonalActLine.objects.of(own).filter(act=act).select_related("person").order_by("pk")
    lines = tuple(
        Named(
            one.person_id, number_of(one.person_id), str(one.person), words_of(one.parts.split()), one.rows,
            NAME in one.parts.split(),
        )
        for one in rows
    )  # fmt: skip
    if row.state != ActState.DONE:
        tell(actor, PEOPLE, people={one.person for one in lines})
    return Act(
        row.pk, row.number, row.dated, row.chair, tuple(row.members.splitlines()), row.state, ACT_WORDS[ActState(row.state)],
        _short(row.made_by), row.made_by_id == actor.person_id, _short(row.done_by),
        row.done_at.astimezone(actor.now.tzinfo) if row.done_at else None, lines,
    )  # fmt: skip


def number_of(person: UUID) -> str:
    """«7F3A09C2»: what an act calls somebody."""
    return meaningless(person.bytes, "").strip()


def _short(person: Person | None) -> str:
    return short_name(person.surname, person.given, person.patronymic) if person is not None else ""


def preview(actor: PersonActor, act: UUID) -> Preview:
    """What an act that is not carried out would do. One statement for each declared table."""
    own = actor.college_id
    lines = PersonalActLine.objects.of(own).filter(act=act).values_list("person_id", "parts")
    parts = {person: set(said.split()) for person, said in lines}
    goes = []
    for held, part in declared():
        people = [person for person, wanted in parts.items() if part in wanted]
        rows = counted(own, held, people)
        if rows:
            goes.append((held.table.title, "строки целиком" if held.table.whole else "слова и имена в строках", rows))
    rules = rules_of(own)
    years, usual = {Document(one.document): one.years for one in rules}, {one.document: one.years for one in USUAL}
    named = set().union(*parts.values())
    terms = tuple(
        (one.title, one.years, usual[one.document] if one.years < usual[one.document] else 0)
        for one in rules
        if one.document in named
    )
    left = departed(own, actor.today, parts)
    look(own, left)
    kept: Counter[tuple[str, date]] = Counter()
    for person, one in left.items():
        kept.update(
            (title_of(part), day)
            for part, day in standing(one.gone, one.present, one.done | parts[person], years, actor.today).stays
        )
    ordered = sorted(kept.items(), key=lambda pair: (pair[0][1], pair[0][0]))
    return Preview(tuple(goes), tuple((title, day, count) for (title, day), count in ordered), terms)


def act_table(actor: PersonActor, act: Act) -> Table:
    """The act as the commission signs it: whose (by number), which data, where they were, how and why, when."""
    columns = (
        Column("number", "№", Kind.NUMBER), Column("subject", "Субъект (номер в журнале)"), Column("what", "Категории данных"),
        Column("how", "Способ"), Column("rows", "Строк базы", Kind.NUMBER),
    )  # fmt: skip
    rows = [
        (place, one.number, one.words, "удаление, обезличивание" if one.nameless else "удаление", one.rows)
        for place, one in enumerate(act.lines, 1)
    ]
    waiting = "Акт отозван." if act.state == ActState.DROPPED else "Акт ещё не исполнен."
    done = f"Уничтожено {act.done_at:%d.%m.%Y в %H:%M}; исполнил: {act.done_by}." if act.done_at else waiting
    heading = (
        actor.college_name,
        f"от {act.dated:%d.%m.%Y}",
        f"Комиссия установила, что срок хранения этих персональных данных истёк. Информационная система: {SYSTEM}.",
        "Причина: достижение цели обработки, истечение срока по таблице сроков хранения колледжа.",
    )
    notes = (
        f"Составил: {act.made_by}. {done}",
        "Данные стёрты в базе средствами журнала; копии базы хранятся до конца своего срока. Сами данные в акте не приводятся.",
        "К акту прилагается выгрузка из журнала регистрации событий. Акт и выгрузку хранят 3 года.",
    )
    signatures = (f"Председатель комиссии {act.chair}", *(f"Член комиссии {name}" for name in act.members))
    title = f"Акт № ПД-{act.number} об уничтожении персональных данных"
    return Table(title, columns, rows, notes, heading, signatures, landscape=False)


def extract(actor: PersonActor, act: Act) -> Table:
    """What the record of changes says of it, with the places in its chain. One statement."""
    columns = (
        Column("at", "Когда", Kind.MOMENT), Column("subject", "Субъект (номер в журнале)"), Column("what", "Категории данных"),
        Column("system", "Информационная система"), Column("reason", "Причина"), Column("seq", "Запись истории №", Kind.NUMBER),
        Column("hash", "Её хэш"),
    )  # fmt: skip
    targets = {f"person:{one.person.hex}": one for one in act.lines}
    rows = Change.objects.of(actor.college_id).filter(
        chain=actor.college_id, action=EVENT, target__in=list(targets), after__act=act.number
    )
    parts = {one.person: one.words for one in act.lines}
    found = [
        (
            row.at.astimezone(actor.now.tzinfo).replace(tzinfo=None), targets[row.target].number,
            parts[targets[row.target].person], SYSTEM, f"истёк срок хранения, акт № ПД-{act.number}", row.seq, bytes(row.hash).hex(),
        )
        for row in rows.order_by("seq")
    ]  # fmt: skip
    title = f"Выгрузка из журнала событий к акту № ПД-{act.number}"
    return Table(title, columns, found, heading=(actor.college_name,))
