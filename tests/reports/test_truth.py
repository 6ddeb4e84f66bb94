"""Every report on students agrees with a count made by hand over the raw rows of a whole college (1.11 e, A8, A9).

The count is ``raw.py``: tables read whole, loops and dictionaries, none of the product's rules or queries.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.demo.colleges import TODAY
from tests.reports.asking import built, lines
from tests.reports.college import office, written_college
from tests.reports.raw import BAD, FIGURES, PRINTED, VALID, Raw, category, figures_of, half_up, mean, part
from zhurnal.academic_year.models import Term
from zhurnal.kernel.export import Total

EARLY = date(2026, 11, 12)


@pytest.fixture
def college(db, frozen_time):
    return written_college()


@pytest.fixture
def raw(college):
    return Raw(college.pk)


@pytest.fixture
def deputy(college):
    return office(college)


@pytest.fixture
def term(college):
    return Term.objects.of(college.pk).select_related("year").get(starts__lte=TODAY, ends__gte=TODAY)


def groups(raw):
    """Groups of the year under way."""
    year = max(raw.years, key=lambda one: one.starts).id
    return sorted((one for one in raw.groups.values() if one.year_id == year), key=lambda one: one.name)


def read(*given, **sent):
    """A report with its rows read once."""
    table = built(*given, **sent)
    return replace(table, rows=tuple(table.rows))


def totals(table):
    return [row for row in table.rows if isinstance(row, Total)]


def zero(value):
    return value or 0


@pytest.mark.parametrize("day", [TODAY, EARLY])
def test_the_summary_of_a_group(raw, deputy, term, day):
    told, raw = 0, raw.then(day, deputy.now.tzinfo) if day < TODAY else raw
    for group in groups(raw):
        table = read(deputy, "summary", group=group.id, period=f"term:{term.pk.hex}", day=day)
        titles = {column.title: column.key for column in table.columns}
        found, people = {row["name"]: row for row in lines(table)}, raw.listed(group.id, day)
        assert sorted(found) == sorted(raw.name(one) for one in people)
        lost = raw.missed(group.id, term.starts, day)
        columns = defaultdict(list)
        for student in people:
            row, own = found[raw.name(student)], raw.counting(student, {term.pk}, day)
            running = raw.average(student, term.pk, day)
            for (discipline, project), result in own.items():
                index, _space, name = raw.title(discipline).partition(" ")
                shown = str(row[titles[f"{index} КП {name}" if project else f"{index} {name}"]])
                assert shown == PRINTED.get(result.value, result.value)
                columns[discipline, project].append(result.value)
            for discipline, average in running.items():
                if (discipline, False) not in own:
                    assert row[titles[raw.title(discipline)]] == f"{average}".replace(".", ",")
            values = [result.value for result in own.values()]
            assert row["t0"] == mean(int(value) for value in values if value in FIGURES)
            assert [row[f"t{n}"] for n in range(1, 6)] == [values.count(v) for v in (*FIGURES, "на")]
            mine = lost[student]
            hours = [sum(mine.values()), sum(mine[kind] for kind in VALID), mine["н"]]
            assert [row[f"t{n}"] for n in range(6, 9)] == hours, raw.name(student)
            assert row["t9"] == category(values)
            told += len(values)
        below = {row[1]: row for row in totals(table)}
        keys = [column.key for column in table.columns]
        for (discipline, project), values in columns.items():
            index, _space, name = raw.title(discipline).partition(" ")
            place, wanted = keys.index(titles[f"{index} КП {name}" if project else f"{index} {name}"]), figures_of(values)
            for title, key in (("5", "n5"), ("н/а", "na"), ("осв.", "free")):
                assert (below[title][place] or "0") == str(wanted[key])
            for title, key in (("Успеваемость, %", "absolute"), ("Качество, %", "quality"), ("СОУ, %", "degree"), ("Средний балл", "mean")):
                shown = "–" if wanted[key] is None else f"{wanted[key]}".replace(".", ",")
                assert below[title][place] == shown, (raw.title(discipline), title)
    assert told > 100 or day == EARLY


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
        ends = max((load.semester for load in raw.loads if raw.items[load.item_id].curriculum_id == group.curriculum_id), default=99)
        if group.course_year < (ends + 1) // 2 - 1:
            continue
        now = group.course_year * 2 - 1
        for student in raw.listed(group.id, TODAY):
            own = [r for r in raw.results if r.student_id == student and r.level != "checkpoint" and (r.value or r.mastery)]
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
                unfit = any(r.value in BAD or r.mastery == "не освоен" for r in rows if r.level != "year" and not (
                    r.level == "term" and any(x.semester == r.semester and x.level in ("exam", "practice", "module") for x in rows)))
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
    found = {(row["group"], row["name"]): (row["c0"], row["c1"], row["c3"], row["c5"]) for row in lines(built(deputy, "honours"))}
    assert found == wanted
    assert {row[-1] for row in wanted.values()} == {"достаточно", "можно достичь"}  # C5.7: 75.0 % and 74.9 %


def bars(raw, group, term, student, day):
    """Why he is not admitted to the session (A4.2), a clause for each discipline."""
    pages = [c for c in raw.courses.values() if c.group_id == group.id and c.term_id == term.pk]
    pages = [c for c in pages if c.subgroup_id is None or raw.in_part(c.subgroup_id, student, day)]
    people = raw.listed(group.id, day)
    marks = {
        (r.student_id, r.discipline_id): r.value for r in raw.results if r.term_id == term.pk and r.level == "term" and r.value
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
    return found | {(names[discipline], frozenset(works)) for discipline, works in undone.items()}


def clauses(reasons):
    """The same as the report tells it."""
    found = set()
    for clause in filter(None, reasons.split("; ")):
        name, undone, works = clause.partition(": не сдано ")
        found.add((name, frozenset(works.split(", "))) if undone else clause)
    return found


def test_admission_to_the_session(raw, deputy, term):
    told = set()
    for group in groups(raw):
        table = read(deputy, "admission", group=group.id, period=f"term:{term.pk.hex}")
        found = {row["student"]: (row["words"], row["reasons"]) for row in lines(table)}
        people = raw.listed(group.id, TODAY)
        assert sorted(found) == sorted(raw.full(one) for one in people)
        for student in people:
            wanted, (words, reasons) = bars(raw, group, term, student, TODAY), found[raw.full(student)]
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


def test_admission_to_the_state_attestation(raw, deputy, term):
    told = set()
    for group in groups(raw):
        now, wanted = group.course_year * 2 - 1, {}
        plan = [row for row in plan_of(raw, group) if row[0].kind in ("mdk", "practice_edu", "practice_prod", "discipline", "exam")]
        for student in raw.listed(group.id, TODAY):
            own = [r for r in raw.results if r.student_id == student and r.value]
            lack = []
            for item, loads, same in plan:
                rows = [r for r in own if r.discipline_id in same]
                if any(r.level == "final" and r.value not in BAD and r.value != "осв" for r in rows):
                    continue
                for semester, load in loads.items():
                    for form in words_of(load):
                        here = [r for group_ in levels(item.kind, form) for r in rows if r.level in group_ and r.semester == semester]
                        value = here[0].value if here else ""
                        good = here and value in (*"543", "зач", "атт") and here[0].mastery != "не освоен"
                        if not good:
                            lack.append((semester, value))
            hinder = [row for row in lack if row[0] < now or row[1] in BAD]
            words = "не допущен" if hinder else "идёт по плану" if lack else "допущен"
            wanted[raw.name(student)] = (words, len([row for row in lack if row[1] in BAD]), len(lack) - len(hinder))
            told.add(words)
        rows = lines(built(deputy, "final", group=group.id))
        assert {row["student"]: (row["words"], zero(row["debts"]), zero(row["ahead"])) for row in rows} == wanted, group.name
    assert {"не допущен", "идёт по плану"} <= told


def test_the_sheet_of_a_day(raw, deputy, term):
    signs = {"": "н", "у": "ну", "б": "нб", "п": "нп"}
    told = 0
    for group in groups(raw):
        for back in range(1, 22, 3):
            day = TODAY - timedelta(days=back)
            held = raw.held(group.id, day, day)
            table = read(deputy, "day-sheet", group=group.id, day=day)
            pairs = sorted({one.pair for one in held})
            assert [column.key for column in table.columns if column.key[0] == "p"] == [f"p{pair}" for pair in pairs]
            away = {(s, lesson.id): kind for s, lesson, kind in raw.absences(group.id, day, day)}
            found = {row["student"]: row for row in lines(table)}
            assert sorted(found) == sorted(raw.name(one) for one in raw.listed(group.id, day))
            for student in raw.listed(group.id, day):
                row, own = found[raw.name(student)], [one for one in held if raw.due_at(one, student)]
                for pair in pairs:
                    here = [one for one in own if one.pair == pair]
                    missed = [away[student, one.id] for one in here if (student, one.id) in away]
                    if missed:
                        assert row[f"p{pair}"][0] == "н", (raw.name(student), day, pair)
                        assert len(row[f"p{pair}"]) == len(signs.get(missed[0], "н"))
                    else:
                        called = all(raw.records.get(one.id) and raw.records[one.id].roll_called_at for one in here)
                        assert row[f"p{pair}"] == ("–" if not here else "" if called else "?")
                mine = [one for one in own if (student, one.id) in away]
                assert zero(row["hours"]) == sum(one.hours for one in mine)
                assert (row["whole"] == "да") == bool(own and len(mine) == len(own))
                told += len(mine)
    assert told > 10


def pages_of(raw, term):
    """page → (students of its list today, who leads it today or led it last)."""
    found = {}
    for page in raw.courses.values():
        if page.term_id != term.pk:
            continue
        people = raw.listed(page.group_id, TODAY)
        if page.subgroup_id:
            people = {one for one in people if raw.in_part(page.subgroup_id, one, TODAY)}
        own = sorted((x for x in raw.leads if x.course_id == page.id), key=lambda x: (x.since, x.teacher_id))
        now = [x.teacher_id for x in own if x.since <= TODAY and (x.until is None or TODAY <= x.until)]
        found[page.id] = people, now or [x.teacher_id for x in own][-1:]
    return found


def given_on(raw, page):
    return sum(one.hours for one in raw.lessons.values() if one.course_id == page.id and raw.given(one, TODAY))


def late_on(raw, page):
    return sum(
        raw.records[one.id].late_entries > 0
        for one in raw.lessons.values()
        if one.course_id == page.id and one.date <= TODAY and one.id in raw.records
    )


TALLIED = ("n5", "n4", "n3", "n2", "na", "free", "pass", "fail", "absolute", "quality", "degree", "mean")


def marks_on(raw, term, pages, people):
    """Results of the pages' disciplines, of each student once."""
    pairs = {(student, page.discipline_id) for page in pages for student in people[page.id][0]}
    known = {
        student: {d: r.value for (d, project), r in raw.counting(student, {term.pk}).items() if not project}
        for student, _discipline in pairs
    }
    return [known[student][d] for student, d in pairs if d in known[student]], len(pairs)


