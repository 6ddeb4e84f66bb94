"""Lists that follow from results agree with a count made by hand over the raw rows of a whole college (A4.2, A4.8, A4.10, A4.14, A4.15)."""

from collections import defaultdict
from datetime import date

import pytest

from tests.demo.colleges import TODAY
from tests.reports.asking import built, lines
from tests.reports.raw import (
    BAD,
    FIGURES,
    PRINTED,
    groups,
    part,
    read,
    zero,
)
from zhurnal.academic_year.models import Term

pytestmark = pytest.mark.once

EARLY = date(2026, 11, 12)


def owing(raw, student):
    """Open debts, and unfit results that nobody has booked: the attestation of a semester overtakes its term mark."""
    open_ = {
        (d.discipline_id, d.term_id)
        for d in raw.debts
        if d.student_id == student and d.closed_on is None and d.ended != "mistaken"
    }
    own = [r for r in raw.results if r.student_id == student and r.level not in ("checkpoint", "year")]
    attested = {(r.discipline_id, r.term_id) for r in own if r.level in ("exam", "practice", "module")}
    for row in own:
        overtaken = row.level == "term" and (row.discipline_id, row.term_id) in attested
        if not overtaken and (row.value in BAD or row.mastery == "не освоен"):
            open_.add((row.discipline_id, row.term_id))
    return open_


def test_stipend(raw, deputy, college):
    last = Term.objects.of(college.pk).filter(ends__lt=TODAY).order_by("-ends").first()
    wanted, refused = set(), {}
    for group in groups(raw):
        for student in raw.listed(group.id, TODAY):
            values = [row.value for row in raw.counting(student, {last.pk}).values()]
            form, money = raw.register.get((student, "study_form"), "full"), raw.register.get((student, "funding"), "")
            why = ""
            if form != "full":
                why = "не очная форма"
            elif money != "budget":
                why = "учится по договору" if money else "не указана основа обучения"
            elif owing(raw, student) or set(values) & set(BAD):
                why = "есть долг"
            elif "3" in values:
                why = "есть «3»"
            elif not values and group.course_year > 1:
                why = "нет итогов сессии"
            if why:
                refused[group.name, raw.name(student)] = why
            else:
                wanted.add((group.name, raw.name(student)))
    table = read(deputy, "stipend")
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    assert {(row["group"], row["name"]) for row in rows if not row["c2"]} == wanted
    assert {(row["group"], row["name"]): row["c2"] for row in rows if row["c2"]} == refused
    assert wanted
    assert len(set(refused.values())) >= 3


@pytest.mark.parametrize(("slug", "which"), [("one-three", "3"), ("one-four", "4"), ("one-two", "2")])
def test_reserves(raw, deputy, term, slug, which):
    wanted = set()
    for group in groups(raw):
        for student in raw.listed(group.id, TODAY):
            own = {key: r.value for key, r in raw.counting(student, {term.pk}).items() if r.value != "осв"}
            bad = [key for key, value in own.items() if value in BAD]
            threes, fours = ([key for key, value in own.items() if value == mark] for mark in ("3", "4"))
            if which == "2":
                way = bad if len(bad) == 1 and len(own) > 1 else []
            elif which == "3":
                way = threes if not bad and len(threes) == 1 and set(own.values()) & {"4", "5"} else []
            else:
                way = fours if not bad and not threes and len(fours) == 1 and "5" in own.values() else []
            wanted |= {(group.name, raw.name(student), raw.title(discipline)) for discipline, _project in way}
    table = read(deputy, slug, period=f"term:{term.pk.hex}")
    assert {(row["group"], row["name"], row["c0"]) for row in lines(table)} == wanted
    assert wanted


def words_of(load):
    """Forms that the plan names for a semester, with the course project where it has hours of one."""
    forms = load.attestation.replace(",", " ").split()
    return [*forms, *(["КП"] if load.course_project and not {"КП", "КР"} & set(forms) else [])]


