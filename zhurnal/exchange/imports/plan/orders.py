"""The plan of a file of orders: each row judged by the rules of movement as if those above it were written already.

Who a row speaks of is found by name, patronymic, birthday and group; where that is not one person, it is asked and not guessed.
"""

import datetime as dt
from dataclasses import replace
from functools import cached_property
from uuid import UUID

from zhurnal.curriculum.models import Group, Subgroup
from zhurnal.exchange.imports.plan.book import Book
from zhurnal.exchange.imports.plan.lists.base import Texts, Unfit, person_name
from zhurnal.exchange.imports.plan.order_cells import draft_values, read_kind, read_line
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.retyping import texts_of
from zhurnal.exchange.lists.orders import ORDERS
from zhurnal.exchange.rules.changes import What
from zhurnal.kernel.sought import fold
from zhurnal.movement.actions.drafts import Draft, judge, read_world
from zhurnal.movement.actions.namesakes import key_of, people_named
from zhurnal.movement.actions.standing import Stood
from zhurnal.movement.models import Movement
from zhurnal.movement.policy import sees_everybody
from zhurnal.movement.rules import columns as titles
from zhurnal.movement.rules.kinds import ENTERING, KIND_WORDS, NEWCOMING, Kind
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

ENTITY = "movement"
SAMPLE = "образец"  # the number of an order in the rows of the sample file: such rows are passed over
ANOTHER = "new"


def plan_orders(book: Book, content: ListFile) -> None:
    """Every row of the file: written, already there, asked about or refused."""
    OrdersPlan(book, content).plan()