def agree(row, wanted):
    for key in TALLIED:
        assert (row[key] or (0 if key in TALLIED[:8] else None)) == wanted[key], key


def test_the_term_of_each_teacher(raw, deputy, term):
    table = read(deputy, "teacher-term", period=f"term:{term.pk.hex}")
    people = pages_of(raw, term)
    own = defaultdict(list)
    for page in people:
        for teacher in people[page][1]:
            own[teacher].append(raw.courses[page])
    found = defaultdict(list)
    for row in lines(table):
        found[row["group"], row["discipline"].partition(", ")[0]].append(row)
    for page in (raw.courses[pk] for pk in people):
        given, late = given_on(raw, page), late_on(raw, page)
        values, count = marks_on(raw, term, [page], people)
        same = found[raw.groups[page.group_id].name, raw.title(page.discipline_id).partition(", ")[0]]
        wanted = (page.hours_planned, given, count, late, *(figures_of(values)[key] for key in TALLIED))
        shown = {
            (zero(r["plan"]), zero(r["given"]), r["students"], zero(r["late"]),
             *(zero(r[key]) for key in TALLIED[:8]), *(r[key] for key in TALLIED[8:]))
            for r in same
        }  # fmt: skip
        assert wanted in shown, raw.title(page.discipline_id)
    keys = [column.key for column in table.columns]
    sums = [dict(zip(keys, row, strict=True)) for row in totals(table)]
    by_name = {row["teacher"]: row for row in sums}
    for teacher, pages in own.items():
        one = raw.people[teacher]
        name = f"{one.surname} {one.given[:1]}. {one.patronymic[:1]}."
        row = next((r for t, r in by_name.items() if t.replace("\u00a0", " ") == name), None)
        if row is None:
            assert len(pages) == 1
            continue
        values, count = marks_on(raw, term, pages, people)
        assert row["students"] == count, name
        agree(row, figures_of(values))
    values, _count = marks_on(raw, term, [raw.courses[pk] for pk in people], people)
    agree(by_name["Всего"], figures_of(values))


