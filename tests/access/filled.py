"""What stands in the two colleges: of each room something that could leak, by the names of the matrix."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.archive.keys import package_path
from zhurnal.archive.models import DestructionAct, YearPackage
from zhurnal.checks.models import Finding
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Discipline,
    Group,
    GroupLeader,
    Membership,
    PlanItem,
    PlanLoad,
    SubgroupMembership,
    WorkProgramme,
)
from zhurnal.exchange.imports.packing import pack_plan
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.inspection.models import CorrectionAct, Remark, Round
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Excuse, ExcusePaper, OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.signs import RequestState
from zhurnal.modules.models import PracticeDay, PracticePage, Project
from zhurnal.movement.models import Movement, Order
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Guardianship
from zhurnal.privacy.models import SubjectRequest
from zhurnal.registers.models import Proposal, RegisterField, RegisterValue
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.statements.models import Debt, Examiner, Statement, StatementLine
from zhurnal.tasks.models import Assignment, Task, TaskFile, TaskWord
from zhurnal.timetable.models import CalendarFeed, Room, Slot, TeacherAbsence

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(eq=False)
class Side:
    """One college and what the tests ask about in it."""

    world: worlds.World
    objects: dict[str, dict[str, UUID]] = field(default_factory=dict)

    @property
    def task(self) -> str:
        """A word of a task for one student."""
        return f"Секрет{self.world.canary}задания"


def fill(world: worlds.World) -> Side:
    """Marks, tasks, causes, requests and imports in a college, so that there is something to leak."""
    side = Side(world)
    worlds.add_lesson(world, "asked", "electro", "teacher", worlds.TODAY - timedelta(days=21), 2)
    worlds.add_lesson(world, "history_asked", "history", "other_teacher", worlds.TODAY - timedelta(days=21), 2)
    for course, teacher, lesson, students in (
        ("electro", "teacher", "now", ("student", "classmate", "adult")),
        ("electro", "teacher", "yesterday", ("student", "classmate")),
        ("english1", "subgroup_teacher", "english1", ("student",)),
        ("history", "other_teacher", "history", ("sister",)),
    ):
        _teach(side, course, teacher, lesson, students)
    _task(side)
    person = world.people
    Excuse.objects.create(
        college=world.college, student=person["adult"], since=date(2026, 11, 20), until=date(2026, 11, 22), kind="б",
        note=f"тайна {world.canary}", set_by=person["leader"],
    )  # fmt: skip
    own = {"college": world.college, "reason": f"причина {world.canary}", "asked_at": MOMENT}
    electro = {**own, "course": world.courses["electro"], "teacher": person["teacher"]}
    history = {**own, "course": world.courses["history"], "teacher": person["other_teacher"]}
    requests = {
        "request": OpenRequest.objects.create(**electro, lesson=world.lessons["asked"]),
        "request_history": OpenRequest.objects.create(**history, lesson=world.lessons["history_asked"]),
        "request_decided": OpenRequest.objects.create(
            **electro, lesson=world.lessons["old"], state=RequestState.REJECTED, decided_by=person["deputy"],
            decided_at=MOMENT,
        ),
    }  # fmt: skip
    run = {"college": world.college, "kind": "timetable", "made_by": person["ivc_head"], "made_at": MOMENT}
    applied = {"state": "applied", "applied_at": MOMENT, "plan": pack_plan((), ())}
    runs = {
        "run": ImportRun.objects.create(**run, title=f"Расписание {world.canary}"),
        "run_applied": ImportRun.objects.create(**run, **applied, title=f"Расписание осени {world.canary}"),
        "run_orders": ImportRun.objects.create(
            **{**run, "kind": "orders", "made_by": person["department_head"]}, title=f"Приказы {world.canary}"
        ),
    }
    mapping = NameMapping.objects.create(
        college=world.college, source="sheet", kind="teacher", key="иванов и.и.", name=f"Иванов {world.canary}", answer="new",
        made_at=MOMENT,
    )  # fmt: skip
    away = {
        "college": world.college, "since": date(2026, 12, 7), "until": date(2026, 12, 8), "cause": "trip",
        "reason": "командировка", "recorded_at": MOMENT,
    }  # fmt: skip
    absences = {
        "absence": TeacherAbsence.objects.create(**away, teacher=person["teacher"], state="known"),
        "absence_history": TeacherAbsence.objects.create(**away, teacher=person["other_teacher"], state="known"),
        "absence_asked": TeacherAbsence.objects.create(**away, teacher=person["teacher"], state="asked"),
    }
    hand = {**run, "by_hand": True, "title": f"Правка {world.canary}"}
    edits = {
        "edit": ImportRun.objects.create(**{**hand, "kind": "rooms"}),
        "edit_people": ImportRun.objects.create(**{**hand, "kind": "staff"}, **applied),
        "run": runs["run"],
    }
    family, part = _family(world)
    movements = _movements(world)
    rows = {
        "edit": edits,
        "room": {"room": Room.objects.of(world.id).get()},
        "discipline": {
            name: Discipline.objects.of(world.id).get(pk=course.discipline_id) for name, course in world.courses.items()
        },
        "right": family,
        "part": {"part": part},
        "mapping": {"mapping": mapping},
        "notice": _notices(world),
        "job": _jobs(world),
        **_reports(world),
        "absence": absences,
        "paper": _papers(world),
        "asked": {"asked": _asked(world)},
        "proposal": _registers(world),
        "movement": movements,
        "order": {"order": movements["movement"].order, "order_history": movements["movement_history"].order},
        "course": world.courses,
        "group": world.groups,
        "lesson": world.lessons,
        "student": person,
        "parent": person,
        "request": requests,
        "run": runs,
        "department": world.departments,
        "taught": {
            name: Discipline.objects.of(world.id).get(pk=world.courses[name].discipline_id)
            for name in ("electro", "history")
        },
        "assessed": person,
        **_timetable(world),
        **_plans(world),
        **_modules(world),
        **_statements(world),
        "checked": _checked(world),
        **_inspection(world, requests),
        **_tasks(world),
        "staff": person,
        **_incidents(world),
        **_archive(world),
        "programme": {
            name: WorkProgramme.objects.of(world.id).get(pk=course.programme_id)
            for name, course in world.courses.items()
        },
        "year": {"year": world.year},
    }
    side.objects = {kind: {name: row.pk for name, row in found.items()} for kind, found in rows.items()}
    return side


def _asked(world: worlds.World) -> SubjectRequest:
    """What somebody asked about the data of a child."""
    return SubjectRequest.objects.create(
        college=world.college, number=1, subject=world.people["student"], asked_by=world.people["parent"], kind="access",
        text=f"Что хранится {world.canary}", asked_at=MOMENT, due=date(2026, 12, 7),
    )  # fmt: skip


def _incidents(world: worlds.World) -> dict[str, dict[str, Any]]:
    """An incident that goes on and one that is over, what a rule found and what was answered."""
    person = {"college": world.college, "person": world.people["teacher"]}
    day = {"since": MOMENT, "until": MOMENT, "opened_at": MOMENT, "opened_by": world.people["teacher"]}
    over = {"agreed_by": world.people["deputy"], "released_by": world.people["ivc_head"], "released_at": MOMENT}
    found = {"rule": "night", "first_at": MOMENT, "last_at": MOMENT, "found_at": MOMENT}
    other = {"college": world.college, "person": world.people["other_teacher"]}
    return {
        "incident": {
            "incident": Incident.objects.create(**other, number=1, **day, words=f"увидел {world.canary}"),
            "incident_closed": Incident.objects.create(**person, number=2, **day, **over),
        },
        "anomaly": {
            "anomaly": Anomaly.objects.create(**person, key="one", **found),
            "anomaly_answered": Anomaly.objects.create(
                **person,
                key="two",
                **found,
                settled_by=world.people["deputy"],
                settled_at=MOMENT,
                words="Всё в порядке",
            ),
        },
    }


def _family(world: worlds.World) -> tuple[dict[str, Guardianship], SubgroupMembership]:
    """A mother's rights to both her children, and her son's place in a subgroup."""
    own, people = Guardianship.objects.of(world.id), world.people
    rights = {
        key: own.get(parent=people["parent"], student=people[child])
        for key, child in (("right", "student"), ("right_sister", "sister"))
    }
    return rights, SubgroupMembership.objects.of(world.id).get(student=people["student"])


def _plans(world: worlds.World) -> dict[str, dict[str, Any]]:
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


def _modules(world: worlds.World) -> dict[str, dict[str, Any]]:
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
        found["practice"][f"practice{end}"] = page
        found["project"][f"project{end}"] = Project.objects.create(
            **own, group=world.groups[group], student=world.people[student], kind="course", discipline=discipline,
            topic=f"Тема {world.canary}", supervisor=world.people[teacher],
        )  # fmt: skip
    return found


def _notices(world: worlds.World) -> dict[str, Notice]:
    """What a teacher and a student were told."""
    own = {"college": world.college, "kind": "lessons", "about": "lessons:2026-11-25", "happened_at": MOMENT}
    return {
        key: Notice.objects.create(**own, person=world.people[who], title=f"Замена {world.canary}", url="/timetable/")
        for key, who in (("notice", "teacher"), ("notice_student", "student"))
    }


def _jobs(world: worlds.World) -> dict[str, Job]:
    """Work of the deputy: one job waits, one was stopped, one is done and its file lies ready."""
    own = {"college": world.college, "kind": "paper", "asked_by": world.people["deputy"], "asked_at": MOMENT}
    states = (("job", "waiting", ""), ("job_stopped", "cancelled", ""), ("job_done", "done", "Журналы.pdf"))
    found = {
        name: Job.objects.create(**own, title=f"Печать {world.canary}", state=state, file_name=file)
        for name, state, file in states
    }
    folder = Folder(found["job_done"].pk)
    folder.path.mkdir()
    folder.result.write_bytes(b"%PDF-1.7")
    return found


def _reports(world: worlds.World) -> dict[str, dict[str, Any]]:
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


def _timetable(world: worlds.World) -> dict[str, dict[str, Any]]:
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


def _movements(world: Any) -> dict[str, Movement]:
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


def _statements(world: worlds.World) -> dict[str, dict[str, Any]]:
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


def _checked(world: worlds.World) -> dict[str, Finding]:
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


def _inspection(world: worlds.World, requests: dict[str, OpenRequest]) -> dict[str, dict[str, Any]]:
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
    return {"round": rounds, "remark": remarks, "act": acts}


def _tasks(world: worlds.World) -> dict[str, dict[str, Any]]:
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


def _archive(world: worlds.World) -> dict[str, dict[str, Any]]:
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
    return {"old": {"old": old}, "package": {"package": package}, "destruction": {"destruction": act}}


def _papers(world: worlds.World) -> dict[str, ExcusePaper]:
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


def _registers(world: worlds.World) -> dict[str, Proposal]:
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


def _teach(side: Side, course: str, teacher: str, lesson: str, students: tuple[str, ...]) -> None:
    world, place = side.world, side.world.lessons[lesson].pk
    commands = [
        Command(uuid4(), "topic", place, 0, {"text": f"Тема {world.canary}", "programme_topic": None}),
        Command(uuid4(), "homework", place, 0, {"text": f"§ 7 {world.canary}", "due": "2026-11-26"}),
        Command(uuid4(), "work", place, 0, {"kind": "oral", "title": ""}, slot=0),
        *(Command(uuid4(), "entry", place, 0, "4", world.people[name].pk, 1) for name in students),
    ]
    page = Course.objects.of(world.id).get(pk=world.courses[course].pk)
    outcomes, _seq = record(world.actor(teacher), page, commands)
    assert [outcome.state for outcome in outcomes] == ["saved"] * len(commands)


def _task(side: Side) -> None:
    world = side.world
    value = {"students": [world.people["student"].pk.hex], "text": f"{side.task}: пересдать", "due": "2026-11-27"}
    command = Command(uuid4(), "personal_homework", world.lessons["now"].pk, 0, value)
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    assert record(world.actor("teacher"), page, [command])[0][0].state == "saved"