class OrdersPlan:
    """The rows of one file, in their order."""

    def __init__(self, book: Book, content: ListFile) -> None:
        self.book, self.content = book, content
        self.came: dict[tuple[str, str], int] = {}  # newcomers by name → the line that brings them

    def plan(self) -> None:
        """Read all that is asked about in a few statements, then judge row after row."""
        self.book.file = self.content.file
        drafts = self._drafts()
        self.world = read_world(self.actor, [self._wide(draft, texts) for _line, texts, draft in drafts])
        for line, texts, draft in drafts:
            try:
                self._row(line, texts, draft)
            except Unfit as trouble:
                self._refuse(line, texts, trouble)
        self.book.changes.sort(key=lambda change: change.line)

    @cached_property
    def actor(self) -> PersonActor:
        """Who brings the file: orders are written within his rights."""
        actor = self.book.frame.actor
        if actor is None:
            raise RuntimeError("a file of orders needs somebody who brings it")
        return actor

    def _drafts(self) -> list[tuple[int, Texts, Draft]]:
        """Rows whose cells can be read, as orders without their students."""
        found: list[tuple[int, Texts, Draft]] = []
        for done, row in enumerate(self.content.rows):
            self.book.step(done, len(self.content.rows))
            texts = texts_of(self.content, row)
            if fold(texts.get("number", "")) == SAMPLE or texts.get("undone"):
                self.book.kept[ENTITY] += 1
                continue
            try:
                draft = read_line(texts)
                found.append((row.line, texts, replace(draft, group=self._target(texts, draft))))
            except Unfit as trouble:
                self._refuse(row.line, texts, trouble)
        return found

    def _refuse(self, line: int, texts: Texts, trouble: Unfit) -> None:
        what = What.ASK if trouble.ask else What.REFUSE
        cells = trouble.cells(ORDERS, texts)
        self.book.tell(ENTITY, f"line:{line}", what, person_name(texts), trouble.reason, line, wrong=cells)

    # --- what the college knows -----------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        """Groups by folded name, those of the latest year first."""
        found: dict[str, list[Group]] = {}
        rows = Group.objects.of(self.book.frame.college_id).select_related("year").order_by("-year__starts", "pk")
        for row in rows:
            found.setdefault(fold(row.name), []).append(row)
        return found

    @cached_property
    def named(self) -> dict[tuple[str, str], list[Person]]:
        """Everybody whom the file may mean."""
        places = [self.content.columns.index(key) for key in ("surname", "given") if key in self.content.columns]
        keys = (
            {key_of(*(row.cells[place] for place in places)) for row in self.content.rows} if len(places) == 2 else ()
        )
        return people_named(self.book.frame.college_id, keys)

    @cached_property
    def recorded(self) -> set[tuple[str, dt.date, str, dt.date, UUID]]:
        """Orders in force: number, date, kind, day of effect, student."""
        rows = Movement.objects.of(self.book.frame.college_id).filter(undone_at__isnull=True)
        names = ("order__number", "order__dated", "order__kind", "effective", "student_id")
        return set(rows.values_list(*names))

    @cached_property
    def parts(self) -> dict[tuple[UUID, str], UUID]:
        """(group, folded name of a subgroup, or its number) → subgroup."""
        found: dict[tuple[UUID, str], UUID] = {}
        for row in Subgroup.objects.of(self.book.frame.college_id).order_by("pk"):
            found[row.group_id, fold(row.name)] = found[row.group_id, str(row.number)] = row.pk
        return found

    @property
    def stood(self) -> Stood:
        """Where everybody stands after the rows above."""
        return self.world.stood

    def _group(self, name: str, day: dt.date) -> Group:
        rows = self.groups.get(fold(name), [])
        if not rows:
            raise Unfit(f"Группы «{name[:40]}» нет. Проверьте название или заведите группу.", wrong=name)
        return next((row for row in rows if row.year.starts <= day <= row.year.ends), rows[0])

    def _target(self, texts: Texts, draft: Draft) -> UUID | None:
        if draft.kind not in ENTERING:
            return None
        name = texts.get("target") or (texts.get("group", "") if draft.kind in NEWCOMING else "")
        if not name:
            raise Unfit(f"Столбец «{titles.TARGET}» пуст, а приказ вводит студента в группу.", at=titles.TARGET)
        return self._group(name, draft.effective).pk

    def _wide(self, draft: Draft, texts: Texts) -> Draft:
        """The draft with everybody who might be meant, so that all of them are read at once."""
        people = self.named.get(key_of(texts["surname"], texts["given"]), [])
        return replace(draft, students=() if draft.fresh else tuple(row.pk for row in people))

    # --- a row ----------------------------------------------------------------------------------------------------

    def _row(self, line: int, texts: Texts, draft: Draft) -> None:
        people = self.named.get(key_of(texts["surname"], texts["given"]), [])
        number = draft.number.removeprefix("№").strip()
        facts = (number, draft.dated, draft.kind.value, draft.effective)
        if any((*facts, row.pk) in self.recorded for row in people if self._fits(row, texts)):
            self.book.kept[ENTITY] += 1
            return
        draft = replace(draft, subgroups=self._subgroups(texts, draft.group))
        settled = self._newcomer(line, texts, draft, people) if draft.fresh else self._known(line, texts, draft, people)
        if settled is None:
            return
        checked = judge(self.actor, self.world, settled)
        if checked.refusals:
            raise Unfit(" ".join(checked.refusals))
        left = [row.group.name for one in settled.students if (row := self.stood.on(one, draft.effective).member)]
        self.world.lay(settled)
        if settled.fresh:
            self.came[key_of(texts["surname"], texts["given"])] = line
        self._write(line, texts, settled, checked.seal, checked.warnings, left)

    def _fits(self, row: Person, texts: Texts) -> bool:
        """Whether nothing in the row speaks against this person."""
        middle, born = texts.get("patronymic", ""), texts.get("birth_date", "")
        if middle and row.patronymic and fold(middle) != fold(row.patronymic):
            return False
        return not (born and row.birth_date) or f"{row.birth_date:%d.%m.%Y}" == born

    def _known(self, line: int, texts: Texts, draft: Draft, people: list[Person]) -> Draft | None:
        """The student of the row; None when it is asked which."""
        name = person_name(texts)
        found = [row for row in people if self._fits(row, texts) and self.stood.members.get(row.pk)]
        if not found:
            said = f" с днём рождения {texts['birth_date']}" if texts.get("birth_date") else ""
            raise Unfit(
                f"Студента «{name[:80]}»{said} в журнале нет. Проверьте имя или сначала загрузите зачисление.",
                at=titles.SURNAME,
            )
        group = texts.get("group", "")
        here = [row for row in found if fold(self._place(row, draft.effective)) == fold(group)] if group else found
        if not here:
            places = "; ".join(sorted({self._shown_place(row, draft.effective) for row in found}))
            raise Unfit(
                f"«{titles.GROUP}»: {name} не в группе «{group[:40]}», а в {places}. Исправьте столбец.",
                at=titles.GROUP,
            )
        if len(here) == 1:
            return replace(draft, students=(here[0].pk,))
        note = f"Студентов с именем {name} несколько. О ком приказ?"
        chosen = self._ask(line, name, note, here, draft.effective)
        return replace(draft, students=(UUID(chosen),)) if chosen else None

    def _newcomer(self, line: int, texts: Texts, draft: Draft, people: list[Person]) -> Draft | None:
        """A newcomer, or the namesake who he is; None while that is asked."""
        name, above = person_name(texts), self.came.get(key_of(texts["surname"], texts["given"]))
        if not people and not above:
            return draft
        note = f"В колледже уже есть {name}. Это тот же человек?"
        if not people:
            note = f"{name} уже зачисляется в строке {above}. Если это однофамилец, отметьте это; если тот же, строка лишняя."
        chosen = self._ask(line, name, note, people, draft.effective, other="Нет, другой человек")
        if not chosen:
            return None
        return replace(draft, another=True) if chosen == ANOTHER else replace(draft, students=(UUID(chosen),))

    def _place(self, row: Person, day: dt.date) -> str:
        member = self.stood.on(row.pk, day).member
        return member.group.name if member is not None else ""

    def _shown_place(self, row: Person, day: dt.date) -> str:
        """The group where he is, if it is one of the reader's."""
        member = self.stood.on(row.pk, day).member
        seen = member is not None and (sees_everybody(self.actor) or member.group_id in self.world.reached)
        return self._place(row, day) if seen else "другом отделении"

    def _ask(
        self, line: int, title: str, note: str, people: list[Person], day: dt.date, other: str = ""
    ) -> str:  # fmt: skip
        """The answer about a row: a person's id or ``ANOTHER``; "" puts the question."""
        key = f"line:{line}"
        offered = {one.pk.hex: f"Да, это {one.words}" for one in self.world.described(self.actor, people, day)}
        offered |= {ANOTHER: other} if other else {}
        answer = self.book.frame.choices.get(f"{ENTITY}:{key}", "")
        if answer in offered:
            return answer
        self.book.tell(
            ENTITY, key, What.ASK, title, note, line, asks=[f"{pk}|{words}" for pk, words in offered.items()]
        )
        return ""

    def _subgroups(self, texts: Texts, group: UUID | None) -> tuple[UUID, ...]:
        names = [part.strip() for part in texts.get("subgroups", "").split(";") if part.strip()]
        if names and group is None:
            return ()
        for name in names:
            if (group, fold(name)) not in self.parts:
                raise Unfit(f"«{titles.SUBGROUPS}»: подгруппы «{name[:60]}» в этой группе нет.", at=titles.SUBGROUPS)
        return tuple(self.parts[group, fold(name)] for name in names) if group else ()

    def _write(
        self, line: int, texts: Texts, draft: Draft, seal: str, warnings: tuple[str, ...], left: list[str]
    ) -> None:  # fmt: skip
        entered = self.world.groups[draft.group].name if draft.group else ""
        new = draft.newcomer if draft.kind is Kind.RENAME else None
        values = {
            "order_words": order_words(draft.number, draft.dated), "effective_day": f"{draft.effective:%d.%m.%Y}",
            "left_group": ", ".join(left) if draft.students else "", "entered_group": entered,
            "renamed": f"{new.surname} {new.given} {new.patronymic}".strip() if new else "", "ground": draft.ground,
            "draft": {**draft_values(draft), "seal": seal},
        }  # fmt: skip
        title = f"{person_name(texts)}: {KIND_WORDS[read_kind(texts)]}"
        self.book.create(ENTITY, f"line:{line}", title, values, line, note=" ".join(warnings))