def plan_of(raw, group):
    """(row of the plan, its loads by semester, disciplines of it) without cycles and modules themselves."""
    found = []
    for item in raw.items.values():
        if item.curriculum_id != group.curriculum_id or item.kind in ("cycle", "module"):
            continue
        loads = {load.semester: load for load in raw.loads if load.item_id == item.id}
        same = {d.id for d in raw.disciplines.values() if d.plan_item_id == item.id} or {
            d.id for d in raw.disciplines.values() if (d.index, d.name) == (item.index, item.name)
        }  # a discipline of two plans is tied to one of them
        found.append((item, loads, same))
    return found


def test_honours(raw, deputy):
    wanted = {}
    for group in groups(raw):
        ends = max(
            (load.semester for load in raw.loads if raw.items[load.item_id].curriculum_id == group.curriculum_id),
            default=99,
        )
        if group.course_year < (ends + 1) // 2 - 1:
            continue
        now = group.course_year * 2 - 1
        for student in raw.listed(group.id, TODAY):
            own = [
                r for r in raw.results if r.student_id == student and r.level != "checkpoint" and (r.value or r.mastery)
            ]
            owed, kept = {discipline for discipline, _term in owing(raw, student)}, {r.semester for r in own}
            marks, state, ahead, spoiled = [], [], 0, False
            for item, loads, same in plan_of(raw, group):
                rows = [r for r in own if r.discipline_id in same]
                if not loads and not rows:
                    continue
                forms = {n: [f for f in words_of(load) if f not in ("КП", "КР")] for n, load in loads.items()}
                projects = [r.value for r in rows if r.level == "project" and r.value]
                if projects:
                    marks += projects
                elif any({"КП", "КР"} & set(words_of(load)) for load in loads.values()):
                    ahead += 1
                attested = [r.semester for r in rows if r.level in ("exam", "practice", "module")]
                dues = [n for n, named in forms.items() if words_of(loads[n])]
                last = max([*dues, *attested] or [*loads, *(r.semester for r in rows)])
                unfit = any(
                    r.value in BAD or r.mastery == "не освоен"
                    for r in rows
                    if r.level != "year"
                    and not (
                        r.level == "term"
                        and any(x.semester == r.semester and x.level in ("exam", "practice", "module") for x in rows)
                    )
                )
                gone = [n for n in dues if n < now and n in kept and not [r for r in rows if r.semester == n]]
                if same & owed or unfit or gone:
                    spoiled = True
                    continue
                here = [r for r in rows if r.semester == last and r.level in ("exam", "practice", "module")]
                here = here or [r for r in rows if r.semester == last and r.level == "term"]
                named = any(words_of(load) for load in loads.values())
                if here and not (here[0].level == "term" and last >= now and named):
                    (state if item.kind == "gia" else marks).append(here[0].value)
                elif forms.get(last, []) != ["З"]:
                    ahead += 1
            known = [v for v in (*marks, *state) if v in FIGURES]
            fives, most = known.count("5"), len(known) + ahead
            if spoiled or {"3", "2"} & set(known) or not known or set(state) - {"5"}:
                continue
            if 100 * (fives + ahead) < 75 * most:
                continue
            enough = 100 * fives >= 75 * len(known)
            wanted[group.name, raw.name(student)] = (
                f"{part(fives, len(known))}".replace(".", ","), f"{fives} из {len(known)}", str(ahead),
                "достаточно" if enough else "можно достичь",
            )  # fmt: skip
    found = {
        (row["group"], row["name"]): (row["c0"], row["c1"], row["c3"], row["c5"])
        for row in lines(built(deputy, "honours"))
    }
    assert found == wanted
    assert {row[-1] for row in wanted.values()} == {"достаточно", "можно достичь"}  # C5.7: 75.0 % and 74.9 %


