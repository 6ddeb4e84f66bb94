"""A closed term of the year before last that two people opened again for one mark, and the act about it (A3.7, A4).

Written before its year is closed: afterwards nobody opens a term of it.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from zhurnal.assessment.models import Result, TermClosing, TermStep
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import Level, State
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.demo.load import Loaded
from zhurnal.inspection.models import ActMember, CorrectionAct
from zhurnal.kernel import audit
from zhurnal.kernel.audit import Event
from zhurnal.kernel.models import ChainHead
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules.roles import ROLE_NAMES, Role

REASON, ORDER = "В ведомость журнала перенесена отметка другого студента", "61-у"
COMMISSION = (Role.DEPUTY_ACADEMIC, Role.DEPARTMENT_HEAD, Role.DEPUTY_PRACTICE)
DAYS_BEFORE, HOURS = (
    4,
    2,
)  # the term was first closed so many days before it was closed for good; each step takes so many hours
BEFORE, AFTER = "3", "4"


def load_reopened(loaded: Loaded, closing: TermClosing) -> None:
    """Closed, asked, agreed, corrected, closed again, certified; nothing where no mark of the term is there to be corrected."""
    own = loaded.college.pk
    found = Result.objects.of(own).filter(group=closing.group_id, term=closing.term_id, level=Level.TERM, value=AFTER)
    pages = Course.objects.of(own).filter(group=closing.group_id, term=closing.term_id).order_by("pk")
    for page in pages:
        mark = found.filter(discipline=page.discipline_id).order_by("student_id").first()
        teacher = CourseTeacher.objects.of(own).filter(course=page.pk).values_list("teacher_id", flat=True).first()
        if mark is not None and teacher is not None and {Role.DEPUTY_ACADEMIC, Role.DIRECTOR} <= set(_people(loaded)):
            _reopen(loaded, closing, page, mark, teacher)
            return


def _people(loaded: Loaded) -> dict[str, UUID]:
    """Who asks, agrees and signs: the first of each role."""
    roles = RoleGrant.objects.of(loaded.college.pk).filter(role__in=(*COMMISSION, Role.DIRECTOR)).order_by("-pk")
    return dict(roles.values_list("role", "person_id"))


def _reopen(loaded: Loaded, closing: TermClosing, page: Course, mark: Result, teacher: UUID) -> None:
    own, hours = loaded.college, timedelta(hours=HOURS)
    people = _people(loaded)
    deputy, director = people[Role.DEPUTY_ACADEMIC], people[Role.DIRECTOR]
    first = closing.changed_at - timedelta(days=DAYS_BEFORE)
    opened = first + timedelta(days=1)
    reopening = TermStep(
        college=own, closing=closing, before=State.CLOSED, after=State.OPEN, made_by_id=deputy, made_at=opened, reason=REASON,
        order_number=ORDER, seconded_by_id=director, seconded_at=opened + hours,
    )  # fmt: skip
    loaded.add(
        [
            TermStep(
                college=own, closing=closing, before=State.COUNCIL, after=State.CLOSED, made_by_id=deputy, made_at=first
            ),
            reopening,
        ]
    )
    was, now = ({"value": value, "proposed": AFTER} for value in (BEFORE, AFTER))
    target = trace.result(mark.student_id.hex, Level.TERM, closing.term_id.hex, mark.discipline_id.hex)
    moved = trace.term(closing.pk.hex)
    told = [
        (deputy, first, Event(trace.TERM_MOVED, moved, "open", "closed")),
        (director, opened + hours, Event(trace.TERM_MOVED, moved, "closed", "open", f"приказ {ORDER}: {REASON}")),
        (teacher, opened + 2 * hours, Event("assessment.result", target, was, now, REASON)),
        (deputy, closing.changed_at, Event(trace.TERM_MOVED, moved, "open", "closed")),
    ]
    corrected = _tell(loaded, page, told)
    dated = closing.changed_at + timedelta(days=1)
    act = CorrectionAct(
        college=own, year_id=page.year_id, number=1, dated=dated.date(), reopening=reopening, course=page, changes=[corrected],
        made_by_id=deputy, made_at=dated,
    )  # fmt: skip
    loaded.add([act])
    seats = [(role, people[role]) for role in COMMISSION if role in people]
    loaded.add(
        ActMember(college=own, act=act, person_id=person, post=ROLE_NAMES[role], position=place)
        for place, (role, person) in enumerate(seats)
    )


def _tell(loaded: Loaded, page: Course, told: list[tuple[UUID, datetime, Event]]) -> int:
    """Write the events behind what the journal's record holds; the number of the changed mark."""
    own = loaded.college.pk
    accounts = {row.person_id: row for row in Account.objects.of(own).filter(person__in=[who for who, *_rest in told])}
    head, corrected = ChainHead.objects.of(own).get(chain=page.pk), 0
    for who, at, event in told:
        actor = actor_of(accounts[who], now=at, door="demo", device="Chrome, Windows")
        changes = audit.chained(head, actor, [event], at=at.astimezone(UTC))
        corrected = changes[0].seq if event.target.startswith(trace.PREFIX) else corrected
        loaded.add(changes)
    ChainHead.objects.of(own).filter(pk=head.pk).update(seq=head.seq, hash=head.hash)
    return corrected
