"""Who reaches what, written by hand from the regulation (2.7, 2.8, 3.1–3.7) and not from the code that is tested.

One row per address and lawful method. ``reach`` says for each person which objects answer; everything else is absent
(404), for strangers the way to sign-in. Objects are named as in ``tests/worlds.py``; ``foreign`` is the same thing of the
other college, ``nothing`` an id that nobody has. A new address comes with its rows here, or the suite fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zhurnal.checks.rules.catalogue import RULES

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
STRANGER = "stranger"
DIRECTORATE = ("deputy", "deputy_practice", "director", "administrator")
OFFICE = (*DIRECTORATE, "dispatcher")
TEACHERS = ("teacher", "other_teacher", "subgroup_teacher", "substitute", "ex_teacher")
LEADERS = ("leader", "other_leader")
HEADS = ("department_head", "other_head")
STUDENTS = ("student", "classmate", "adult", "sister")
PARENTS = ("parent", "other_parent", "adults_parent", "ex_parent")
PEOPLE = (
    "administrator", "ivc_head", "director", "deputy", "deputy_practice", "dispatcher", *TEACHERS, *LEADERS, *HEADS,
    *STUDENTS, *PARENTS,
)  # fmt: skip

COURSES = ("electro", "english1", "english2", "module", "history")
OF_E21 = ("electro", "english1", "english2", "module")
LESSONS_OF_ELECTRO = ("asked", "closed", "old", "yesterday", "earlier", "now", "future", "substituted")
LESSONS_OF_E21 = (*LESSONS_OF_ELECTRO, "english1", "english2", "module")
LESSONS = (*LESSONS_OF_E21, "history", "history_asked")
ON_LIST_E21 = ("student", "classmate", "adult", "newcomer")
OBJECTS = {
    "": ("",),
    "course": (*COURSES, "foreign", "nothing"),
    "lesson": (*LESSONS, "foreign", "nothing"),
    "student": (*ON_LIST_E21, "left", "sister", "teacher", "foreign", "nothing"),
    "group": ("Э-21", "ТЭ-11", "foreign", "nothing"),
    "request": ("request", "request_history", "request_decided", "foreign", "nothing"),
    "absence": ("absence", "absence_history", "absence_asked", "foreign", "nothing"),
    "run": ("run", "run_applied", "run_orders", "foreign", "nothing"),
    "slot": ("slot", "foreign", "nothing"),
    "feed": ("feed", "feed_student", "foreign", "nothing"),
    "movement": ("movement", "movement_history", "foreign", "nothing"),
    "order": ("order", "order_history", "foreign", "nothing"),
    "plan": ("plan", "plan_nobody", "foreign", "nothing"),
    "item": ("item", "foreign", "nothing"),
    "programme": (*COURSES, "foreign", "nothing"),
    "year": ("year", "foreign", "nothing"),
    "mapping": ("mapping", "foreign", "nothing"),
    "notice": ("notice", "notice_student", "foreign", "nothing"),
    "paper": ("paper", "paper_sister", "paper_erased", "foreign", "nothing"),
    "proposal": ("proposal", "proposal_history", "proposal_decided", "foreign", "nothing"),
    "room": ("room", "foreign", "nothing"),
    "discipline": ("electro", "foreign", "nothing"),
    "right": ("right", "right_sister", "foreign", "nothing"),
    "part": ("part", "foreign", "nothing"),
    "parent": ("parent", "other_parent", "adults_parent", "ex_parent", "teacher", "foreign", "nothing"),
    "edit": ("edit", "edit_people", "run", "foreign", "nothing"),
    "practice": ("practice", "practice_history", "foreign", "nothing"),
    "project": ("project", "project_history", "foreign", "nothing"),
    # jobs
    "job": ("job", "job_stopped", "job_done", "foreign", "nothing"),
    # inspection
    "round": ("round", "round_general", "foreign", "nothing"),
    "remark": ("remark", "remark_history", "remark_closed", "foreign", "nothing"),
    "act": ("act", "act_history", "foreign", "nothing"),
    # tasks, today's filling
    "duty": ("duty", "duty_history", "foreign", "nothing"),
    "document": ("document", "document_history", "foreign", "nothing"),
    "staff": ("teacher", "other_teacher", "substitute", "leader", "foreign", "nothing"),
    # archive
    "old": ("old", "foreign", "nothing"),
    "package": ("package", "foreign", "nothing"),
    "destruction": ("destruction", "foreign", "nothing"),
    # statements
    "statement": ("statement", "statement_draft", "statement_history", "foreign", "nothing"),
    "line": ("line", "line_history", "foreign", "nothing"),
    "debt": ("debt", "debt_history", "foreign", "nothing"),
    # checks
    "checked": ("checked", "checked_history", "checked_module", "foreign", "nothing"),
    # reports
    "saved": ("saved", "foreign", "nothing"),
    "built": ("built", "foreign", "nothing"),
    # indicators
    "department": ("energy", "general", "foreign", "nothing"),
    "taught": ("electro", "history", "foreign", "nothing"),
    "assessed": ("teacher", "other_teacher", "substitute", "ex_teacher", "leader", "student", "foreign", "nothing"),
}

Reach = dict[str, tuple[str, ...]]


def all_of(names: tuple[str, ...], objects: tuple[str, ...]) -> Reach:
    """Each of these people reaches all of these objects."""
    return dict.fromkeys(names, objects)


PAGE = (200,)
DONE = (200, 201, 302, 303)
UNREADABLE = (400, 413, 415, 422)
LOCKED = (403, 409)


@dataclass(frozen=True)
class Row:
    """One address with its lawful method. ``answers``: what a reached object says (``locked``: objects that say why not).

    ``noted``: reading it writes that it was read into the record of changes, and nothing else.
    ``within``: the address names a second thing as well, which only these of the objects have.
    ``gone``: lawful answers for people out of reach besides 404. ``public``: strangers as well.
    """

    name: str
    method: str
    action: str
    kind: str
    reach: Reach
    answers: tuple[int, ...] = PAGE
    locked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    public: bool = False
    query: str = ""
    body: Callable[[Any, str], Any] | dict[str, Any] | None = None
    json: bool = False
    noted: bool = False
    within: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()  # students whose surname somebody else on the page bears

    @property
    def lawful(self) -> tuple[str, ...]:
        return ("GET", "HEAD") if self.method == "GET" else (self.method,)


READ_COURSES: Reach = {
    **all_of(DIRECTORATE, COURSES),
    "teacher": ("electro",),
    "other_teacher": ("english2", "module", "history"),
    "subgroup_teacher": ("english1",),
    "leader": OF_E21,
    "department_head": OF_E21,
    "other_leader": ("history",),
    "other_head": ("history",),
}
# tasks, today's filling
STAFF = (*OFFICE, "ivc_head", *TEACHERS, *LEADERS, *HEADS)
TASK_GIVERS = ("director", "deputy", "deputy_practice", *HEADS)
DUTIES = ("duty", "duty_history")
DUTY_READERS: Reach = {
    **all_of(("director", "deputy", "deputy_practice"), DUTIES),
    "teacher": ("duty",),
    "department_head": ("duty",),
    "other_leader": ("duty_history",),
    "other_head": ("duty_history",),
}
DUTY_WORKERS: Reach = {"teacher": ("duty",), "other_leader": ("duty_history",)}
DUTY_GIVERS: Reach = {"deputy": ("duty",), "director": DUTIES}
DOCUMENTS: Reach = {
    who: tuple(name.replace("duty", "document") for name in found) for who, found in DUTY_READERS.items()
}
TEACHERS_WATCHED: Reach = {
    **all_of((*DIRECTORATE, "department_head", "leader"), ("teacher", "other_teacher", "substitute")),
    **all_of(("other_head", "other_leader"), ("other_teacher",)),
}
FINDINGS: Reach = {
    **all_of(("deputy", "deputy_practice"), COURSES),
    **{
        name: READ_COURSES[name]
        for name in ("teacher", "other_teacher", "subgroup_teacher", "department_head", "other_head")
    },
}
WRITE_COURSES: Reach = {
    "teacher": ("electro",),
    "substitute": ("electro",),
    "other_teacher": ("english2", "module", "history"),
    "subgroup_teacher": ("english1",),
}
OWN_LESSONS: Reach = {
    "teacher": tuple(name for name in LESSONS_OF_ELECTRO if name != "substituted"),
    "substitute": ("substituted",),
    "other_teacher": ("english2", "module", "history", "history_asked"),
    "subgroup_teacher": ("english1",),
}
SEEN_LESSONS: Reach = {
    **OWN_LESSONS,
    **all_of(DIRECTORATE, LESSONS),
    "teacher": LESSONS_OF_ELECTRO,
    "leader": LESSONS_OF_E21,
    "department_head": LESSONS_OF_E21,
    "other_leader": ("history", "history_asked"),
    "other_head": ("history", "history_asked"),
}
DIARIES: Reach = {
    "student": ("student",),
    "classmate": ("classmate",),
    "adult": ("adult",),
    "sister": ("sister",),
    "parent": ("student", "sister"),
    "other_parent": ("classmate",),
}
# The parent of an adult who gave no consent reads a sentence that says so (A11.3).
DIARIES_KNOWN: Reach = {**DIARIES, "adults_parent": ("adult",)}
CLOSED_DIARY: Reach = {"adults_parent": ("adult",)}
# A parent tells for his child, an adult student for himself (3.5).
TELLERS: Reach = {"parent": ("student", "sister"), "other_parent": ("classmate",), "adult": ("adult",)}
EXCUSES: Reach = {
    "leader": ON_LIST_E21,
    "department_head": ON_LIST_E21,
    "other_leader": ("sister",),
    "other_head": ("sister",),
}
PAPERS: Reach = {
    **all_of(("leader", "department_head"), ("paper", "paper_erased")),
    **all_of(("other_leader", "other_head"), ("paper_sister",)),
}
REQUESTS = ("request", "request_history", "request_decided")
DECISIONS: Reach = {
    "deputy": REQUESTS,
    "deputy_practice": REQUESTS,
    "department_head": ("request", "request_decided"),
    "other_head": ("request_history",),
}
ARRANGERS = ("deputy", "deputy_practice", "administrator", "dispatcher")
ARRANGED: Reach = {
    **all_of(ARRANGERS, LESSONS),
    "department_head": LESSONS_OF_E21,
    "other_head": ("history", "history_asked"),
}
# The teacher and the other one lead courses of the first department, only the other one of the second.
ABSENCES: Reach = {
    **all_of(ARRANGERS, ("absence", "absence_history", "absence_asked")),
    "department_head": ("absence", "absence_history", "absence_asked"),
    "other_head": ("absence_history",),
}
OWN_ABSENCES: Reach = {"teacher": ("absence", "absence_asked"), "other_teacher": ("absence_history",)}
PLANNERS = ("dispatcher", "deputy", "administrator")
SUBSCRIBERS = (*TEACHERS, *LEADERS, *STUDENTS, *PARENTS)
IMPORTERS = ("ivc_head", "administrator")
PLANS = ("plan", "plan_nobody")
OWN_PROGRAMMES: Reach = {
    "teacher": ("electro",),
    "other_teacher": ("english2", "module", "history"),
    "subgroup_teacher": ("english1",),
}
PROGRAMMES: Reach = {
    **OWN_PROGRAMMES,
    **all_of(OFFICE, COURSES),
    "department_head": OF_E21,
    "other_head": ("history",),
}
CLOSERS = ("deputy", "administrator")
WEIGHED: Reach = {**OWN_PROGRAMMES, **all_of(CLOSERS, COURSES)}
SUMMARIES: Reach = {
    **all_of(DIRECTORATE, ("Э-21", "ТЭ-11")),
    **all_of(("leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
}
# Control (2.5, 2.6): deputies check everything, a head his department; remarks of theory are settled by the deputy for studies
REMARKS = ("remark", "remark_history", "remark_closed")
ROUNDS_READ: Reach = {
    **all_of(DIRECTORATE, ("round", "round_general")),
    "department_head": ("round",),
    "other_head": ("round", "round_general"),
}
INSPECTED: Reach = {
    **all_of(("deputy", "deputy_practice"), COURSES), "department_head": OF_E21, "other_head": ("history",),
}  # fmt: skip
REMARKS_TOLD: Reach = {"teacher": ("remark", "remark_closed"), "other_teacher": ("remark_history",)}
REMARKS_READ: Reach = {
    **all_of(DIRECTORATE, REMARKS),
    **REMARKS_TOLD,
    "department_head": ("remark", "remark_closed"),
    "other_head": ("remark_history",),
}
ACTS_READ: Reach = {
    **all_of(DIRECTORATE, ("act", "act_history")),
    **all_of(("department_head", "teacher"), ("act",)),
    **all_of(("other_head", "other_teacher"), ("act_history",)),
}
OWN_DEPARTMENTS: Reach = {
    **all_of(DIRECTORATE, ("energy", "general")), "department_head": ("energy",), "other_head": ("general",),
}  # fmt: skip
OPENERS = ("administrator", "ivc_head", "deputy")  # 3.2, 3.1, A13
HERE = ("",)
JOBS = ("job", "job_stopped", "job_done")
OWN_GROUPS_OF_HEADS: Reach = {"department_head": ("Э-21",), "other_head": ("ТЭ-11",)}
CHECKED: Reach = {
    "deputy": ("checked", "checked_history"), "deputy_practice": ("checked_module",),
    "department_head": ("checked", "checked_module"), "other_head": ("checked_history",),
}  # fmt: skip
ALL_RULES = {f"number_{rule}": str(named.number.usual) for rule, named in RULES.items() if named.number}
ARCHIVISTS = ("deputy", "director", "administrator")
STATE_LISTS: Reach = {**all_of(ARCHIVISTS, ("Э-21", "ТЭ-11")), "department_head": ("Э-21",), "other_head": ("ТЭ-11",)}
MOVERS = ("deputy", *IMPORTERS, *HEADS)
MOVEMENT_READERS = (*DIRECTORATE, "ivc_head", *HEADS)
MOVEMENTS = ("movement", "movement_history")
ORDERS = ("order", "order_history")
RUNS = ("run", "run_applied", "run_orders")
DECIDERS: Reach = {**all_of(IMPORTERS, RUNS), "deputy": ("run_orders",), "department_head": ("run_orders",)}
EVER_E21 = (*ON_LIST_E21, "left")
CARDS: Reach = {
    **all_of((*DIRECTORATE, "ivc_head"), (*EVER_E21, "sister")),
    "department_head": EVER_E21,
    "other_head": ("sister",),
}
CREDITS: Reach = {who: reached for who, reached in CARDS.items() if who in MOVERS}
# Registers (2.2, A11.6): kept by the leader and the head, read by the office; special categories are the leader's alone.
BOTH_GROUPS = ("Э-21", "ТЭ-11")
LED_GROUPS: Reach = {
    "leader": ("Э-21",),
    "department_head": ("Э-21",),
    "other_leader": ("ТЭ-11",),
    "other_head": ("ТЭ-11",),
}
REGISTERS: Reach = {**LED_GROUPS, **all_of(("deputy", "administrator"), BOTH_GROUPS)}
RECORDS: Reach = {**EXCUSES, **all_of(("deputy", "administrator"), (*ON_LIST_E21, "sister"))}
# Records of all years: the leader his group of today, heads everybody who was ever in their department.
RESULTS: Reach = {**LED_GROUPS, **all_of(DIRECTORATE, BOTH_GROUPS)}
PAPERS_OF_YEARS: Reach = {who: reached for who, reached in CARDS.items() if who != "ivc_head"}
RECORDS_OF_YEARS: Reach = {**PAPERS_OF_YEARS, "leader": ON_LIST_E21, "other_leader": ("sister",)}
GUARDED: Reach = {"leader": ON_LIST_E21, "other_leader": ("sister",)}
PROPOSALS: Reach = {
    **all_of(("leader", "department_head"), ("proposal", "proposal_decided")),
    **all_of(("other_leader", "other_head"), ("proposal_history",)),
}
# A teacher's own students: on the list of his course today; of a subgroup, those who are in it (3.6, 3.7).
OWN_STUDENTS: Reach = {
    "teacher": ON_LIST_E21,
    "other_teacher": (*ON_LIST_E21, "sister"),
    "subgroup_teacher": ("student", "classmate"),
}
OWN_GROUPS: Reach = {
    **all_of(("teacher", "subgroup_teacher"), ("Э-21",)), "other_teacher": ("Э-21", "ТЭ-11"),
}  # fmt: skip
FAMILIES: Reach = {
    **all_of((*DIRECTORATE, "ivc_head"), ("parent", "other_parent", "adults_parent", "ex_parent")),
    **all_of(("leader", "department_head"), ("parent", "other_parent", "adults_parent")),
    **all_of(("other_leader", "other_head"), ("parent",)),
}
# Statements and debts (A4.8, A4.12): kept by the head of the department, filled in by the examiner, a draft is the office's own.
STATEMENTS = ("statement", "statement_draft", "statement_history")
OF_HEADS: Reach = {"department_head": ("statement", "statement_draft"), "other_head": ("statement_history",)}
KEPT: Reach = {**all_of(("deputy", "administrator"), STATEMENTS), **OF_HEADS}
SEEN: Reach = {
    **all_of(DIRECTORATE, STATEMENTS),
    **OF_HEADS,
    "leader": ("statement", "statement_draft"),
    "other_leader": ("statement_history",),
    "teacher": ("statement",),
    "other_teacher": ("statement_history",),
}
FILLED: Reach = {**OF_HEADS, "teacher": ("statement",), "other_teacher": ("statement_history",)}
LINES: Reach = {
    **all_of(("deputy", "administrator"), ("line", "line_history")), "department_head": ("line",), "other_head": ("line_history",),
}  # fmt: skip
SETTLED: Reach = {
    **all_of(("deputy", "administrator"), ("debt", "debt_history")), "department_head": ("debt",), "other_head": ("debt_history",),
}  # fmt: skip
OWED: Reach = {
    **SETTLED, **all_of(DIRECTORATE, ("debt", "debt_history")), "leader": ("debt",), "other_leader": ("debt_history",),
}  # fmt: skip
KEEPERS = ("deputy", "administrator", *HEADS)
WHOLE_LISTS = (*DIRECTORATE, "ivc_head")
STUDY_EDITORS = (*IMPORTERS, "dispatcher")
SHARED = ("sister",)  # her mother and her brother's mother are one, of the same surname
EDITS: Reach = {**all_of(IMPORTERS, ("edit", "edit_people")), "dispatcher": ("edit",)}
EDITS_WAITING: Reach = all_of(STUDY_EDITORS, ("edit",))
# list: kind of object, who sees which rows, action of the list, action that opens a row, who changes it
LISTS: dict[str, tuple[str, Reach, str, str, tuple[str, ...]]] = {
    "staff": ("student", all_of((*WHOLE_LISTS, "dispatcher"), ("teacher",)), "staff", "dictionaries.staff.open", IMPORTERS),
    "students": (
        "student",
        {
            **all_of(WHOLE_LISTS, (*EVER_E21, "sister")), **all_of(("leader", "department_head"), ON_LIST_E21),
            **all_of(("other_leader", "other_head"), ("sister",)),
        },
        "students", "dictionaries.student.open", IMPORTERS,
    ),
    "parents": (
        "right",
        {
            **all_of(WHOLE_LISTS, ("right", "right_sister")), **all_of(("leader", "department_head"), ("right",)),
            **all_of(("other_leader", "other_head"), ("right_sister",)),
        },
        "families", "dictionaries.parent.open", IMPORTERS,
    ),
    "groups": (
        "group",
        {
            **all_of((*WHOLE_LISTS, "dispatcher"), ("Э-21", "ТЭ-11")), **all_of(("leader", "department_head"), ("Э-21",)),
            **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
        },
        "groups", "exchange.groups.list", STUDY_EDITORS,
    ),
    "rooms": ("room", all_of((*WHOLE_LISTS, "dispatcher"), ("room",)), "rooms", "exchange.rooms.list", STUDY_EDITORS),
    "disciplines": (
        "discipline", all_of((*WHOLE_LISTS, "dispatcher"), ("electro",)), "disciplines", "exchange.disciplines.list",
        STUDY_EDITORS,
    ),
    "load": (
        "course",
        {
            **all_of((*WHOLE_LISTS, "dispatcher"), COURSES), "department_head": OF_E21, "other_head": ("history",),
        },
        "load", "exchange.load.list", STUDY_EDITORS,
    ),
    "subgroups": (
        "part",
        {**all_of((*WHOLE_LISTS, "leader", "department_head"), ("part",)), **all_of(("other_leader", "other_head"), ())},
        "subgroups", "dictionaries.subgroup.open", IMPORTERS,
    ),
}  # fmt: skip
# Professional modules (1.6): a leader his practice, a supervisor his projects, heads and leaders of groups read.
ADMITTERS: Reach = {
    **all_of(DIRECTORATE, BOTH_GROUPS), **all_of(("leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
}  # fmt: skip
MODULE_GROUPS: Reach = {**ADMITTERS, "teacher": ("Э-21",), "other_teacher": BOTH_GROUPS}
MODULE_ARRANGERS: Reach = {
    **all_of(("deputy", "deputy_practice"), BOTH_GROUPS), "department_head": ("Э-21",), "other_head": ("ТЭ-11",),
}  # fmt: skip
PRINTED: Reach = {
    **all_of(DIRECTORATE, ("Э-21", "ТЭ-11")),
    **all_of(("teacher", "subgroup_teacher", "leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
    "other_teacher": ("Э-21", "ТЭ-11"),
}
PRACTICE_WRITERS: Reach = {"teacher": ("practice",), "other_teacher": ("practice_history",)}
PRACTICE_ARRANGERS: Reach = {
    **PRACTICE_WRITERS, "deputy_practice": ("practice", "practice_history"), "department_head": ("practice",),
    "other_head": ("practice_history",),
}  # fmt: skip
PRACTICE_READERS: Reach = {
    **PRACTICE_WRITERS, **all_of(DIRECTORATE, ("practice", "practice_history")),
    **all_of(("leader", "department_head"), ("practice",)), **all_of(("other_leader", "other_head"), ("practice_history",)),
}  # fmt: skip
SUPERVISORS: Reach = {"teacher": ("project",), "other_teacher": ("project_history",)}
PROJECT_READERS: Reach = {
    **SUPERVISORS, **all_of(DIRECTORATE, ("project", "project_history")),
    **all_of(("leader", "department_head"), ("project",)), **all_of(("other_leader", "other_head"), ("project_history",)),
}  # fmt: skip
COURSES_ASSIGNED: Reach = {who: reached for who, reached in WRITE_COURSES.items() if who != "substitute"}
NOTHING_TO_OPEN = tuple(name for name in LESSONS if name not in ("asked", "history_asked", "closed"))

ROWS = (
    # Everybody, signed in or not
    Row("people:choose-college", "GET", "", "", {}, public=True),
    Row("people:sign-in", "GET", "", "", {}, public=True),
    Row("people:sign-in", "POST", "", "", {}, (422,), public=True, body={"login": "nobody", "password": "nothing"}),
    Row("people:first", "GET", "", "", {}, public=True),
    Row("people:first", "POST", "", "", {}, (422,), public=True, body={"login": "nobody", "code": "nothing", "password": "lots of signs", "again": "lots of signs"}),
    Row("people:sign-out", "POST", "", "", {}, (302,), public=True),
    Row("portal:appearance", "POST", "", "", {}, (302,), public=True, body={"theme": "dark"}),
    Row("portal:help", "GET", "", "", {}, public=True),
    Row("portal:help-topic", "GET", "", "", {}, public=True),
    Row("portal:health", "GET", "", "", {}, public=True),
    # Everybody who is signed in
    Row("portal:home", "GET", "", "", all_of(PEOPLE, HERE), (302,)),
    Row("portal:worker", "GET", "", "", {}, public=True),
    Row("portal:offline", "GET", "", "", {}, public=True),
    Row("portal:search", "GET", "", "", all_of(PEOPLE, HERE)),
    Row("portal:search", "POST", "", "", all_of(PEOPLE, HERE), body={"words": "24.11"}),
    # Notices: everybody his own
    # credentials: parents and students get their slips from the head of their department, from nobody else (2.3)
    Row("credentials:groups", "GET", "credentials.group.issue", "", all_of(HEADS, HERE)),
    Row("credentials:group", "GET", "credentials.group.issue", "group", OWN_GROUPS_OF_HEADS),
    Row("credentials:slips", "POST", "credentials.group.issue", "group", OWN_GROUPS_OF_HEADS, (409,)),  # nobody is ticked
    Row("credentials:handed", "POST", "credentials.group.issue", "group", OWN_GROUPS_OF_HEADS, (409,)),
    # jobs: everybody his own; the deputy asked for one that waits, one that was stopped and one that is done
    Row("jobs:list", "GET", "jobs.own.read", "", all_of(PEOPLE, HERE)),
    Row("jobs:job", "GET", "jobs.own.read", "job", {"deputy": JOBS}),
    Row("jobs:stop", "POST", "jobs.own.stop", "job", {"deputy": JOBS}, DONE, locked={"deputy": JOBS[1:]}),
    Row("jobs:resume", "POST", "jobs.own.resume", "job", {"deputy": JOBS}, DONE, locked={"deputy": ("job", "job_done")}),
    Row("jobs:file", "GET", "jobs.own.take", "job", {"deputy": JOBS}, locked={"deputy": JOBS[:2]}),
    Row("notifications:inbox", "GET", "notifications.notice.read", "", all_of(PEOPLE, HERE)),
    Row("notifications:read-all", "POST", "notifications.notice.read", "", all_of(PEOPLE, HERE), DONE),
    Row("notifications:open", "POST", "notifications.notice.read", "notice",
        {"teacher": ("notice",), "student": ("notice_student",)}, DONE),
    # The teacher's day (3.6, 3.7)
    Row("journal:today", "GET", "journal.lesson.read", "", all_of(TEACHERS, HERE)),
    Row("journal:unfilled", "GET", "journal.lesson.read", "", all_of(TEACHERS, HERE)),
    Row("journal:lesson", "GET", "journal.lesson.view", "lesson", SEEN_LESSONS),
    Row(
        "journal:ask-to-open", "POST", "journal.lesson.ask", "lesson", OWN_LESSONS, (201, 302),
        locked=all_of(PEOPLE, (*NOTHING_TO_OPEN, "asked", "history_asked")), json=True,
        body={"reason": "Болел, записи на бумаге"},
    ),
    # Accounts (3.1, 3.2): the head of ИВЦ and the administrator give them to the college's own people
    Row("people:issued", "GET", "people.account.issue", "", all_of(IMPORTERS, HERE)),
    Row("people:access", "GET", "people.account.issue", "student", all_of(IMPORTERS, ("teacher",))),
    Row("people:access", "POST", "people.account.issue", "student", all_of(IMPORTERS, ("teacher",))),
    Row("people:confirm-access", "POST", "people.account.issue", "student", all_of(IMPORTERS, ("teacher",)), (409,)),
    # Journals (3.3: deputies look and do not write; 3.6: the teacher his own)
    Row("journal:own-student", "GET", "journal.student.find", "student", OWN_STUDENTS),
    Row("journal:own-group", "GET", "journal.group.find", "group", OWN_GROUPS),
    Row("journal:journals", "GET", "journal.page.read", "", all_of((*DIRECTORATE, *TEACHERS, *LEADERS, *HEADS), HERE)),
    Row("journal:page", "GET", "journal.page.read", "course", READ_COURSES),
    Row("journal:live", "GET", "journal.page.read", "course", READ_COURSES, query="?after=0"),
    Row("journal:cell", "GET", "journal.page.read", "course", READ_COURSES, query="?slot=1&lesson={now}&student={student}"),
    Row(
        "journal:commands", "POST", "journal.page.write", "course", WRITE_COURSES, json=True,
        body={"commands": [{"key": "not a key"}]},
    ),
    # Families: clauses 2.7 and 2.8
    Row("journal:diary-own", "GET", "journal.diary.read", "", all_of((*STUDENTS, *PARENTS), HERE), (200, 302)),
    Row("journal:diary", "GET", "journal.diary.read", "student", DIARIES_KNOWN, locked=CLOSED_DIARY),
    Row("journal:diary-week", "GET", "journal.diary.read", "student", DIARIES_KNOWN, locked=CLOSED_DIARY),
    Row("journal:diary-marks", "GET", "journal.diary.read", "student", DIARIES_KNOWN, locked=CLOSED_DIARY),
    Row("journal:tell-absence", "GET", "journal.absence.tell", "student", TELLERS),
    Row("journal:tell-absence", "POST", "journal.absence.tell", "student", TELLERS, DONE,
        body={"since": "2026-11-25", "until": "2026-11-26", "cause": "illness", "comment": ""}),
    Row("journal:timetable", "GET", "timetable.own.read", "",
        all_of((*TEACHERS, *LEADERS, *STUDENTS, *PARENTS, "dispatcher"), HERE)),
    # The weekly pattern, weeks by group, teacher and room, calendar subscriptions (3.2, 3.7, 1.9)
    Row("timetable:editor", "GET", "timetable.pattern.read", "", all_of((*OFFICE, *HEADS), HERE)),
    Row("timetable:new-slot", "GET", "timetable.pattern.write", "", all_of(PLANNERS, HERE)),
    Row("timetable:new-slot", "POST", "timetable.pattern.write", "", all_of(PLANNERS, HERE), UNREADABLE),
    Row("timetable:slot", "GET", "timetable.pattern.write", "slot", all_of(PLANNERS, ("slot",))),
    Row("timetable:slot", "POST", "timetable.pattern.write", "slot", all_of(PLANNERS, ("slot",)), UNREADABLE),
    Row("timetable:slot-places", "GET", "timetable.pattern.write", "slot", all_of(PLANNERS, ("slot",))),
    Row("timetable:move-slot", "POST", "timetable.pattern.write", "slot", all_of(PLANNERS, ("slot",)), json=True,
        body={"weekday": 6, "pair": 3}),
    Row("timetable:remove-slot", "POST", "timetable.pattern.write", "slot", all_of(PLANNERS, ("slot",)), DONE, json=True),
    Row("timetable:undo-slot", "POST", "timetable.pattern.write", "", all_of(PLANNERS, HERE), json=True,
        locked=all_of(PLANNERS, HERE), body={"term": ""}),
    Row("timetable:generate", "POST", "timetable.lessons.generate", "", all_of(PLANNERS, HERE)),
    Row("timetable:moved-days", "GET", "timetable.pattern.write", "", all_of(PLANNERS, HERE)),
    Row("timetable:moved-days", "POST", "timetable.pattern.write", "", all_of(PLANNERS, HERE), UNREADABLE),
    Row("timetable:week", "GET", "timetable.week.read", "", all_of((*OFFICE, *HEADS, *TEACHERS, *LEADERS), HERE)),
    Row("timetable:feeds", "GET", "timetable.feed.make", "", all_of(SUBSCRIBERS, HERE)),
    Row("timetable:feeds", "POST", "timetable.feed.make", "", all_of(SUBSCRIBERS, HERE), json=True,
        locked=all_of(SUBSCRIBERS, HERE), body={"subject": "nobody"}),
    Row("timetable:revoke-feed", "POST", "timetable.feed.make", "feed",
        {"teacher": ("feed",), "student": ("feed_student",)}, DONE),
    Row("timetable:feed", "GET", "", "", {}, (404,), public=True),
    # Control (1.7, 2.5) and causes of absence (3.5: the leader)
    Row("oversight:filling", "GET", "oversight.filling.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("oversight:hours", "GET", "oversight.hours.read", "", all_of((*OFFICE, *HEADS), HERE)),
    Row("oversight:group-hours", "GET", "oversight.hours.read", "group",
        {**all_of(OFFICE, ("Э-21", "ТЭ-11")), "department_head": ("Э-21",), "other_head": ("ТЭ-11",)}),
    Row("oversight:norms", "GET", "oversight.load.set", "", {"deputy": HERE}),
    Row("oversight:norms", "POST", "oversight.load.set", "", {"deputy": HERE}, DONE,
        body={"since": "2026-09-01", "year_hours": "720", "limit_hours": "1440"}),
    Row("oversight:my-hours", "GET", "oversight.hours.own", "", all_of(TEACHERS, HERE)),
    Row("reports:index", "GET", "reports.report.read", "",
        all_of((*OFFICE, "ivc_head", *HEADS, *LEADERS, *TEACHERS), HERE)),
    Row("reports:report", "GET", "reports.hours.read", "", all_of((*OFFICE, *HEADS, *TEACHERS), HERE)),
    Row("reports:file", "GET", "reports.hours.read", "", all_of((*OFFICE, *HEADS, *TEACHERS), HERE)),
    Row("reports:save", "POST", "reports.hours.read", "", all_of((*OFFICE, *HEADS, *TEACHERS), HERE), DONE,
        body={"name": "слово"}),
    Row("reports:drop", "POST", "reports.saved.keep", "saved", {"teacher": ("saved",)}, DONE),
    Row("reports:built", "GET", "reports.built.take", "built", {"teacher": ("built",)}),
    # Objectivity of marks (1.11 d): deputies all, a head his groups, a teacher what is said of his own journals
    Row("objectivity:findings", "GET", "objectivity.finding.read", "",
        all_of(("deputy", "deputy_practice", *HEADS, *TEACHERS), HERE)),
    Row("objectivity:file", "GET", "objectivity.finding.read", "",
        all_of(("deputy", "deputy_practice", *HEADS, *TEACHERS), HERE)),
    Row("objectivity:finding", "GET", "objectivity.finding.read", "course", FINDINGS),
    Row("objectivity:settle", "POST", "objectivity.finding.settle", "course",
        {name: FINDINGS[name] for name in ("deputy", *HEADS)}, DONE, body={"text": "слово"}),
    Row("objectivity:answer", "POST", "objectivity.finding.answer", "course",
        {name: READ_COURSES[name] for name in ("teacher", "other_teacher", "subgroup_teacher")}, DONE, body={"text": "слово"}),
    # Automatic checks (2.5, 2.6): theory for the deputy for studies, modules for the deputy for practice, a head his groups
    Row("checks:own", "GET", "checks.own.read", "", all_of(TEACHERS, HERE)),
    Row("checks:overview", "GET", "checks.finding.watch", "",
        all_of(("deputy", "deputy_practice", "director", "administrator", *HEADS), HERE)),
    Row("checks:finding", "GET", "checks.finding.read", "checked",
        {**CHECKED, **all_of(("director", "administrator"), ("checked", "checked_history", "checked_module")),
         "teacher": ("checked",), "other_teacher": ("checked_history", "checked_module")}),
    Row("checks:dismiss", "POST", "checks.finding.dismiss", "checked", CHECKED, DONE, body={"reason": "так решено"}),
    Row("checks:rules", "GET", "checks.rule.set", "", all_of(("deputy", "administrator"), HERE)),
    Row("checks:rules", "POST", "checks.rule.set", "", all_of(("deputy", "administrator"), HERE), DONE, body=ALL_RULES),
    Row("oversight:requests", "GET", "oversight.request.read", "",
        all_of(("deputy", "deputy_practice", *HEADS, *TEACHERS), HERE)),
    Row("oversight:decide", "POST", "oversight.request.decide", "request", DECISIONS, DONE, json=True,
        locked=all_of(PEOPLE, ("request_decided",)),
        body={"decision": "approve", "approve": True, "state": "approved", "days": 2, "answer": ""}),
    Row("oversight:excuses", "GET", "oversight.excuse.set", "", all_of((*HEADS, *LEADERS), HERE)),
    Row("oversight:paper", "POST", "journal.paper.open", "paper", PAPERS, locked=all_of(PEOPLE, ("paper_erased",))),
    Row("oversight:set-excuse", "GET", "oversight.excuse.set", "student", EXCUSES),
    Row("oversight:set-excuse", "POST", "oversight.excuse.set", "student", EXCUSES, DONE, json=True,
        body={"since": "2026-11-20", "until": "2026-11-25", "kind": "у", "note": ""}),
    # Substitutions (3.2, A5.4–A5.7): the teaching office and deputies, a head within his department; staff read the day's sheet
    Row("timetable:change-sheet", "GET", "timetable.sheet.read", "", all_of((*OFFICE, *HEADS, *TEACHERS, *LEADERS), HERE)),
    Row("timetable:substitution-month", "GET", "timetable.substitution.list", "", all_of((*OFFICE, *HEADS), HERE)),
    Row("timetable:substitution-debts", "GET", "timetable.substitution.list", "", all_of((*OFFICE, *HEADS), HERE)),
    Row("timetable:substitution-lesson", "GET", "timetable.substitution.set", "lesson", ARRANGED),
    Row("timetable:substitution-lesson", "POST", "timetable.substitution.set", "lesson", ARRANGED, (409,),
        body={"way": "", "cause": "illness"}),
    Row("timetable:substitution-move", "POST", "timetable.substitution.set", "lesson", ARRANGED, (409,), body={"date": ""}),
    Row("timetable:substitution-undo", "POST", "timetable.substitution.set", "lesson", ARRANGED, (302, 409)),
    Row("timetable:absences", "GET", "timetable.absence.set", "", all_of((*ARRANGERS, *HEADS), HERE)),
    Row("timetable:absences", "POST", "timetable.absence.set", "", all_of((*ARRANGERS, *HEADS), HERE), (422,), body={}),
    Row("timetable:absence", "GET", "timetable.absence.set", "absence", ABSENCES),
    Row("timetable:absence", "POST", "timetable.absence.set", "absence", ABSENCES, (302,), body={}),
    Row("timetable:absence-decide", "POST", "timetable.absence.decide", "absence", ABSENCES, DONE,
        locked=all_of(PEOPLE, ("absence", "absence_history")), body={"decision": "accept", "answer": ""}),
    Row("timetable:absence-end", "POST", "timetable.absence.set", "absence", ABSENCES, DONE, body={}),
    Row("timetable:teacher-requests", "GET", "timetable.absence.ask", "", all_of(TEACHERS, HERE)),
    Row("timetable:teacher-requests", "POST", "timetable.absence.ask", "", all_of(TEACHERS, HERE), (422,), body={}),
    Row("timetable:absence-withdraw", "POST", "timetable.absence.ask", "absence", OWN_ABSENCES, (302, 409), body={}),
    # Results (1.11 a, d; A4): teachers set, leaders and heads collect, the deputy closes, families see what is published
    Row("assessment:page", "GET", "assessment.page.read", "course", READ_COURSES),
    Row("assessment:derivation", "GET", "assessment.page.read", "course", READ_COURSES),
    Row("assessment:save", "POST", "assessment.page.mark", "course", OWN_PROGRAMMES, DONE, body={}),
    Row("assessment:weights", "GET", "assessment.page.weigh", "course", WEIGHED),
    Row("assessment:weights", "POST", "assessment.page.weigh", "course", WEIGHED, DONE, body={}),
    Row("assessment:groups", "GET", "assessment.group.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("assessment:close", "POST", "assessment.group.close", "", all_of(CLOSERS, HERE), DONE, body={}),
    Row("assessment:group", "GET", "assessment.group.read", "group", SUMMARIES),
    Row("assessment:step", "POST", "assessment.group.read", "group", SUMMARIES, (422,), body={}),
    Row("assessment:second", "POST", "assessment.group.second", "group",
        all_of((*CLOSERS, "director"), ("Э-21", "ТЭ-11")), (422,), body={}),
    Row("assessment:own", "GET", "assessment.own.read", "student", DIARIES),
    Row("assessment:accumulation", "GET", "assessment.group.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("assessment:rules", "GET", "assessment.rules.set", "", all_of(CLOSERS, HERE)),
    Row("assessment:rules", "POST", "assessment.rules.set", "", all_of(CLOSERS, HERE), (422,), body={}),
    Row("assessment:college-weights", "POST", "assessment.rules.set", "", all_of(CLOSERS, HERE), DONE, body={}),
    Row("assessment:discipline-weights", "GET", "assessment.discipline.weigh", "discipline", all_of(CLOSERS, ("electro",))),
    Row("assessment:discipline-weights", "POST", "assessment.discipline.weigh", "discipline", all_of(CLOSERS, ("electro",)), DONE,
        body={}),
    Row("assessment:checkpoint", "POST", "assessment.rules.set", "", all_of(CLOSERS, HERE), (422,), body={}),
    Row("assessment:publish", "POST", "assessment.rules.set", "", all_of(CLOSERS, HERE), (422,), body={}),
    # Control of the journals (2.5, 2.6; A3.7)
    Row("inspection:rounds", "GET", "inspection.round.read", "", all_of((*DIRECTORATE, *HEADS), HERE)),
    Row("inspection:plan", "POST", "inspection.year.plan", "year", all_of(("deputy", "deputy_practice"), ("year",)), DONE),
    Row("inspection:new-round", "GET", "inspection.round.plan", "", all_of(("deputy", "deputy_practice", *HEADS), HERE)),
    Row("inspection:new-round", "POST", "inspection.round.plan", "", all_of(("deputy", "deputy_practice", *HEADS), HERE), (422,),
        body={}),
    Row("inspection:round", "GET", "inspection.round.read", "round", ROUNDS_READ),
    Row("inspection:reference", "GET", "inspection.round.read", "round", ROUNDS_READ),
    Row("inspection:reference-file", "GET", "inspection.round.read", "round", ROUNDS_READ),
    Row("inspection:close", "POST", "inspection.round.plan", "round",
        {**all_of(("deputy", "deputy_practice"), ("round", "round_general")), "other_head": ("round_general",)}, DONE,
        body={"found": "слово"}),
    Row("inspection:course", "GET", "journal.page.read", "course", READ_COURSES),
    Row("inspection:new-remark", "GET", "inspection.course.check", "course", INSPECTED),
    Row("inspection:new-remark", "POST", "inspection.course.check", "course", INSPECTED, (422,), body={}),
    Row("inspection:visa", "POST", "inspection.course.check", "course", INSPECTED, DONE, body={"until": "2026-11-23"}),
    Row("inspection:own", "GET", "inspection.remark.own", "", all_of(TEACHERS, HERE)),
    Row("inspection:remark", "GET", "inspection.remark.read", "remark", REMARKS_READ),
    Row("inspection:answer", "POST", "inspection.remark.answer", "remark", REMARKS_TOLD, DONE,
        locked=all_of(PEOPLE, ("remark_closed",)), body={"step": "answered", "words": "слово"}),
    Row("inspection:settle", "POST", "inspection.remark.settle", "remark", {"deputy": REMARKS}, DONE,
        locked=all_of(PEOPLE, ("remark_closed",)), body={"step": "confirmed"}),
    Row("inspection:acts", "GET", "inspection.act.read", "", all_of((*DIRECTORATE, *HEADS, *TEACHERS), HERE)),
    Row("inspection:new-act", "GET", "inspection.act.make", "request", DECISIONS, locked=all_of(PEOPLE, REQUESTS)),
    Row("inspection:new-act", "POST", "inspection.act.make", "request", DECISIONS, locked=all_of(PEOPLE, REQUESTS), body={}),
    Row("inspection:act", "GET", "inspection.act.read", "act", ACTS_READ),
    Row("inspection:act-file", "GET", "inspection.act.read", "act", ACTS_READ),
    # Management tasks (1.3); today's filling by teachers, the evening's hour (1.7)
    Row("tasks:mine", "GET", "tasks.task.read", "", all_of(STAFF, HERE)),
    Row("tasks:new", "GET", "tasks.person.assign", "", all_of(TASK_GIVERS, HERE)),
    Row("tasks:new", "POST", "tasks.person.assign", "", all_of(TASK_GIVERS, HERE), (422,), body={}),
    Row("tasks:overview", "GET", "tasks.overview.read", "", all_of(TASK_GIVERS, HERE)),
    Row("tasks:overview-file", "GET", "tasks.overview.read", "", all_of(TASK_GIVERS, HERE)),
    Row("tasks:task", "GET", "tasks.task.read", "duty", DUTY_READERS),
    Row("tasks:take", "POST", "tasks.task.report", "duty", DUTY_WORKERS, DONE, body={}),
    Row("tasks:report", "POST", "tasks.task.report", "duty", DUTY_WORKERS, DONE, body={"text": "Сделано"}),
    Row("tasks:say", "POST", "tasks.task.comment", "duty", {**DUTY_WORKERS, **DUTY_GIVERS}, DONE, body={"text": "Сказано"}),
    Row("tasks:verdict", "POST", "tasks.task.accept", "duty", DUTY_GIVERS, (422,), body={}),
    Row("tasks:change", "POST", "tasks.task.accept", "duty", DUTY_GIVERS, DONE, body={"decision": "withdraw", "text": "Не нужно"}),
    Row("tasks:document", "GET", "tasks.document.open", "document", DOCUMENTS),
    Row("oversight:own-filling", "GET", "oversight.filling.own", "", all_of(TEACHERS, HERE)),
    Row("oversight:teacher-filling", "GET", "oversight.filling.teacher", "staff", TEACHERS_WATCHED),
    Row("oversight:evening", "GET", "oversight.evening.set", "", all_of(("deputy", "administrator"), HERE)),
    Row("oversight:evening", "POST", "oversight.evening.set", "", all_of(("deputy", "administrator"), HERE), DONE, body={"hour": "19"}),
    # Movement of students (A7, A13: a head in his own department)
    Row("movement:orders", "GET", "movement.group.read", "", all_of(MOVEMENT_READERS, HERE)),
    Row("movement:new-order", "GET", "movement.group.record", "", all_of(MOVERS, HERE)),
    Row("movement:new-order", "POST", "movement.group.record", "", all_of(MOVERS, HERE), (422,), body={"kind": "leave"}),
    Row("movement:register-file", "POST", "movement.group.read", "", all_of(MOVEMENT_READERS, HERE)),
    Row("movement:order", "GET", "movement.order.read", "order",
        {**all_of((*DIRECTORATE, "ivc_head"), ORDERS), "department_head": ("order",), "other_head": ("order_history",)}),
    Row("exchange:orders", "GET", "exchange.import.decide", "", all_of(MOVERS, HERE)),
    Row("exchange:orders", "POST", "exchange.import.decide", "", all_of(MOVERS, HERE), UNREADABLE),
    Row("exchange:orders-sample", "GET", "exchange.import.decide", "", all_of(MOVERS, HERE)),
    Row("movement:card", "GET", "movement.card.read", "student", CARDS),
    Row("movement:credit", "POST", "movement.credit.record", "student", CREDITS, DONE,
        body={"discipline": "История", "hours": "72", "result": "4", "document": "справка"}),
    Row("movement:undo", "POST", "movement.order.undo", "movement",
        {**all_of(IMPORTERS, MOVEMENTS), "deputy": MOVEMENTS, "department_head": ("movement",), "other_head": ("movement_history",)},
        DONE),
    # Statements, debts, admission (A4.2, A4.8, A4.12; 1.11 a)
    Row("statements:list", "GET", "statements.statement.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS, *TEACHERS), HERE)),
    Row("statements:new", "GET", "statements.group.open", "", all_of(KEEPERS, HERE)),
    Row("statements:new", "POST", "statements.group.open", "", all_of(KEEPERS, HERE), (422,), body={}),
    Row("statements:statement", "GET", "statements.statement.read", "statement", SEEN),
    Row("statements:print", "GET", "statements.statement.read", "statement", SEEN),
    Row("statements:fill", "POST", "statements.statement.fill", "statement", FILLED, DONE,
        locked=all_of(PEOPLE, ("statement_draft", "statement_history")), body={}),
    Row("statements:open", "POST", "statements.statement.manage", "statement", KEPT, (302, 422), body={}),
    Row("statements:staff", "GET", "statements.statement.manage", "statement", KEPT),
    Row("statements:staff", "POST", "statements.statement.manage", "statement", KEPT, (422,), body={}),
    Row("statements:cancel", "POST", "statements.statement.manage", "statement", KEPT, (422,), body={}),
    Row("statements:reopen", "POST", "statements.statement.manage", "statement", KEPT, (422,), body={}),
    Row("statements:agree", "POST", "statements.statement.second", "statement", {**KEPT, "director": STATEMENTS}, (422,), body={}),
    Row("statements:line", "GET", "statements.line.admit", "line", LINES),
    Row("statements:line", "POST", "statements.line.admit", "line", LINES, (422,), body={}),
    Row("statements:admission", "GET", "statements.group.admission", "group", {**LED_GROUPS, **all_of(DIRECTORATE, BOTH_GROUPS)}),
    Row("statements:debts", "GET", "statements.debt.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("statements:debts-file", "POST", "statements.debt.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("statements:retake", "POST", "statements.debt.settle", "", all_of(KEEPERS, HERE), (422,), body={}),
    Row("statements:debt", "GET", "statements.debt.read", "debt", OWED),
    Row("statements:pause", "POST", "statements.debt.settle", "debt", SETTLED, (422,), body={}),
    Row("statements:own", "GET", "statements.own.read", "", all_of((*STUDENTS, *PARENTS), HERE), (200, 302)),
    Row("statements:own-of", "GET", "statements.own.read", "student", DIARIES),
    # Registers of groups (2.2) and one's own data (1.9, 3.5)
    Row("registers:overview", "GET", "registers.overview.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("registers:remind", "POST", "registers.group.remind", "", all_of(("deputy", "administrator", *HEADS), HERE), DONE),
    Row("registers:group", "GET", "registers.group.read", "group", REGISTERS),
    Row("registers:field", "GET", "registers.group.fill", "group", LED_GROUPS),
    Row("registers:field", "POST", "registers.group.fill", "group", LED_GROUPS, DONE, body={}),
    Row("registers:file", "POST", "registers.group.export", "group", REGISTERS, body={"format": "csv"}),
    Row("registers:card", "GET", "registers.person.read", "student", RECORDS),
    Row("registers:card", "POST", "registers.person.fill", "student", EXCUSES, DONE, body={}),
    Row("registers:parents", "POST", "registers.person.fill", "student", EXCUSES, UNREADABLE, body={"surname": ""}),
    Row("registers:special", "POST", "registers.special.open", "student", GUARDED),
    Row("registers:proposals", "GET", "registers.proposal.decide", "", all_of((*HEADS, *LEADERS), HERE)),
    Row("registers:answer", "POST", "registers.proposal.decide", "proposal", PROPOSALS, DONE,
        locked=all_of(PEOPLE, ("proposal_decided",)), body={"decision": "accept", "answer": ""}),
    Row("registers:own", "GET", "registers.own.read", "", all_of((*STUDENTS, *PARENTS), HERE), (200, 302)),
    Row("registers:record", "GET", "registers.own.read", "student", DIARIES),
    Row("registers:correct", "GET", "registers.own.propose", "student", DIARIES),
    Row("registers:correct", "POST", "registers.own.propose", "student", DIARIES, DONE, body={"value": "+7 900 000-00-99"}),
    Row("registers:fields", "GET", "registers.fields.set", "", all_of(("deputy", "administrator"), HERE)),
    Row("registers:fields", "POST", "registers.fields.set", "", all_of(("deputy", "administrator"), HERE), DONE,
        body={"used": "birth_date"}),
    # Forecast (1.11 f)
    Row("forecast:journal", "GET", "forecast.page.read", "course", READ_COURSES),
    Row("forecast:groups", "GET", "forecast.group.read", "", all_of((*DIRECTORATE, *LEADERS, *HEADS), HERE)),
    Row("forecast:group", "GET", "forecast.group.read", "group", SUMMARIES),
    Row("forecast:own", "GET", "forecast.own.read", "student", DIARIES),
    # Dashboards (1.10 a, c, d, e)
    Row("indicators:board", "GET", "indicators.board.read", "", all_of((*DIRECTORATE, *LEADERS, *HEADS), HERE)),
    Row("indicators:definitions", "GET", "", "",
        all_of((*DIRECTORATE, *LEADERS, *HEADS, *TEACHERS), HERE)),
    Row("indicators:management", "GET", "indicators.management.read", "", all_of((*DIRECTORATE, *HEADS), HERE)),
    Row("indicators:own", "GET", "indicators.own.read", "", all_of(TEACHERS, HERE)),
    Row("indicators:department", "GET", "indicators.department.read", "department", OWN_DEPARTMENTS),
    Row("indicators:group", "GET", "indicators.group.read", "group", SUMMARIES),
    Row("indicators:discipline", "GET", "indicators.discipline.read", "taught",
        {**all_of(DIRECTORATE, ("electro", "history")), **all_of(("leader", "department_head"), ("electro",)),
         **all_of(("other_leader", "other_head"), ("history",))}),
    Row("indicators:teacher", "GET", "indicators.teacher.read", "assessed",
        {**all_of(DIRECTORATE, ("teacher", "other_teacher", "substitute")),
         "department_head": ("teacher", "other_teacher", "substitute"), "other_head": ("other_teacher",)}),
    Row("indicators:journal", "GET", "indicators.journal.read", "course", READ_COURSES),
    # Professional modules (1.6, A1.8, A4.10, C5.12)
    Row("modules:groups", "GET", "modules.journal.read", "", all_of((*DIRECTORATE, *TEACHERS, *LEADERS, *HEADS), HERE)),
    Row("modules:journal", "GET", "modules.journal.read", "group", MODULE_GROUPS),
    Row("modules:open", "GET", "modules.group.arrange", "group", MODULE_ARRANGERS),
    Row("modules:open", "POST", "modules.group.arrange", "group", MODULE_ARRANGERS, (422,), body={}),
    Row("modules:final", "GET", "modules.admission.read", "group", ADMITTERS),
    Row("modules:module", "GET", "modules.admission.read", "group",
        {who: ("Э-21",) for who, reached in ADMITTERS.items() if "Э-21" in reached}, within=("Э-21",)),
    Row("modules:exam", "POST", "statements.group.open", "group",
        {**all_of(("deputy", "administrator"), ("Э-21",)), "department_head": ("Э-21",)}, (422,), body={}, within=("Э-21",)),
    Row("modules:diploma", "GET", "modules.group.arrange", "group", MODULE_ARRANGERS),
    Row("modules:diploma", "POST", "modules.group.arrange", "group", MODULE_ARRANGERS, DONE, body={}),
    Row("modules:own", "GET", "modules.own.read", "", all_of((*STUDENTS, *PARENTS), HERE), (200, 302)),
    Row("modules:own-student", "GET", "modules.own.read", "student", DIARIES),
    Row("modules:practice", "GET", "modules.practice.read", "practice", PRACTICE_READERS),
    Row("modules:arrange", "GET", "modules.practice.arrange", "practice", PRACTICE_ARRANGERS),
    Row("modules:arrange", "POST", "modules.practice.arrange", "practice", PRACTICE_ARRANGERS, (422,), body={}),
    Row("modules:day", "GET", "modules.practice.write", "practice", PRACTICE_WRITERS),
    Row("modules:day", "POST", "modules.practice.write", "practice", PRACTICE_WRITERS, DONE, body={"work": "Монтаж"}),
    Row("modules:places", "GET", "modules.practice.arrange", "practice", PRACTICE_ARRANGERS),
    Row("modules:places", "POST", "modules.practice.arrange", "practice", PRACTICE_ARRANGERS, DONE, body={}),
    Row("modules:papers", "GET", "modules.practice.write", "practice", PRACTICE_WRITERS),
    Row("modules:papers", "POST", "modules.practice.write", "practice", PRACTICE_WRITERS, DONE, body={}),
    Row("modules:competences", "GET", "modules.practice.read", "practice", PRACTICE_READERS),
    Row("modules:competences", "POST", "modules.practice.arrange", "practice", PRACTICE_ARRANGERS, UNREADABLE,
        body={"lines": "непонятно"}),
    Row("modules:sheets", "GET", "modules.practice.read", "practice", PRACTICE_READERS),
    Row("modules:projects", "GET", "modules.project.read", "", all_of((*DIRECTORATE, *TEACHERS, *LEADERS, *HEADS), HERE)),
    Row("modules:project", "GET", "modules.project.read", "project", PROJECT_READERS),
    Row("modules:project", "POST", "modules.project.write", "project", SUPERVISORS, (422,), body={}),
    Row("modules:strike", "POST", "modules.project.write", "project", SUPERVISORS, UNREADABLE, body={}),
    Row("modules:course-projects", "GET", "modules.course.assign", "course", COURSES_ASSIGNED),
    Row("modules:course-projects", "POST", "modules.course.assign", "course", COURSES_ASSIGNED, DONE, body={}),
    # Results of all years (1.11 a, c): records by students, summaries by groups, families what is published of their own
    Row("results:index", "GET", "results.group.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("results:group", "GET", "results.group.read", "group", RESULTS),
    Row("results:group-file", "POST", "results.group.export", "group", RESULTS, body={"format": "csv"}),
    Row("results:diploma", "GET", "results.group.read", "group", RESULTS),
    Row("results:diploma-file", "POST", "results.group.export", "group", RESULTS, body={"format": "csv"}),
    Row("results:list", "GET", "results.group.read", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE)),
    Row("results:list-file", "POST", "results.group.export", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE),
        body={"format": "csv"}),
    Row("results:record", "GET", "results.record.read", "student", RECORDS_OF_YEARS, noted=True),
    Row("results:certificate", "GET", "results.certificate.print", "student", PAPERS_OF_YEARS, noted=True),
    Row("results:extract", "GET", "results.certificate.print", "student", PAPERS_OF_YEARS, noted=True),
    Row("results:own", "GET", "results.own.read", "", all_of((*STUDENTS, *PARENTS), HERE), (200, 302)),
    Row("results:own-record", "GET", "results.own.read", "student", DIARIES),
    # Printing (3.3, 3.6): whole journals for who reads them, a teacher the pages he keeps; each print is written down
    Row("printing:groups", "GET", "printing.group.print", "", all_of((*DIRECTORATE, *TEACHERS, *HEADS, *LEADERS), HERE)),
    Row("printing:many", "POST", "printing.group.whole", "", all_of((*DIRECTORATE, *HEADS, *LEADERS), HERE), DONE),
    Row("printing:group", "GET", "printing.group.print", "group", PRINTED),
    Row("printing:group-paper", "GET", "printing.group.print", "group", PRINTED, noted=True),
    Row("printing:course-paper", "GET", "journal.page.read", "course", READ_COURSES, noted=True),
    Row("printing:practice-paper", "GET", "modules.practice.read", "practice", PRACTICE_READERS, noted=True),
    # The archive (1.5, 1.11 c, A12): old journals for who took part in them and for heads, packages for heads, acts for the office
    Row("archive:journals", "GET", "archive.journal.read", "", all_of((*DIRECTORATE, *TEACHERS, *LEADERS, *HEADS), HERE)),
    Row("archive:journal", "GET", "archive.journal.read", "old",
        all_of((*DIRECTORATE, "ex_teacher", "leader", "department_head"), ("old",)), namesakes=("left",)),
    Row("archive:years", "GET", "archive.year.read", "", all_of((*DIRECTORATE, *HEADS), HERE)),
    Row("archive:close", "POST", "archive.year.close", "year", all_of(("deputy", "administrator"), ("year",)), UNREADABLE,
        body={"decision": "close"}),
    Row("archive:agree", "POST", "archive.year.agree", "year", all_of(ARCHIVISTS, ("year",)), UNREADABLE),
    Row("archive:make", "POST", "", "year", all_of((*ARCHIVISTS, *HEADS), ("year",)), DONE),
    Row("archive:package", "GET", "archive.package.read", "package",
        all_of((*DIRECTORATE, "department_head"), ("package",)), noted=True),
    Row("archive:retention", "GET", "archive.retention.read", "", all_of(ARCHIVISTS, HERE)),
    Row("archive:rule", "POST", "archive.retention.set", "", all_of(("deputy", "administrator"), HERE), UNREADABLE),
    Row("archive:draw", "POST", "archive.act.draw", "", all_of(("deputy", "administrator"), HERE), UNREADABLE),
    Row("archive:act", "GET", "archive.act.read", "destruction", all_of(ARCHIVISTS, ("destruction",))),
    Row("archive:destroy", "POST", "archive.act.destroy", "destruction", all_of(ARCHIVISTS, ("destruction",)), DONE),
    Row("archive:act-paper", "GET", "archive.act.read", "destruction", all_of(ARCHIVISTS, ("destruction",))),
    Row("archive:exports", "GET", "archive.state.export", "", all_of((*ARCHIVISTS, *HEADS), HERE)),
    Row("archive:monitoring", "POST", "archive.state.export", "", all_of((*ARCHIVISTS, *HEADS), HERE), body={"format": "csv"}),
    Row("archive:frdo", "POST", "archive.state.export", "group", STATE_LISTS, body={"format": "csv"}),
    Row("archive:open-data", "POST", "archive.state.export", "group", STATE_LISTS),
    # Lists (3.1): out for who answers for the people, in for who imports
    Row("exchange:lists", "GET", "exchange.groups.list", "", all_of((*OFFICE, "ivc_head", *HEADS, *LEADERS), HERE)),
    Row("exchange:lists", "POST", "exchange.import.run", "", all_of(IMPORTERS, HERE), UNREADABLE),
    Row("exchange:list-file", "POST", "exchange.groups.list", "",
        all_of((*OFFICE, "ivc_head", *HEADS, *LEADERS), HERE), body={"list": "groups", "format": "csv"}),
    # Screens of the lists (3.1): read as far as one's lists reach; people are kept by ИВЦ and administrator, the rest also by
    # the dispatcher
    *(
        row
        for name, (kind, seen, action, opens, editors) in LISTS.items()
        for row in (
            Row(f"dictionaries:{name}", "GET", f"exchange.{action}.list", "", all_of(tuple(seen), HERE), namesakes=SHARED),
            Row(f"dictionaries:{name}", "POST", f"exchange.{action}.list", "", all_of(tuple(seen), HERE), body={"words": "а"},
                namesakes=SHARED),
            Row(f"dictionaries:{name}-new", "GET", f"dictionaries.{name}.write", "", all_of(editors, HERE)),
            Row(f"dictionaries:{name}-new", "POST", f"dictionaries.{name}.write", "", all_of(editors, HERE), UNREADABLE),
            Row(f"dictionaries:{name}-many", "POST", f"dictionaries.{name}.write", "", all_of(editors, HERE), UNREADABLE,
                namesakes=SHARED),
            Row(f"dictionaries:{name}-row", "GET", opens, kind, seen, namesakes=SHARED),
            Row(f"dictionaries:{name}-row", "POST", f"dictionaries.{name}.write", kind,
                {who: seen[who] for who in editors}, DONE, namesakes=SHARED),
        )
    ),
    Row("dictionaries:parent", "GET", "dictionaries.family.open", "parent", FAMILIES, namesakes=SHARED),
    Row("dictionaries:edit", "GET", "exchange.edit.run", "edit", EDITS),
    Row("dictionaries:apply", "POST", "exchange.edit.run", "edit", EDITS, DONE, locked=all_of(IMPORTERS, ("edit_people",))),
    Row("dictionaries:undo", "POST", "exchange.edit.run", "edit", EDITS, DONE, locked=EDITS_WAITING),
    # Imports: clauses 3.1 and 3.2
    Row("curriculum:plans", "GET", "curriculum.plan.read", "", all_of((*OFFICE, *HEADS, "ivc_head"), HERE)),
    Row("curriculum:plan", "GET", "curriculum.plan.read", "plan",
        {**all_of((*OFFICE, "ivc_head"), PLANS), "department_head": ("plan",)}),
    Row("curriculum:item", "GET", "curriculum.plan.edit", "item", all_of(("administrator", "deputy"), ("item",))),
    Row("curriculum:item", "POST", "curriculum.plan.edit", "item", all_of(("administrator", "deputy"), ("item",)), DONE,
        body={"name": "Материаловедение", "s3-hours_total": "36", "s3-lectures": "36"}),
    Row("curriculum:programmes", "GET", "curriculum.programme.read", "", all_of((*TEACHERS, *OFFICE, *HEADS), HERE)),
    Row("curriculum:programme", "GET", "curriculum.programme.read", "programme", PROGRAMMES),
    Row("curriculum:save-programme", "POST", "curriculum.programme.write", "programme", OWN_PROGRAMMES, LOCKED,
        body={"rows": "[]", "revision": "99"}),
    Row("curriculum:copy-programme", "POST", "curriculum.programme.copy", "programme", OWN_PROGRAMMES, DONE),
    Row("curriculum:give-programme", "POST", "curriculum.programme.copy", "programme", OWN_PROGRAMMES, LOCKED,
        body={}),
    Row("exchange:programme-file", "POST", "curriculum.programme.write", "programme", OWN_PROGRAMMES, UNREADABLE),
    Row("curriculum:begin-programme", "POST", "curriculum.course.programme", "course", OWN_PROGRAMMES, DONE),
    Row("opening:years", "GET", "opening.year.run", "", all_of(OPENERS, HERE)),
    Row("opening:new", "GET", "opening.year.run", "", all_of(OPENERS, HERE)),
    Row("opening:new", "POST", "opening.year.run", "", all_of(OPENERS, HERE), UNREADABLE),
    Row("opening:year", "GET", "opening.year.run", "year", all_of(OPENERS, ("year",))),
    Row("opening:year", "POST", "opening.year.run", "year", all_of(OPENERS, ("year",)), UNREADABLE),
    Row("opening:step", "GET", "opening.year.run", "year", all_of(OPENERS, ("year",))),
    Row("opening:step", "POST", "opening.year.run", "year", all_of(OPENERS, ("year",)), DONE,
        body={"decision": "settle"}),
    Row("opening:undo", "POST", "opening.year.run", "year", all_of(OPENERS, ("year",)), UNREADABLE),
    Row("exchange:step-file", "POST", "opening.year.run", "year", all_of(OPENERS, ("year",)), UNREADABLE),
    Row("exchange:imports", "GET", "exchange.import.run", "", all_of(IMPORTERS, HERE)),
    Row("exchange:imports", "POST", "exchange.import.run", "", all_of(IMPORTERS, HERE), UNREADABLE),
    Row("exchange:import", "GET", "exchange.import.decide", "run", DECIDERS),
    Row("exchange:apply", "POST", "exchange.import.decide", "run", DECIDERS, DONE,
        locked=all_of(IMPORTERS, ("run_applied",))),
    Row("exchange:progress", "GET", "exchange.import.decide", "", all_of(MOVERS, HERE), query="?key=" + "0" * 32),
    Row("exchange:names", "GET", "exchange.names.manage", "", all_of(IMPORTERS, HERE)),
    Row("exchange:forget-name", "POST", "exchange.names.manage", "mapping", all_of(IMPORTERS, ("mapping",)), DONE),
    Row("exchange:asked-names", "GET", "exchange.import.run", "run", all_of(IMPORTERS, RUNS)),
    Row("exchange:asked-names", "POST", "exchange.import.run", "run", all_of(IMPORTERS, RUNS), DONE,
        locked=all_of(IMPORTERS, ("run_applied",))),
    Row("exchange:undo", "POST", "exchange.import.decide", "run", DECIDERS, DONE,
        locked={**all_of(IMPORTERS, ("run", "run_orders")), **all_of(("deputy", "department_head"), ("run_orders",))}),
)  # fmt: skip

# Which students' names may stand on a page of this person, whatever he opens.
EVERYONE = (*ON_LIST_E21, "left", "sister", *(f"student{n}" for n in range(6)))
E21 = tuple(name for name in EVERYONE if name != "sister")
MAY_NAME: dict[str, tuple[str, ...]] = {
    **all_of(DIRECTORATE, EVERYONE),
    "ivc_head": EVERYONE,
    "other_teacher": EVERYONE,
    "teacher": E21,
    "substitute": E21,
    "subgroup_teacher": ("student", "classmate", "student0", "student2", "student4"),
    "leader": E21,
    "department_head": E21,
    "other_leader": ("sister",),
    "other_head": ("sister",),
    "student": ("student",),
    "classmate": ("classmate",),
    "adult": ("adult",),
    "sister": ("sister",),
    "parent": ("student", "sister"),
    "other_parent": ("classmate",),
}
# A task set to one student, by a word that stands nowhere else: who may ever read it.
MAY_READ_TASK = {"student": ("teacher", "leader", "department_head", *DIRECTORATE, "student", "parent")}
