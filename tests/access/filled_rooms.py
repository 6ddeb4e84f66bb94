"""What stands in single rooms of a college, by the names of the matrix; ``filled`` gathers it."""

from datetime import UTC, date, datetime
from typing import Any

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.archive.keys import package_path
from zhurnal.archive.models import DestructionAct, PersonalAct, PersonalActLine, YearPackage
from zhurnal.assessment.models import TermClosing, TermStep
from zhurnal.checks.models import Finding
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Discipline,
    Group,
    GroupLeader,
    HoursCorrection,
    Membership,
    PlanItem,
    PlanLoad,
)
from zhurnal.inspection.models import CorrectionAct, Remark, Round
from zhurnal.journal.models import Excuse, ExcusePaper, OpenRequest
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace, Project
from zhurnal.movement.models import Credit, Movement, Order
from zhurnal.registers.models import Proposal, RegisterField, RegisterValue
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.statements.models import Debt, Examiner, Statement, StatementLine
from zhurnal.tasks.models import Assignment, Task, TaskFile, TaskWord
from zhurnal.timetable.models import CalendarFeed, Slot

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def plans_of(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A plan by which the first group studies, and one by which nobody does."""
    own = {"college": world.college, "specialty_code": "13.02.03", "specialty_name": f"Станции {world.canary}"}
    plans = {name: Curriculum.objects.create(**own, title=f"{name} {world.canary}") for name in ("plan", "plan_nobody")}
    Group.objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(curriculum=plans["plan"])
    item = PlanItem.objects.create(
        college=world.college, curriculum=plans["plan"], index="ОП.05", name="Материаловедение", kind="discipline"
    )
    PlanLoad.objects.create(college=world.college, item=item, semester=3, hours_total=72, lectures=72, attestation="Э")
    module = PlanItem.objects.create(
        college=world.college, curriculum=plans["plan"], index="ПМ.01", name=f"Модуль {world.canary}", kind="module"
    )
    return {"plan": plans, "item": {"item": item, "module": module}}


def modules_of(world: worlds.World) -> dict[str, dict[str, Any]]:
    """Practice and a project in both groups, so that there is something to leak (1.6)."""
    own, found = {"college": world.college, "term": world.term}, {"practice": {}, "project": {}}
    for end, group, student, teacher, course in (
        ("", "Э-21", "student", "teacher", "module"), ("_history", "ТЭ-11", "sister", "other_teacher", "history"),
    ):  # fmt: skip
        discipline = Discipline.objects.of(world.id).get(pk=world.courses[course].discipline_id)
        page = PracticePage.objects.create(
            **own, group=world.groups[group], discipline=discipline, starts=date(2026, 11, 16), ends=date(2026, 11, 28),
            hours_planned=72, leader=world.people[teacher],
        )  # fmt: skip
        PracticeDay.objects.create(
            college=world.college, page=page, student=world.people[student], date=date(2026, 11, 23), hours=6,
            work=f"Работа {world.canary}", written_at=MOMENT,
        )  # fmt: skip
        if not end:  # one student has a leader of his own
            PracticePlace.objects.create(
                college=world.college, page=page, student=world.people[student], leader=world.people["subgroup_teacher"]
            )
        found["practice"][f"practice{end}"] = page
        found["project"][f"project{end}"] = Project.objects.create(
            **own, group=world.groups[group], student=world.people[student], kind="course", discipline=discipline,
            topic=f"Тема {world.canary}", supervisor=world.people[teacher],
        )  # fmt: skip
    return found


def timetable(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A slot of the pattern and two subscriptions."""
    own, since = {"college": world.college}, worlds.SEPTEMBER
    slot = Slot.objects.create(
        **own, course=world.courses["electro"], weekday=5, pair=1, teacher=world.people["teacher"], since=since,
        until=world.term.ends,
    )  # fmt: skip
    feeds = {
        key: CalendarFeed.objects.create(
            **own, owner=world.people[who], subject=world.people[who], kind=who, secret=key * 4, made_at=MOMENT
        )
        for key, who in (("feed", "teacher"), ("feed_student", "student"))
    }
    return {"slot": {"slot": slot}, "feed": feeds}


def movements_of(world: Any) -> dict[str, Movement]:
    """An order on paper (it changes no list) about a student of each department."""
    found = {}
    for name, student, group in (("movement", "student0", "Э-21"), ("movement_history", "sister", "ТЭ-11")):
        order = Order.objects.create(
            college=world.college, number="7-с", dated=date(2026, 11, 2), kind="individual_plan", made_at=MOMENT
        )
        found[name] = Movement.objects.create(
            college=world.college, order=order, student=world.people[student], effective=date(2026, 11, 2),
            group_from=world.groups[group],
        )  # fmt: skip
    return found


def credits_of(world: Any) -> dict[str, Credit]:
    """A result that a student of each department brought."""
    return {
        name: Credit.objects.create(
            college=world.college, student=world.people[student], discipline="История", result="4", document="справка",
            made_at=MOMENT,
        )
        for name, student in (("credit", "student0"), ("credit_history", "sister"))
    }  # fmt: skip


def corrections_of(world: Any) -> dict[str, HoursCorrection]:
    """A correction of hours in a journal of each group."""
    return {
        name: HoursCorrection.objects.create(
            college=world.college, course=world.courses[course], kind="given", day=date(2026, 11, 2), hours=2,
            teacher=world.people[teacher], order_number="12-к", order_dated=date(2026, 11, 2), ground="занятие вне журнала",
            made_at=MOMENT,
        )
        for name, course, teacher in (
            ("correction", "electro", "teacher"), ("correction_history", "history", "other_teacher"),
        )
    }  # fmt: skip


def statements_of(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A statement being filled in, a draft, a closed one of the other group, and a debt in each group."""
    found: dict[str, dict[str, Any]] = {"statement": {}, "line": {}, "debt": {}}
    for name, course, teacher, state, student in (
        ("statement", "electro", "teacher", "open", "classmate"),
        ("statement_draft", "english1", "subgroup_teacher", "draft", ""),
        ("statement_history", "history", "other_teacher", "closed", "sister"),
    ):
        page, numbered = world.courses[course], state != "draft"
        statement = Statement.objects.create(
            college=world.college, year=world.year, number=len(found["statement"]) + 1 if numbered else None,
            group=page.group, discipline=page.discipline, term=world.term, semester=3, level="exam", form="Э",
            dated=date(2026, 11, 20), state=state, closed_at=MOMENT if state == "closed" else None,
        )  # fmt: skip
        Examiner.objects.create(college=world.college, statement=statement, person=world.people[teacher])
        found["statement"][name] = statement
        if not student:
            continue
        ending = name.removeprefix("statement")
        found["line"][f"line{ending}"] = StatementLine.objects.create(
            college=world.college, statement=statement, student=world.people[student], value="2", remark=f"тайна {world.canary}",
        )  # fmt: skip
        found["debt"][f"debt{ending}"] = Debt.objects.create(
            college=world.college, student=world.people[student], discipline=page.discipline, term=world.term, semester=3,
            group=page.group, level="exam", form="Э", arisen="unfit", arisen_on=date(2026, 11, 20),
            due_on=date(2027, 11, 20), source=statement,
        )  # fmt: skip
    return found


def checked(world: worlds.World) -> dict[str, Finding]:
    """What the automatic check found in a journal of each department, and in one of modules."""
    found = {}
    for ending, course, lesson, teacher, student in (
        ("", "electro", "now", "teacher", "classmate"), ("_history", "history", "history", "other_teacher", "sister"),
        ("_module", "module", "module", "other_teacher", "adult"),
    ):  # fmt: skip
        found[f"checked{ending}"] = Finding.objects.create(
            college=world.college, rule="two_at_edge", course=world.courses[course], lesson=world.lessons[lesson],
            student=world.people[student], teacher=world.people[teacher], evidence=f"место {world.canary}",
            first_seen=MOMENT, seen_at=MOMENT,
        )  # fmt: skip
    return found


def inspection(world: worlds.World, requests: dict[str, OpenRequest]) -> dict[str, dict[str, Any]]:
    """Rounds of the college and of a department, remarks of both, and acts about corrections of both."""
    own = {"college": world.college, "year": world.year}
    planned = {
        **own,
        "term": world.term,
        "aim": "Списки",
        "since": date(2026, 11, 16),
        "until": date(2026, 11, 27),
        "made_at": MOMENT,
    }
    rounds = {
        "round": Round.objects.create(**planned, number=1, title=f"Проверка {world.canary}"),
        "round_general": Round.objects.create(
            **planned, number=2, title=f"Проверка отделения {world.canary}", department=world.departments["general"]
        ),
    }
    remarks: dict[str, Remark] = {}
    for name, course, teacher, student, state in (
        ("remark", "electro", "teacher", "student", "waiting"), ("remark_history", "history", "other_teacher", "sister", "waiting"),
        ("remark_closed", "electro", "teacher", "classmate", "closed"),
    ):  # fmt: skip
        remarks[name] = Remark.objects.create(
            **own, number=len(remarks) + 1, round=rounds["round"], course=world.courses[course], kind="theory",
            text=f"Замечание {world.people[student].surname}", teacher=world.people[teacher], author=world.people["deputy"],
            issued_at=MOMENT, due=date(2026, 11, 27), state=state, student=world.people[student],
        )  # fmt: skip
    acts = {
        name: CorrectionAct.objects.create(
            **own, number=number, dated=date(2026, 11, 24), request=requests[request], course=requests[request].course,
            made_by=world.people["deputy"], made_at=MOMENT,
        )
        for number, (name, request) in enumerate((("act", "request_decided"), ("act_history", "request_history")), 1)
    }  # fmt: skip
    electro = world.courses["electro"]
    acts["act_term"] = CorrectionAct.objects.create(
        **own, number=3, dated=date(2026, 11, 24), reopening=_reopened(world), course=electro,
        made_by=world.people["deputy"], made_at=MOMENT,
    )  # fmt: skip
    return {"round": rounds, "remark": remarks, "act": acts}


def _reopened(world: worlds.World) -> TermStep:
    """The term of a group that two people opened again, and that still stands open."""
    closing = TermClosing.objects.create(
        college=world.college, group=world.groups["Э-21"], term=world.term, state="open", changed_at=MOMENT
    )
    people = {"made_by": world.people["deputy"], "seconded_by": world.people["director"]}
    reopening: TermStep = TermStep.objects.create(
        college=world.college, closing=closing, before="closed", after="open", made_at=MOMENT, seconded_at=MOMENT,
        reason=f"тайна {world.canary}", order_number="12-у", **people,
    )  # fmt: skip
    return reopening


def tasks_of(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A task of the deputy for a teacher, one of the director for a leader, a document beside each."""
    found: dict[str, dict[str, Any]] = {"duty": {}, "document": {}}
    for name, giver, who in (("duty", "deputy", "teacher"), ("duty_history", "director", "other_leader")):
        own = {"college": world.college}
        task = Task.objects.create(
            **own, text=f"тайна {world.canary}", giver=world.people[giver], given_at=MOMENT, due=date(2026, 12, 1)
        )
        Assignment.objects.create(**own, task=task, person=world.people[who])
        word = TaskWord.objects.create(**own, task=task, person=world.people[giver], at=MOMENT, move="give")
        kept = {
            "name": f"тайна {world.canary}",
            "media": "application/pdf",
            "ending": "pdf",
            "size": 4,
            "content": b"%PDF",
        }
        found["duty"][name] = task
        found["document"][name.replace("duty", "document")] = TaskFile.objects.create(
            **own, task=task, word=word, **kept
        )
    return found


def archive(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A closed year with a journal of the first department, a package of a group of this year, an act."""
    own, people = {"college": world.college}, world.people
    year = AcademicYear.objects.create(
        **own, name="2024/25", starts=date(2024, 9, 1), ends=date(2025, 6, 28), closed_at=MOMENT
    )
    term = Term.objects.create(**own, year=year, number=1, starts=year.starts, ends=date(2024, 12, 28))
    group = Group.objects.create(**own, name="Э-01", department=world.departments["energy"], year=year)
    discipline = Discipline.objects.of(world.id).get(pk=world.courses["electro"].discipline_id)
    old = Course.objects.create(**own, year=year, term=term, group=group, discipline=discipline, frozen_at=MOMENT)
    days = {"since": year.starts, "until": year.ends}
    CourseTeacher.objects.create(**own, course=old, teacher=people["ex_teacher"], **days)
    GroupLeader.objects.create(**own, group=group, person=people["leader"], **days)
    Membership.objects.create(
        **own, group=group, student=people["left"], entered=year.starts, left=year.ends, recorded_at=MOMENT
    )
    package = YearPackage.objects.create(
        **own,
        year=world.year,
        group=world.groups["Э-21"],
        made_at=MOMENT,
        size=7,
        sha256="0" * 64,
        key="0",
        files=1,
        records=1,
    )
    package_path(world.id, package.pk).write_bytes(b"package")
    act = DestructionAct.objects.create(
        **own,
        number=1,
        dated=date(2026, 11, 2),
        chair="Председатель",
        members="Член",
        made_by=people["ivc_head"],
        made_at=MOMENT,
    )
    personal = PersonalAct.objects.create(
        **own,
        number=1,
        dated=date(2026, 11, 2),
        chair="Председатель",
        members="Член",
        made_by=people["deputy"],
        made_at=MOMENT,
    )
    PersonalActLine.objects.create(**own, act=personal, person=people["left"], parts="access name")
    return {
        "old": {"old": old},
        "package": {"package": package},
        "destruction": {"destruction": act},
        "personal_act": {"personal_act": personal},
    }


def papers_of(world: worlds.World) -> dict[str, ExcusePaper]:
    """Papers beside told causes of both groups, and one of an answered message."""
    found = {}
    for name, student, state in (
        ("paper", "classmate", "open"), ("paper_sister", "sister", "open"), ("paper_erased", "newcomer", "rejected"),
    ):  # fmt: skip
        excuse = Excuse.objects.create(
            college=world.college, student=world.people[student], since=date(2026, 10, 20), until=date(2026, 10, 21),
            kind="у", state=state, set_by=world.people["parent"],
        )  # fmt: skip
        found[name] = ExcusePaper.objects.create(
            college=world.college, excuse=excuse, number=1, media="application/pdf", ending="pdf", size=9,
            content=b"%PDF-1.7\n" if state == "open" else None,
        )  # fmt: skip
    return found


def registers(world: worlds.World) -> dict[str, Proposal]:
    """Values of both groups, a guarded one too, and proposals of families."""
    own = {"college": world.college, "changed_at": MOMENT}
    RegisterField.objects.create(college=world.college, field="benefit", used=True, required=False)
    for name in ("student", "classmate", "sister", "parent"):
        person = world.people[name]
        RegisterValue.objects.create(**own, person=person, field="address", value=f"улица {person.surname}")
    RegisterValue.objects.create(**own, person=world.people["student"], field="benefit", value="orphan")
    found = {}
    for name, student, state in (
        ("proposal", "student", "open"), ("proposal_history", "sister", "open"), ("proposal_decided", "student", "accepted"),
    ):  # fmt: skip
        found[name] = Proposal.objects.create(
            college=world.college, student=world.people[student], subject=world.people[student], field="snils",
            value="нет", made_by=world.people["parent"], made_at=MOMENT, state=state,
        )  # fmt: skip
    return found


def reports_of(world: worlds.World) -> dict[str, dict[str, Any]]:
    """What a teacher keeps by name, and a file that was made for him."""
    own = {
        "college": world.college,
        "person": world.people["teacher"],
        "report": "form2",
        "name": f"Отчёт {world.canary}",
    }
    saved = SavedReport.objects.create(**own, since=worlds.SEPTEMBER)
    made = {
        "saved": saved.pk,
        "title": own["name"],
        "due": worlds.TODAY,
        "made_at": MOMENT,
        "rows": 1,
        "content": b"xlsx",
    }
    return {"saved": {"saved": saved}, "built": {"built": BuiltReport.objects.create(**own, **made)}}
