"""Printing: one spread by request, the journals of a group, all groups of the college in the background."""

import os
import statistics
import time
from datetime import date

from bench.requests_cpu import Visitor
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.jobs.actions.asking import ask
from zhurnal.jobs.actions.working import work_until_idle
from zhurnal.jobs.models import Job
from zhurnal.kernel.typeset import press, typeset
from zhurnal.organisation.models import College
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import Selection
from zhurnal.printing.work import KIND, OF_GROUP, TEMPLATE

SPREADS = 20


def run(shape: College, demo: College, today: date) -> None:
    """``shape``: courses of 25 × 40; ``demo``: the demonstration college with 30 groups. Wall clock; the load of the machine stands beside."""
    print("| printing | wall clock | pages, size | load |")
    print("|---|---:|---:|---:|")
    _spreads(shape, today)
    _group(demo, today)
    _college(demo, today)


def _say(words: str, spent: str, size: str) -> None:
    print(f"| {words} | {spent} | {size} | {os.getloadavg()[0]:.1f} |")


def _spreads(college: College, today: date) -> None:
    """Each request prints another page: what the setter remembers of one does not help the next. CPU of both processes beside it."""
    deputy = Visitor(_deputy(college, today))
    courses = list(Course.objects.of(college.pk).order_by("pk")[: SPREADS + 1])
    press._cool()  # noqa: SLF001  (as after a quiet minute)
    times, size, busy = [], 0, _cpu()
    for course in courses:
        began = time.perf_counter()
        answer = deputy.send("GET", f"/print/journals/{course.pk}/")
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200
        size = len(answer.content)
    press._cool()  # noqa: SLF001  (as after a quiet minute)
    each = (_cpu() - busy) / len(times)
    first, rest = times[0], sorted(times[1:])
    spent = f"median {statistics.median(rest):.0f} ms, p95 {rest[-2]:.0f} ms, the first one {first:.0f} ms; CPU {each:.0f} ms"
    _say("a page of 25 × 40 lessons (two spreads), request to answer", spent, f"{size / 1024:.0f} KB")


def _cpu() -> float:
    """Milliseconds of this process and of its children that have ended."""
    ended = os.times()
    return 1000 * (ended.user + ended.system + ended.children_user + ended.children_system)


def _group(college: College, today: date) -> None:
    actor = actor_of(_deputy(college, today))
    group = max(_groups(college, today), key=lambda one: Course.objects.of(college.pk).filter(group=one.pk).count())
    began = time.perf_counter()
    data = group_document(actor, group, Selection())
    read = time.perf_counter() - began
    document = typeset(TEMPLATE, data)
    spent = time.perf_counter() - began
    _say(f"both journals of a group ({group.name})", f"{spent:.1f} s, of it reading {read:.1f} s", _size(document))


def _college(college: College, today: date) -> None:
    groups = _groups(college, today)
    account = _deputy(college, today)
    began = time.perf_counter()
    job = ask(actor_of(account), KIND, "bench", {"year": groups[0].year_id.hex})
    assert isinstance(job, Job)
    work_until_idle()
    spent = time.perf_counter() - began
    done = Job.objects.of(college.pk).get(pk=job.pk)
    assert (done.state, done.done) == ("done", len(groups))
    _say(
        f"the college in the background, {len(groups)} groups",
        f"{spent:.0f} s",
        f"{done.file_bytes / 1024 / 1024:.1f} MB",
    )


def _groups(college: College, today: date) -> list[Group]:
    rows = Group.objects.of(college.pk).filter(year__starts__lte=today, year__ends__gte=today).select_related(*OF_GROUP)
    members = Membership.objects.of(college.pk).filter(on_list(today))
    return list(rows.filter(pk__in=members.values("group_id")).order_by("name"))


def _size(document: bytes) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return f"{len(PdfReader(BytesIO(document)).pages)}, {len(document) / 1024:.0f} KB"


def _deputy(college: College, today: date) -> Account:
    login = "print-office"
    known = Account.objects.of(college.pk).filter(login=login).first()
    if known is not None:
        return known
    person = Person.objects.create(college=college, surname="Печатникова", given="Анна")
    RoleGrant.objects.create(college=college, person=person, role=Role.DEPUTY_ACADEMIC, since=today)
    return Account.objects.create(college=college, person=person, login=login, password="")
