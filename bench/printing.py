"""Printing: one spread by request, the journals of a group, all groups of the college in the background."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.conf import settings

from bench.requests_cpu import Visitor
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.jobs.actions.asking import ask, resume, stop
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.kernel.models import Change
from zhurnal.kernel.typeset import press, typeset
from zhurnal.organisation.models import College
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import Selection
from zhurnal.printing.work import KIND, OF_GROUP, TEMPLATE

SPREADS = 20
GROUP_RUNS = 3
STOPPED_AT, KILLED_AT = 4, 10  # groups of the college


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
    best = rest[0]
    spent = f"best {best:.0f} ms, median {statistics.median(rest):.0f} ms, p95 {rest[-2]:.0f} ms, the first one {first:.0f} ms; CPU {each:.0f} ms"
    _say("a page of 25 × 40 lessons (two spreads), request to answer", spent, f"{size / 1024:.0f} KB")


def _cpu() -> float:
    """Milliseconds of this process and of its children that have ended."""
    ended = os.times()
    return 1000 * (ended.user + ended.system + ended.children_user + ended.children_system)


def _group(college: College, today: date) -> None:
    actor = actor_of(_deputy(college, today))
    group = max(_groups(college, today), key=lambda one: Course.objects.of(college.pk).filter(group=one.pk).count())
    walls, reads, busy, document = [], [], [], b""
    for _run in range(GROUP_RUNS):
        began, spent = time.perf_counter(), _cpu()
        data = group_document(actor, group, Selection())
        reads.append(time.perf_counter() - began)
        document = typeset(TEMPLATE, data)
        walls.append(time.perf_counter() - began)
        busy.append(_cpu() - spent)
    words = f"best of {GROUP_RUNS} {min(walls):.1f} s, of it reading {min(reads):.1f} s; CPU {min(busy) / 1000:.1f} s"
    _say(f"both journals of a group ({group.name})", words, _size(document))


def _college(college: College, today: date) -> None:
    """Stopped after some groups, gone on, its worker killed, gone on: as much as a person and a machine may do to it."""
    groups = _groups(college, today)
    actor = actor_of(_deputy(college, today))
    began, spent = time.perf_counter(), _cpu()
    asked = ask(actor, KIND, "bench", {"year": groups[0].year_id.hex})
    assert isinstance(asked, Job)
    since = datetime.now(UTC)
    with _worker() as worker:
        _until(asked, STOPPED_AT, worker)
        stop(actor, asked)
        worker.wait()
    first = _now(asked)
    kept = _pieces(asked)
    assert (first.state, len(kept)) == ("cancelled", first.done + 1), (first.state, len(kept), first.done)
    resume(actor, first)
    with _worker() as worker:
        _until(asked, KILLED_AT, worker)
        worker.kill()
        worker.wait()
    assert _now(asked).state == "running"
    assert kept.items() <= _pieces(asked).items(), "a piece was made again"
    with _worker() as worker:
        worker.wait()
    done = _now(asked)
    assert (done.state, done.done) == ("done", len(groups)), (done.state, done.said)
    printed = Change.objects.of(college.pk).filter(action="printing.group.print", at__gte=since).count()
    assert printed <= len(groups) + 1, printed  # the one in the hands of the killed worker may have been begun twice
    words = f"{time.perf_counter() - began:.0f} s; CPU {(_cpu() - spent) / 1000:.0f} s"
    told = f"the college in the background, {len(groups)} groups, stopped after {len(kept)}, its worker killed at {KILLED_AT}, gone on"
    _say(f"{told}; groups begun {printed}", words, f"{done.file_bytes / 1024 / 1024:.1f} MB")


@contextmanager
def _worker() -> Iterator["subprocess.Popen[bytes]"]:
    """A worker as the server starts it."""
    process = subprocess.Popen([sys.executable, "-X", "utf8", "-B", "-m", "zhurnal", "work"], cwd=settings.BASE_DIR)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _until(job: Job, done: int, worker: "subprocess.Popen[bytes]") -> None:
    while _now(job).done < done:
        assert worker.poll() is None, "the worker left before"
        time.sleep(0.05)


def _now(job: Job) -> Job:
    return Job.objects.of(job.college_id).get(pk=job.pk)


def _pieces(job: Job) -> dict[str, int]:
    """Name → when it was made."""
    return {path.name: path.stat().st_mtime_ns for path in Folder(job.pk).path.glob("*.part")}


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