def bars(raw, group, term, student, day):
    """Why he is not admitted to the session (A4.2), a clause for each discipline."""
    pages = [c for c in raw.courses.values() if c.group_id == group.id and c.term_id == term.pk]
    pages = [c for c in pages if c.subgroup_id is None or raw.in_part(c.subgroup_id, student, day)]
    people = raw.listed(group.id, day)
    marks = {
        (r.student_id, r.discipline_id): r.value
        for r in raw.results
        if r.term_id == term.pk and r.level == "term" and r.value
    }
    names = {d.id: f"{d.index} {d.short_name}".strip() for d in raw.disciplines.values()}
    found = set()
    for discipline in {c.discipline_id for c in pages}:
        value = marks.get((student, discipline), "")
        if value in BAD or (not value and any((one, discipline) in marks for one in people)):
            found.add(f"{names[discipline]}: {PRINTED.get(value, value) or 'нет аттестации'}")
    done = {
        (e.lesson_id, abs(e.slot)) for e in raw.entries
        if e.student_id == student and (e.value in ("5", "4", "3", "зач") or (e.slot == 0 and e.value == "осв"))
    }  # fmt: skip
    undone = defaultdict(set)
    every = [c for c in raw.courses.values() if c.group_id == group.id and c.term_id == term.pk]
    for (lesson_id, slot), work in raw.works.items():
        lesson, kind = raw.lessons.get(lesson_id), raw.kinds[work.kind_id]
        if lesson is None or lesson.date > day or not kind.marks_everyone or kind.code == "control":
            continue
        page = next((c for c in every if c.id == lesson.course_id), None)
        if page is None or marks.get((student, page.discipline_id)) == "осв" or not raw.due_at(lesson, student):
            continue
        if not {(lesson_id, slot), (lesson_id, 0)} & done:
            undone[page.discipline_id].add(f"{kind.short} {work.title or f'{lesson.date:%d.%m}'}".strip())
    return (
        found
        | {(names[discipline], frozenset(works)) for discipline, works in undone.items()}
        | undefended(raw, group, term, student, {c.discipline_id for c in pages}, people)
    )


def undefended(raw, group, term, student, disciplines, people):
    """Course projects and works of the plan that others of the group defended and he did not."""
    semester, found = group.course_year * 2 - 2 + term.number, set()
    for item, loads, same in plan_of(raw, group):
        forms = words_of(loads[semester]) if semester in loads else []
        words = "курсовой проект" if "КП" in forms else "курсовая работа" if "КР" in forms else ""
        for discipline in same & disciplines if words and item.kind in ("discipline", "mdk") else ():
            rows = [r for r in raw.results if r.discipline_id == discipline and r.term_id == term.pk]
            shown = {r.student_id: r.value for r in rows if r.level == "project" and r.value}
            free = any(r.student_id == student and r.level == "term" and r.value == "осв" for r in rows)
            value = shown.get(student, "")
            if not free and (value in BAD or (not value and set(shown) & people)):
                one, gap = raw.disciplines[discipline], "не защищён" if "КП" in forms else "не защищена"
                found.add(f"{one.index} {one.short_name}, {words}: {PRINTED.get(value, value) or gap}")
    return found


def clauses(reasons):
    """The same as the report tells it."""
    found = set()
    for clause in filter(None, reasons.split("; ")):
        name, undone, works = clause.partition(": не сдано ")
        found.add((name, frozenset(works.split(", "))) if undone else clause)
    return found


@pytest.mark.parametrize("day", [TODAY, EARLY])
def test_admission_to_the_session(raw, deputy, term, day):
    told, raw = set(), raw.then(day, deputy.now.tzinfo) if day < TODAY else raw
    for group in groups(raw):
        table = read(deputy, "admission", group=group.id, period=f"term:{term.pk.hex}", day=day)
        found = {row["student"]: (row["words"], row["reasons"]) for row in lines(table)}
        people = raw.listed(group.id, day)
        assert sorted(found) == sorted(raw.full(one) for one in people)
        for student in people:
            wanted, (words, reasons) = bars(raw, group, term, student, day), found[raw.full(student)]
            assert words == ("не допущен" if wanted else "допущен"), raw.full(student)
            assert clauses(reasons) == wanted, raw.full(student)
            told.add(words)
    assert told == {"допущен", "не допущен"}


def levels(kind, form):
    """At which levels the result of a form stands, the first that holds one decides."""
    if form in ("КП", "КР"):
        return [("project",)]
    if kind in ("practice_edu", "practice_prod"):
        return [("practice",), ("exam",), ("term",)]
    if kind == "exam":
        return [("module",)]
    return [("exam",)] if form in ("Э", "Эк", "ЭК", "КЭ", "Экв") else [("exam",), ("term",), ("year",)]


