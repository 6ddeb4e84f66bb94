"""A curriculum (plx): the plan, its rows, hours by semester, and the disciplines that are taught by it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from zhurnal.curriculum.rules.graphic import NAMES, WeekKind, written
from zhurnal.curriculum.rules.kinds import ItemKind, JournalKind
from zhurnal.curriculum.rules.limits import Line, findings
from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.plan.study import short_key
from zhurnal.exchange.imports.readers import plan as plx
from zhurnal.exchange.imports.readers.plx_graphic import PRACTICES, kind_of_practice, spans_of, unread
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.names import fit, fold
from zhurnal.kernel.wording import plural

TAUGHT = {
    ItemKind.DISCIPLINE: JournalKind.THEORY,
    ItemKind.MDK: JournalKind.MODULE,
    ItemKind.PRACTICE_EDU: JournalKind.MODULE,
    ItemKind.PRACTICE_PROD: JournalKind.MODULE,
}
HOURS = (
    "lectures", "practicals", "labs", "course_project", "self_study", "consultations", "exam_hours",
)  # fmt: skip


def plan_curricula(book: Book, content: plx.Plans) -> None:
    """Everything that the plans would change. What two of them teach by one name is one discipline, as if they came in turn."""
    together = Together()
    for place, one in enumerate(content.files):
        book.step(place, len(content.files))
        book.file = one.file
        head = plan_key(one.plan)
        if head in together.heads:
            reason = (
                f"Это тот же план, что в файле «{together.heads[head]}»: совпали специальность, год набора, база и форма. "
                "Не взят: загрузите его отдельно, если он вместо первого."
            )
            book.complain(reason, "same_plan", Severity.ERROR)
            continue
        together.heads[head] = one.file
        plan_curriculum(book, one.plan, together)
        together.turn()
    book.file = book.frame.file


def plan_key(said: plx.Plan) -> str:
    """The outer key of a plan: whose, of which year, on which base, in which form."""
    return short_key(f"plx:{said.specialty_code}:{said.start_year or ''}:{fold(said.base)}:{fold(said.form)}")


@dataclass
class Together:
    """What the plans of one import brought before: heads → file, names and keys of disciplines."""

    heads: dict[str, str] = field(default_factory=dict)
    names: set[tuple[str, str]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    fresh: list[tuple[tuple[str, str], str]] = field(default_factory=list)

    def turn(self) -> None:
        """The next file is next: what the last one brought is known to it."""
        self.names.update(name for name, _key in self.fresh)
        self.keys.update(key for _name, key in self.fresh)
        self.fresh.clear()


def plan_curriculum(book: Book, content: plx.Plan, together: Together) -> None:
    """Everything that one plan would change."""
    if content.items and content.specialty_code:
        Planner(book, content, together).plan()
        for found in findings(_lines(content)):
            book.complain(f"{found.place}: {found.text}", f"limit_{found.code}", Severity.QUESTION)
        _ask_about_graphic(book, content)


def _ask_about_graphic(book: Book, content: plx.Plan) -> None:
    """One sentence about the weeks that the opening of a year will not find in the plan."""
    taught = {load.item for load in content.loads if load.total}
    wanted = {
        kind_of_practice(i.kind, i.index, i.name) for i in content.items if i.kind in PRACTICES and i.key in taught
    }
    there = {span.kind for span in spans_of(content.weeks)}
    lost = [NAMES[kind] for kind in WeekKind if kind in wanted - there]
    if not wanted or not (lost or unread(content.weeks)):
        return
    said = [f"нет недель: {', '.join(lost)}"] if lost else []
    if unread(content.weeks):
        weeks = plural(unread(content.weeks), ("недели", "недель", "недель"))
        said.append(f"назначение {weeks} файл не называет (обычно это ГИА), они не взяты")
    reason = f"В графике {'; '.join(said)}." if content.weeks else "Графика по неделям в файле нет."
    book.complain(
        f"{reason} Впишите недостающее при открытии года на шаге «Недели практики».", "graphic", Severity.QUESTION
    )


def _lines(content: plx.Plan) -> list[Line]:
    """The plan as the limits of a year are asked about it (A4.4); a joint attestation counts once."""
    joint = joint_names(content)
    loads: dict[str, list[plx.Load]] = defaultdict(list)
    for load in (*content.loads, *content.totals):
        loads[load.item].append(load)
    lines = []
    for item in content.items:
        for load in loads.get(item.key, [plx.Load(item.key, 0, 0, 0)]):
            forms = load.attestations or ((load.attestation,) if load.attestation else ())
            name = joint.get((item.key, load.semester), "")
            lines.append(
                Line(item.key, item.index, item.name, item.kind, load.semester, load.total, 0, forms, name, item.parent)
            )
    return lines


def joint_names(content: plx.Plan) -> dict[tuple[str, int], str]:
    """(item, semester) → the name of the attestation it shares with others, one name for each in a semester."""
    taken: set[tuple[str, int]] = set()
    found: dict[tuple[str, int], str] = {}
    for number, one in enumerate(content.joints, 1):
        name = fit(one.name, 150) or f"Комплексная аттестация {number}"
        if (name, one.semester) in taken:
            name = f"{name} ({number})"
        taken.add((name, one.semester))
        found |= {(item, one.semester): name for item in one.items}
    return found


class Planner:
    """The plan of one file."""

    def __init__(self, book: Book, content: plx.Plan, together: Together) -> None:
        self.book, self.content, self.together = book, content, together
        self.items: dict[str, str] = {}
        self.names = {item.key: f"{item.index} {item.name}".strip() for item in content.items}

    def plan(self) -> None:
        """The plan's head, its rows, hours, disciplines."""
        curriculum = self._head()
        rows = self.book.rows("item", Q(curriculum=curriculum)) if _exists(curriculum) else []
        self._items(curriculum, {row["outer_key"]: row for row in rows if row["outer_key"]})
        self._loads(rows)
        self._disciplines()

    def _head(self) -> str:
        said = self.content
        key = plan_key(said)
        row = next(iter(self.book.rows("curriculum", Q(outer_key=key))), None)
        title = fit(said.title or f"{said.specialty_code} {said.specialty_name}", 250)
        values = {
            "specialty_code": fit(said.specialty_code, 20), "specialty_name": fit(said.specialty_name, 250),
            "qualification": fit(said.qualification, 250), "title": title, "base": fit(said.base, 120),
            "form": fit(said.form, 60), "start_year": said.start_year, "outer_key": key,
        }  # fmt: skip
        if said.weeks or row is None:  # a table brings no weeks and takes none away
            values["graphic"] = written(spans_of(said.weeks))
        return self.book.put("curriculum", key, title, row, values)

    def _items(self, curriculum: str, known: dict[str, Row]) -> None:
        """Parents before children; a row that the file no longer has stays and is asked about."""
        waiting = sorted(self.content.items, key=lambda item: item.position)
        while waiting:
            ready = [item for item in waiting if not item.parent or item.parent in self.items]
            ready = ready or waiting  # a circle in the file: its rows hang on nothing
            for item in ready:
                values = {
                    "curriculum_id": curriculum, "parent_id": self.items.get(item.parent), "index": fit(item.index, 30),
                    "name": fit(item.name, 300), "kind": item.kind, "position": item.position,
                    "outer_key": item.key[:120],
                }  # fmt: skip
                self.items[item.key] = self.book.put(
                    "item",
                    f"{curriculum}|{item.key}",
                    self.names[item.key],
                    known.get(item.key[:120]),
                    values,
                    item.line,
                )
            waiting = [item for item in waiting if item.key not in self.items]
        for key, row in known.items():
            if key not in {item.key[:120] for item in self.content.items}:
                note = "В файле этой строки больше нет. В журнале она остаётся: на неё могут опираться записи."
                self.book.tell("item", key, What.ASK, f"{row['index']} {row['name']}", note, pk=row["id"])

    def _loads(self, rows: list[Row]) -> None:
        own: dict[str, dict[int, Row]] = defaultdict(dict)
        ids = {row["id"] for row in rows}
        for row in self.book.rows("load") if ids else []:
            if row["item_id"] in ids:
                own[row["item_id"]][row["semester"]] = row
        told: set[tuple[str, int]] = set()
        joint = joint_names(self.content)
        for load in self.content.loads:
            item = self.items.get(load.item)
            if item is None:
                continue
            told.add((item, load.semester))
            values = {
                "item_id": item, "semester": load.semester, "hours_total": load.total,
                **{name: getattr(load, name) for name in HOURS}, "attestation": fit(load.attestation, 20),
                "joint": joint.get((load.item, load.semester), ""),
            }  # fmt: skip
            title = f"{self.names[load.item]}: {load.semester} семестр"
            self.book.put("load", f"{item}|{load.semester}", title, own[item].get(load.semester), values)
        self._vanished(own, told)

    def _vanished(self, own: dict[str, dict[int, Row]], told: set[tuple[str, int]]) -> None:
        """Hours of a semester which the plan does not have any more become none."""
        refs = {ref: key for key, ref in self.items.items()}
        for item, semesters in own.items():
            for semester, row in semesters.items():
                if (item, semester) in told or item not in refs:
                    continue
                none = dict.fromkeys(("hours_total", *HOURS), 0) | {"attestation": "", "joint": ""}
                title = f"{self.names[refs[item]]}: {semester} семестр"
                self.book.keep("load", f"{item}|{semester}", title, row, none)

    def _disciplines(self) -> None:
        rows = self.book.rows("discipline")
        by_key = {row["outer_key"]: row for row in rows if row["outer_key"]}
        by_name = {(fold(row["index"]), fold(row["name"])): row for row in rows}
        for item in self.content.items:
            kind = TAUGHT.get(ItemKind(item.kind))
            if kind is None:
                continue
            key = short_key(f"plx:{self.content.specialty_code}:{item.key}")
            name, index = fit(item.name, 300), fit(item.index, 30)
            if (fold(index), fold(name)) in self.together.names:
                continue  # a plan of this import brings it
            row = by_key.get(key)
            other = row is not None and fold(row["name"]) != fold(name) and row["plan_item_id"] != self.items[item.key]
            if other or key in self.together.keys:
                # Another intake's plan gives this index to another discipline; journals kept by the first keep its name.
                key = short_key(f"plx:{self.content.specialty_code}:{self.content.start_year or ''}:{item.key}")
                row = by_key.get(key)
            values: Row = {"index": index, "name": name}
            if row is None and (row := by_name.get((fold(index), fold(name)))):
                values = {} if row["outer_key"] else {"outer_key": key}
            if row is None:
                values |= {
                    "short_name": short_of(item.name), "kind": kind.value, "plan_item_id": self.items[item.key], "outer_key": key,
                }  # fmt: skip
            elif row["plan_item_id"] is None:
                values["plan_item_id"] = self.items[item.key]
            self.book.put("discipline", key, self.names[item.key], row, values, item.line)
            self.together.fresh.append(((fold(index), fold(name)), key))


def _exists(ref: str) -> bool:
    return not ref.startswith("@")
