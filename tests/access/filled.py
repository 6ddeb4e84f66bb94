"""What stands in the two colleges: of each room something that could leak, by the names of the matrix."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests import worlds
from tests.access import filled_rooms
from tests.access.filled_rooms import MOMENT
from zhurnal.curriculum.models import (
    Course,
    Discipline,
    SubgroupMembership,
    WorkProgramme,
)
from zhurnal.exchange.imports.packing import pack_plan
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.grading.models import WorkKind
from zhurnal.incidents.models import Anomaly, Breach, Incident
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Excuse, OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.signs import RequestState
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Guardianship
from zhurnal.privacy.models import Consent, ConsentScan, SubjectRequest
from zhurnal.timetable.models import Room, TeacherAbsence


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
    worlds.let_inspector_in(world, worlds.TODAY + timedelta(days=10))
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
    movements = filled_rooms.movements_of(world)
    rows = {
        "edit": edits,
        "room": {"room": Room.objects.of(world.id).get()},
        "discipline": {
            name: Discipline.objects.of(world.id).get(pk=course.discipline_id) for name, course in world.courses.items()
        },
        "kind": {"kind": WorkKind.objects.of(world.id).get(code="oral")},
        "right": family,
        "part": {"part": part},
        "mapping": {"mapping": mapping},
        "notice": _notices(world),
        "job": _jobs(world),
        **filled_rooms.reports_of(world),
        "absence": absences,
        "paper": filled_rooms.papers_of(world),
        "asked": {"asked": _asked(world)},
        **_on_paper(world),
        "proposal": filled_rooms.registers(world),
        "movement": movements,
        "credit": filled_rooms.credits_of(world),
        "correction": filled_rooms.corrections_of(world),
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
        **filled_rooms.timetable(world),
        **filled_rooms.plans_of(world),
        **filled_rooms.modules_of(world),
        **filled_rooms.statements_of(world),
        "checked": filled_rooms.checked(world),
        **filled_rooms.inspection(world, requests),
        **filled_rooms.tasks_of(world),
        "staff": person,
        **_incidents(world),
        **filled_rooms.archive(world),
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


def _on_paper(world: worlds.World) -> dict[str, dict[str, Any]]:
    """A consent that was signed on paper, with its picture."""
    consent = Consent.objects.create(
        college=world.college, subject=world.people["student"], purpose="photo", version=1, text=f"На бумаге {world.canary}",
        own_at=MOMENT, guardian_at=MOMENT, entered_by=world.people["ivc_head"], paper_number="7", paper_on=date(2026, 9, 2),
    )  # fmt: skip
    picture = b"%PDF-1.4 " + world.canary.encode()
    scan = ConsentScan.objects.create(
        college=world.college,
        consent=consent,
        ending="pdf",
        media="application/pdf",
        size=len(picture),
        content=picture,
    )
    return {"consent": {"consent": consent}, "scan": {"scan": scan}}


def _incidents(world: worlds.World) -> dict[str, dict[str, Any]]:
    """An incident that goes on and one that is over, what a rule found and what was answered."""
    person = {"college": world.college, "person": world.people["teacher"]}
    day = {"since": MOMENT, "until": MOMENT, "opened_at": MOMENT, "opened_by": world.people["teacher"]}
    over = {"agreed_by": world.people["deputy"], "released_by": world.people["ivc_head"], "released_at": MOMENT}
    counted = {
        "at": MOMENT.isoformat(),
        "head": "",
        "people": {},
        "opened": [],
        "readings": 0,
        "files": 0,
        "unknown": 0,
        "readable": 0,
    }
    breach = {
        **person,
        "opened_by": world.people["deputy"],
        "opened_at": MOMENT,
        "discovered_at": MOMENT,
        "since": MOMENT,
        "until": MOMENT,
    }
    left = {"first_at": MOMENT, "first_number": "1", "result_at": MOMENT, "result_number": "2"}
    found = {"rule": "night", "first_at": MOMENT, "last_at": MOMENT, "found_at": MOMENT}
    other = {"college": world.college, "person": world.people["other_teacher"]}
    return {
        "incident": {
            "incident": Incident.objects.create(**other, number=1, **day, words=f"увидел {world.canary}"),
            "incident_closed": Incident.objects.create(**person, number=2, **day, **over),
        },
        "breach": {
            "breach": Breach.objects.create(**breach, number=1, counted=counted, happened=f"увидел {world.canary}"),
            "breach_over": Breach.objects.create(**breach, number=2, counted=counted, **left),
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


def _notices(world: worlds.World) -> dict[str, Notice]:
    """What a teacher and a student were told."""
    own = {"college": world.college, "kind": "lessons", "about": "lessons:2026-11-25", "happened_at": MOMENT}
    return {
        key: Notice.objects.create(**own, person=world.people[who], title=f"Замена {world.canary}", url="/timetable/")
        for key, who in (("notice", "teacher"), ("notice_student", "student"))
    }


def _jobs(world: worlds.World) -> dict[str, Job]:
    """Work of the deputy: one job waits, one was stopped, one is done and its file lies ready."""
    own = {
        "college": world.college,
        "kind": "printing-journals",
        "arguments": {"year": world.year.pk.hex},
        "asked_by": world.people["deputy"],
        "asked_at": MOMENT,
    }
    states = (("job", "waiting", ""), ("job_stopped", "cancelled", ""), ("job_done", "done", "Журналы.pdf"))
    found = {
        name: Job.objects.create(**own, title=f"Печать {world.canary}", state=state, file_name=file)
        for name, state, file in states
    }
    folder = Folder(found["job_done"].pk)
    folder.path.mkdir()
    folder.result.write_bytes(b"%PDF-1.7")
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