def booked(raw, student, day, lack, plan):
    """Debts on the books that stood open on the day and that nothing of what is missing names."""
    found = []
    for debt in raw.debts:
        if debt.student_id != student or debt.ended == "mistaken" or debt.arisen_on > day:
            continue
        if debt.closed_on and debt.closed_on <= day:
            continue
        item = next((row[0] for row in plan if debt.discipline_id in row[2]), None)
        here = [row for row in lack if item and row[2] == item.id]
        once = item is not None and item.kind in ("practice_edu", "practice_prod", "exam")
        if not any(once or (row[0], row[3]) == (debt.semester, debt.level == "project") for row in here):
            found.append((debt.semester, "долг"))
    return found


@pytest.mark.parametrize("day", [TODAY, EARLY])
def test_admission_to_the_state_attestation(raw, deputy, day):
    told, raw = set(), raw.then(day, deputy.now.tzinfo) if day < TODAY else raw
    for group in groups(raw):
        now, wanted = group.course_year * 2 - 1, {}
        plan = [
            row
            for row in plan_of(raw, group)
            if row[0].kind in ("mdk", "practice_edu", "practice_prod", "discipline", "exam")
        ]
        for student in raw.listed(group.id, day):
            own = [r for r in raw.results if r.student_id == student and r.value]
            lack = []
            for item, loads, same in plan:
                rows = [r for r in own if r.discipline_id in same]
                if any(r.level == "final" and r.value not in BAD for r in rows):
                    continue
                free = {r.semester for r in rows if r.level == "term" and r.value == "осв"}
                once = (
                    item.kind in ("practice_edu", "practice_prod", "exam")
                    and sum(map(len, map(words_of, loads.values()))) == 1
                )
                for semester, load in loads.items():
                    for form in words_of(load):
                        if semester in free and form not in ("КП", "КР"):
                            continue  # the released owe nothing (A4.6)
                        at = [level for some in levels(item.kind, form) for level in some]
                        standing = [r for level in at for r in rows if r.level == level]
                        here = [r for r in standing if r.semester == semester] or (standing[-1:] if once else [])
                        value = here[0].value if here else ""
                        good = here and value in (*"543", "зач", "атт") and here[0].mastery != "не освоен"
                        if not good:
                            lack.append((semester, value, item.id, form in ("КП", "КР")))
            debts = booked(raw, student, day, lack, plan)
            hinder = [row for row in lack if row[0] < now or row[1] in BAD] + debts
            words = "не допущен" if hinder else "идёт по плану" if lack else "допущен"
            bad = [row for row in lack if row[1] in BAD] + debts
            wanted[raw.name(student)] = (words, len(bad), len(lack) + len(debts) - len(hinder))
            told.add(words)
        rows = lines(built(deputy, "final", group=group.id, day=day))
        assert {row["student"]: (row["words"], zero(row["debts"]), zero(row["ahead"])) for row in rows} == wanted, (
            group.name
        )
    assert {"не допущен", "идёт по плану"} <= told


def test_the_schedule_of_debts(raw, deputy):
    for day in (TODAY, EARLY):
        wanted = []
        for debt in raw.debts:
            if debt.ended == "mistaken" or debt.arisen_on > day or (debt.closed_on and debt.closed_on <= day):
                continue
            tries = [one for one in raw.tries if one.debt_id == debt.id and one.outcome != "excused"]
            days = {one.number: one.planned_on for one in sorted(tries, key=lambda one: one.planned_on)}
            if day < TODAY:  # of what was still ahead the nearest was known
                known = sorted(one.planned_on for one in tries if one.planned_on > day)[:1]
                days = {number: on for number, on in days.items() if on <= day or on in known}
            group = [m.group_id for m in raw.members if m.student_id == debt.student_id and raw.stays(m, day)]
            name = raw.groups[group[-1]].name if group else ""
            wanted.append((name, raw.full(debt.student_id), debt.arisen_on, debt.due_on, days.get(1), days.get(2)))
        rows = lines(built(deputy, "debts", day=day))
        found = [(r["group"], r["name"], r["arisen_on"], r["due_on"], r["first"], r["second"]) for r in rows]
        assert sorted(found, key=str) == sorted(wanted, key=str)
        assert found
