"""A mixed load over HTTP against the real server: diary pages and, beside them, saved marks, at fixed rates.

Every page is opened once before the clock starts, as by students who have it open. The rates promised are tried, then a half
and a quarter of them, and what they come to on a machine as slow as this one, each with its own students' marks; «slower» says how
many times the yardstick of ``requests_cpu`` took longer at that moment than on the machine for which the rates were promised.

Open loop: requests leave by the clock, not when the last answer came, and a latency counts from the moment at which the
request was due, so that a stall is not hidden. The generator shares the machine with the server.
"""

import json
import selectors
import socket
import statistics
import time
from collections import deque
from dataclasses import dataclass, field

from django.db import connection

from bench.requests_cpu import REFERENCE, TOKEN, begin_session, new_key, reference
from bench.server import cpu_of, free_port, resident, start, stop, wait
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.journal.models import Entry
from zhurnal.people.models import Account, RoleGrant
from zhurnal.timetable.models import Lesson

SECONDS, WARM = 15, 3
PAGES, SAVES = 400, 200  # a second
SHARES = (1, 0.5, 0.25)
CONNECTIONS, PATIENCE = 16, 30  # of a lane; seconds for what still waits at the end


@dataclass(slots=True)
class Lane:
    """One kind of request at its rate: what waits, what was measured."""

    name: str
    rate: int
    requests: list[bytes]
    seconds: int = SECONDS
    warm: int = WARM
    width: int = CONNECTIONS
    connections: list[socket.socket] = field(default_factory=list)
    idle: deque[socket.socket] = field(default_factory=deque)
    waiting: deque[float] = field(default_factory=deque)
    latencies: list[float] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    bad: list[bytes] = field(default_factory=list)
    sent: int = 0
    in_time: int = 0
    due: int = 0


def run(college) -> None:
    """Start the server, load it at falling rates, print a table."""
    sqlite = connection.vendor == "sqlite"
    pages, marks = diaries(college), saves(college)
    connection.close()
    port = free_port()
    server = start(port, 1 if sqlite else 2)
    print(
        "| lane | asked/s | answered/s | p50, ms | p95 | p99 | worst | answers | slower |\n"
        "|---|---:|---:|---:|---:|---:|---:|---|---:|"
    )
    try:
        wait(port)
        for _worker in range(1 if sqlite else 4):
            drive([Lane("opening", len(pages), pages, seconds=1, warm=0)], port)
        taken = 0
        for wanted in (*SHARES, None):
            slower = statistics.median(reference() for _ in range(200)) / REFERENCE
            share = wanted or 1 / max(slower, 1)
            lanes = [
                Lane("diary pages", round(PAGES * share), pages),
                Lane("marks saved", round(SAVES * share), marks[taken:]),
            ]
            spent = cpu_of(server.pid)
            drive(lanes, port)
            spent = cpu_of(server.pid) - spent
            taken += lanes[1].sent
            for lane in lanes:
                print(row(lane, slower))
            print(f"  server CPU {spent * 1000 / max(sum(lane.sent for lane in lanes), 1):.2f} ms a request")
            for body in lanes[0].bad[:2] + lanes[1].bad[:2]:
                print("  unexpected:", body[-300:])
        memory = resident(server.pid)
    finally:
        stop(server)
    print(f"\nserver memory after the load: {memory}\n")


def row(lane: Lane, slower: float) -> str:
    """A lane as a row of the table."""
    times = sorted(lane.latencies)
    p50, p95, p99 = (times[min(len(times) - 1, int(len(times) * part))] * 1000 for part in (0.5, 0.95, 0.99))
    return (
        f"| {lane.name} | {lane.rate} | {lane.in_time / (lane.seconds - lane.warm):.0f} | {p50:.1f} | {p95:.1f} | {p99:.1f} | "
        f"{times[-1] * 1000:.0f} | {lane.answers} | {slower:.1f} |"
    )


def diaries(college) -> list[bytes]:
    """A page request for each of 400 students, each in a session of his own."""
    students = RoleGrant.objects.of(college.id).filter(role="student").values_list("person_id", flat=True)[:400]
    accounts = Account.objects.of(college.id).filter(person__in=list(students))
    return [
        (
            f"GET /diary/{account.person_id}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
            f"Cookie: journal={begin_session(account)}\r\n\r\n"
        ).encode()
        for account in accounts
    ]