def test_the_deputys_teachers_and_disciplines(raw, deputy, term):
    """A student of a discipline counts once, though he stands on the page of the group and on that of his subgroup."""
    table = read(deputy, "deputy", period=f"term:{term.pk.hex}")
    shelves = {part_.title: part_ for part_ in table.more}
    people = pages_of(raw, term)
    by_title = defaultdict(list)
    for page in people:
        by_title[raw.title(raw.courses[page].discipline_id)].append(raw.courses[page])
    rows = {row["discipline"]: row for row in lines(shelves["По дисциплинам"])}
    assert set(rows) == set(by_title)
    twice = 0
    for title, pages in by_title.items():
        row, (values, _count) = rows[title], marks_on(raw, term, pages, people)
        assert zero(row["given"]) == sum(given_on(raw, page) for page in pages)
        agree(row, figures_of(values))
        twice += len(pages) > len({page.group_id for page in pages})
    assert twice
    for row in lines(shelves["По преподавателям"]):
        pages = [
            raw.courses[pk] for pk, (_list, who) in people.items()
            for one in who
            if f"{raw.people[one].surname} {raw.people[one].given[:1]}. {raw.people[one].patronymic[:1]}."
            == row["teacher"].replace("\u00a0", " ")
        ]  # fmt: skip
        assert row["pages"] == str(len(pages))
        agree(row, figures_of(marks_on(raw, term, pages, people)[0]))
    filled = {row["group"]: row for row in lines(shelves["Наполняемость журналов"])}
    for group in groups(raw):
        held = [one for one in raw.held(group.id, term.starts, TODAY) if one.date < TODAY]
        known = {one.id for one in held}
        done = [one for one in held if raw.given(one, TODAY)]
        marks = [
            e for e in raw.entries
            if e.lesson_id in known and (e.lesson_id, abs(e.slot)) in raw.works and e.value in (*FIGURES, "зач", "незач")
        ]  # fmt: skip
        row, size = filled[group.name], len(raw.listed(group.id, TODAY))
        late = sum(raw.records[one.id].late_entries > 0 for one in held if one.id in raw.records)
        assert (row["due"], row["recorded"], zero(row["late"])) == (len(held), len(done), late)
        assert (zero(row["marks"]), row["part"]) == (len(marks), part(len(done), len(held)))
        assert row["each"] == half_up(Decimal(len(marks)) / size)
    debts = {
        (group.name, raw.name(student)): len([r for r in raw.counting(student, {term.pk}).values() if r.value in BAD])
        for group in groups(raw)
        for student in raw.listed(group.id, TODAY)
    }
    most = sorted((count for count in debts.values() if count), reverse=True)[:30]
    shown = lines(shelves["Больше всего долгов"])
    assert [row["count"] for row in shown] == most
    assert all(debts[row["group"], row["student"]] == row["count"] for row in shown)


def test_the_leaders_categories(raw, deputy, term):
    words = {"отличник": "Отличники", "хорошист": "Хорошисты", "успевающий": "Успевающие", "неуспевающий": "Неуспевающие"}
    for group in groups(raw):
        table = read(deputy, "leader", group=group.id, period=f"term:{term.pk.hex}")
        own = defaultdict(set)
        for student in raw.listed(group.id, TODAY):
            values = [row.value for row in raw.counting(student, {term.pk}).values()]
            own[words.get(category(values), "Нет итогов")].add(raw.name(student))
            known = [value for value in values if value != "осв"]
            bad = [value for value in known if value in BAD]
            if len(bad) == 1 and len(known) > 1:
                own["С одной «2» или «н/а»"].add(raw.name(student))
            if not bad and known.count("3") == 1 and {"4", "5"} & set(known):
                own["С одной «3»"].add(raw.name(student))
            if not bad and not known.count("3") and known.count("4") == 1 and "5" in known:
                own["С одной «4»"].add(raw.name(student))
        shelf = next(one for one in table.more if one.title == "Категории студентов")
        assert {row["category"]: set(row["students"].split(", ")) for row in lines(shelf)} == dict(own), group.name
        for row in lines(table):
            student = next(s for s in raw.listed(group.id, TODAY) if raw.name(s) == row["student"])
            running = raw.average(student, term.pk, TODAY)
            if len(running) == 1:
                assert row["now"] == next(iter(running.values()))
            assert bool(row["now"]) == bool(running)


def test_attendance_of_each_student_of_a_month(raw, deputy):
    since, until = date(2026, 10, 1), date(2026, 10, 31)
    told = 0
    for group in groups(raw):
        table = read(deputy, "attendance", group=group.id, period="month:2026-10")
        lost, held = raw.missed(group.id, since, until), raw.held(group.id, since, until)
        found = {row["student"]: row for row in lines(table)}
        people = raw.listed(group.id, until)
        for student in people:
            row, mine = found[raw.name(student)], lost[student]
            planned = sum(one.hours for one in held if raw.due_at(one, student))
            hours = [sum(mine.values()), sum(mine[k] for k in VALID), mine["н"], mine[""]]
            assert [zero(row[key]) for key in ("total", "valid", "unexcused", "unknown")] == hours, raw.name(student)
            assert row["part"] == part(planned - sum(mine.values()), planned)
            told += sum(mine.values())
        (whole,) = totals(table)
        plan = sum(one.hours for one in held for student in people if raw.due_at(one, student))
        away = sum(sum(lost[student].values()) for student in people)
        assert whole[-1] == part(plan - away, plan)
    assert told > 50
