"""Who stands in the tests' colleges, what they are asked about, and who reaches which of it; by hand from the regulation."""

from zhurnal.checks.rules.catalogue import RULES

STRANGER = "stranger"
DIRECTORATE = ("deputy", "deputy_practice", "director", "administrator")
OFFICE = (*DIRECTORATE, "dispatcher")
LOOKERS = (
    *DIRECTORATE,
    "inspector",
)  # who looks at the whole college; the checker from outside at no more than study (A13)
TEACHERS = ("teacher", "other_teacher", "subgroup_teacher", "substitute", "ex_teacher")
LEADERS = ("leader", "other_leader")
HEADS = ("department_head", "other_head")
STUDENTS = ("student", "classmate", "adult", "sister")
PARENTS = ("parent", "other_parent", "adults_parent", "ex_parent")
PEOPLE = (
    "administrator", "ivc_head", "director", "deputy", "deputy_practice", "dispatcher", "inspector", *TEACHERS, *LEADERS, *HEADS,
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
    "credit": ("credit", "credit_history", "foreign", "nothing"),
    "correction": ("correction", "correction_history", "foreign", "nothing"),
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
    "kind": ("kind", "foreign", "nothing"),
    "right": ("right", "right_sister", "foreign", "nothing"),
    "part": ("part", "foreign", "nothing"),
    "parent": ("parent", "other_parent", "adults_parent", "ex_parent", "teacher", "foreign", "nothing"),
    "edit": ("edit", "edit_people", "run", "foreign", "nothing"),
    "practice": ("practice", "practice_history", "foreign", "nothing"),
    "project": ("project", "project_history", "foreign", "nothing"),
    # jobs
    "job": ("job", "job_stopped", "job_done", "foreign", "nothing"),
    # privacy
    "asked": ("asked", "foreign", "nothing"),
    "consent": ("consent", "foreign", "nothing"),
    "scan": ("scan", "foreign", "nothing"),
    # inspection
    "round": ("round", "round_general", "foreign", "nothing"),
    "remark": ("remark", "remark_history", "remark_closed", "foreign", "nothing"),
    "act": ("act", "act_history", "act_term", "foreign", "nothing"),
    # tasks, today's filling
    "duty": ("duty", "duty_history", "foreign", "nothing"),
    "document": ("document", "document_history", "foreign", "nothing"),
    "staff": ("teacher", "other_teacher", "substitute", "leader", "foreign", "nothing"),
    # archive
    "old": ("old", "foreign", "nothing"),
    "package": ("package", "foreign", "nothing"),
    "destruction": ("destruction", "foreign", "nothing"),
    "personal_act": ("personal_act", "foreign", "nothing"),
    # statements
    "statement": ("statement", "statement_draft", "statement_history", "foreign", "nothing"),
    "line": ("line", "line_history", "foreign", "nothing"),
    "debt": ("debt", "debt_history", "foreign", "nothing"),
    # incidents
    "incident": ("incident", "incident_closed", "foreign", "nothing"),
    "anomaly": ("anomaly", "anomaly_answered", "foreign", "nothing"),
    "breach": ("breach", "breach_over", "foreign", "nothing"),
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


READ_COURSES: Reach = {
    **all_of(LOOKERS, COURSES),
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
# What the college says of its own work it says to itself.
INSIDE_COURSES: Reach = {who: reached for who, reached in READ_COURSES.items() if who != "inspector"}
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
    **all_of(LOOKERS, LESSONS),
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
# Oneself, and a child under 18: whoever is of age acts for himself (152-ФЗ).
SUBJECTS: Reach = {**{name: DIARIES[name] for name in (*STUDENTS, "parent", "other_parent")}, "teacher": ("teacher",)}
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
    **all_of((*OFFICE, "inspector"), COURSES),
    "department_head": OF_E21,
    "other_head": ("history",),
}
CLOSERS = ("deputy", "administrator")
WEIGHED: Reach = {**OWN_PROGRAMMES, **all_of(CLOSERS, COURSES)}
SUMMARIES: Reach = {
    **all_of(LOOKERS, ("Э-21", "ТЭ-11")),
    **all_of(("leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
}
INSIDE_SUMMARIES: Reach = {who: reached for who, reached in SUMMARIES.items() if who != "inspector"}
# Control (2.5, 2.6): deputies check everything, a head his department; remarks of theory are settled by the deputy for studies
REMARKS = ("remark", "remark_history", "remark_closed")
ROUNDS_READ: Reach = {
    **all_of(DIRECTORATE, ("round", "round_general")),
    "department_head": ("round",),
    "other_head": ("round", "round_general"),
}
ROUNDS_PLANNED: Reach = {
    **all_of(("deputy", "deputy_practice"), ("round", "round_general")),
    "other_head": ("round_general",),
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
NOT_REOPENED: Reach = all_of(("deputy", "deputy_practice", "other_head"), ("history",))
ACTS_READ: Reach = {
    **all_of(DIRECTORATE, ("act", "act_history", "act_term")),
    **all_of(("department_head", "teacher"), ("act", "act_term")),
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
GRADUATE_LISTS: Reach = {who: groups for who, groups in STATE_LISTS.items() if who != "director"}
MOVERS = ("deputy", *IMPORTERS, *HEADS)
MOVEMENT_READERS = (*DIRECTORATE, "ivc_head", *HEADS)
MOVEMENTS = ("movement", "movement_history")
BOTH_CORRECTIONS = ("correction", "correction_history")
BOTH_CREDITS = ("credit", "credit_history")
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
RESULTS: Reach = {**LED_GROUPS, **all_of(LOOKERS, BOTH_GROUPS)}
PAPERS_OF_YEARS: Reach = {who: reached for who, reached in CARDS.items() if who != "ivc_head"}
RECORDS_OF_YEARS: Reach = {
    **PAPERS_OF_YEARS, "inspector": (*EVER_E21, "sister"), "leader": ON_LIST_E21, "other_leader": ("sister",),
}  # fmt: skip
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
    **all_of(LOOKERS, STATEMENTS),
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
    **all_of(LOOKERS, BOTH_GROUPS), **all_of(("leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
}  # fmt: skip
MODULE_GROUPS: Reach = {
    **ADMITTERS, **all_of(("teacher", "subgroup_teacher"), ("Э-21",)), "other_teacher": BOTH_GROUPS,
}  # fmt: skip
MODULE_ARRANGERS: Reach = {
    **all_of(("deputy", "deputy_practice"), BOTH_GROUPS), "department_head": ("Э-21",), "other_head": ("ТЭ-11",),
}  # fmt: skip
PRINTED: Reach = {
    **all_of(LOOKERS, ("Э-21", "ТЭ-11")),
    **all_of(("teacher", "subgroup_teacher", "leader", "department_head"), ("Э-21",)),
    **all_of(("other_leader", "other_head"), ("ТЭ-11",)),
    "other_teacher": ("Э-21", "ТЭ-11"),
}
PRACTICE_LEADERS: Reach = {"teacher": ("practice",), "other_teacher": ("practice_history",)}
PRACTICE_WRITERS: Reach = {**PRACTICE_LEADERS, "subgroup_teacher": ("practice",)}  # she leads one student's place
PRACTICE_ARRANGERS: Reach = {
    **PRACTICE_LEADERS, "deputy_practice": ("practice", "practice_history"), "department_head": ("practice",),
    "other_head": ("practice_history",),
}  # fmt: skip
PRACTICE_WHOLE: Reach = {
    **PRACTICE_LEADERS, **all_of(LOOKERS, ("practice", "practice_history")),
    **all_of(("leader", "department_head"), ("practice",)), **all_of(("other_leader", "other_head"), ("practice_history",)),
}  # fmt: skip
PRACTICE_READERS: Reach = {**PRACTICE_WHOLE, **PRACTICE_WRITERS}
SUPERVISORS: Reach = {"teacher": ("project",), "other_teacher": ("project_history",)}
PROJECT_READERS: Reach = {
    **SUPERVISORS, **all_of(LOOKERS, ("project", "project_history")),
    **all_of(("leader", "department_head"), ("project",)), **all_of(("other_leader", "other_head"), ("project_history",)),
}  # fmt: skip
COURSES_ASSIGNED: Reach = {who: reached for who, reached in WRITE_COURSES.items() if who != "substitute"}
NOTHING_TO_OPEN = tuple(name for name in LESSONS if name not in ("asked", "history_asked", "closed"))
# incidents
RESPONSIBLE = ("deputy", "deputy_practice", "director", "ivc_head")
INCIDENTS = all_of(RESPONSIBLE, ("incident", "incident_closed"))
NOTIFIERS = ("deputy", "director", "ivc_head")
BREACHES = ("breach", "breach_over")
ANOMALIES = all_of(("deputy", "ivc_head"), ("anomaly", "anomaly_answered"))