def saves(college) -> list[bytes]:
    """A command for each free cell of the newest lessons, by the course's own teacher."""
    made, wanted = [], int(SAVES * (sum(SHARES) + 1) * (SECONDS + 5))
    teachers = CourseTeacher.objects.of(college.id).select_related("course").order_by("pk")
    for row in teachers:
        if len(made) > wanted:
            break
        account = Account.objects.of(college.id).get(person=row.teacher_id)
        cookie = begin_session(account)
        lesson = Lesson.objects.of(college.id).filter(course=row.course_id).order_by("-date").first()
        taken = set(Entry.objects.of(college.id).filter(lesson=lesson).values_list("student_id", flat=True))
        members = _members(college, row.course.group_id)
        made += [_save(cookie, row.course_id, lesson, student) for student in members if student not in taken]
    import random

    random.Random(3).shuffle(made)
    return made


def _members(college, group):
    from zhurnal.curriculum.models import Membership

    return list(Membership.objects.of(college.id).filter(group=group).values_list("student_id", flat=True))


def _save(cookie, course, lesson, student) -> bytes:
    command = {
        "key": new_key(), "do": "entry", "lesson": lesson.id.hex, "student": student.hex, "slot": 1, "version": 0,
        "value": "4",
    }  # fmt: skip
    body = json.dumps({"commands": [command]}).encode()
    head = (
        f"POST /journals/{course}/commands/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nX-CSRFToken: {TOKEN}\r\nCookie: journal={cookie}; csrf={TOKEN}\r\n\r\n"
    )
    return head.encode() + body


def drive(lanes: list[Lane], port: int) -> None:
    """Send by the clock, read as answers come; then close the connections."""
    chooser = selectors.DefaultSelector()
    owner: dict[socket.socket, tuple[Lane, float, bytearray]] = {}
    for lane in lanes:
        lane.connections = [connect(port) for _ in range(lane.width)]
        lane.idle.extend(lane.connections)
        for sock in lane.connections:
            chooser.register(sock, selectors.EVENT_READ, lane)
    began = time.perf_counter()
    longest = max(lane.seconds for lane in lanes)
    while (now := time.perf_counter() - began) < longest + PATIENCE and (now <= longest or owner or lanes[0].waiting):
        for lane in lanes:
            while lane.due < min(now, lane.seconds) * lane.rate:
                lane.waiting.append(lane.due / lane.rate)
                lane.due += 1
            while lane.waiting and lane.idle:
                sock, due = lane.idle.popleft(), lane.waiting.popleft()
                sock.sendall(lane.requests[lane.sent % len(lane.requests)])
                lane.sent += 1
                owner[sock] = (lane, due, bytearray())
        for key, _events in chooser.select(0.001):
            if not read(key.fileobj, owner, began):
                renew(chooser, key, owner, port)
    for lane in lanes:
        for sock in lane.connections:
            sock.close()


def renew(chooser, key, owner, port: int) -> None:
    """Another connection in the place of one that the server closed. Closed while it waited is lawful, under a request it is not."""
    lane, sock = key.data, key.fileobj
    chooser.unregister(sock)
    sock.close()
    lane.connections.remove(sock)
    if owner.pop(sock, None):
        lane.bad.append(b"closed under a request")
    else:
        lane.idle.remove(sock)
    fresh = connect(port)
    lane.connections.append(fresh)
    lane.idle.append(fresh)
    chooser.register(fresh, selectors.EVENT_READ, lane)


def read(sock, owner, began) -> bool:
    """Take what came; when an answer is whole, note its latency. False: the server has closed the connection."""
    came = sock.recv(262144)
    if not came:
        return False
    lane, due, body = owner[sock]
    body += came
    end = body.find(b"\r\n\r\n")
    if end < 0:
        return True
    head = bytes(body[:end]).lower()
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0]) if b"content-length:" in head else 0
    if len(body) < end + 4 + length:
        return True
    status = int(head[9:12])
    now = time.perf_counter() - began
    lane.in_time += lane.warm <= now <= lane.seconds
    if due >= lane.warm:
        lane.latencies.append(now - due)
        lane.answers[status] = lane.answers.get(status, 0) + 1
    if status not in (200, 304) or (lane.name == "marks saved" and b'"saved"' not in body):
        lane.bad.append(bytes(body))
    del owner[sock]
    lane.idle.append(sock)
    return True


def connect(port: int) -> socket.socket:
    """A kept connection."""
    sock = socket.create_connection(("127.0.0.1", port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock
