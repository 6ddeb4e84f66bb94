"""What a teacher's hands feel, in Chromium against the real server: how soon the grid is ready, how soon a mark is painted."""

import os
import statistics
from datetime import UTC, datetime

from django.db import connection

from bench.requests_cpu import begin_session
from bench.server import free_port, start, stop, wait
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.people.models import Account

OPENINGS, KEYS = 9, 40

# From the key to the frame in which the cell shows it: the frame after the one that the change asked for.
WATCH = """() => {
  window.painted = [];
  addEventListener('keydown', () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - began)));
  }, {capture: true});
}"""


def run(college) -> None:
    """Open the grid several times, type a column of marks, print the figures."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    course = Course.objects.of(college.id).order_by("pk")[11]
    teacher = CourseTeacher.objects.of(college.id).get(course=course).teacher_id
    cookie = begin_session(Account.objects.of(college.id).get(person=teacher))
    connection.close()
    port = free_port()
    server = start(port, 1)
    try:
        wait(port)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=os.environ.get("ZHURNAL_CHROMIUM") or "/usr/bin/chromium",
                args=["--no-sandbox", "--disable-gpu"],
            )
            ready, painted = _measure(chromium, f"http://127.0.0.1:{port}", course.id, cookie)
            chromium.close()
    finally:
        stop(server)
    print(f"in Chromium, {datetime.now(UTC):%Y-%m-%d}, 25 × 40, 1440 × 900:")
    print(f"- grid ready for typing: median {statistics.median(ready):.0f} ms, worst {max(ready):.0f} ms")
    painted.sort()
    print(
        f"- key to painted mark: median {statistics.median(painted):.1f} ms, "
        f"p95 {painted[int(len(painted) * 0.95)]:.1f} ms, worst {painted[-1]:.1f} ms\n"
    )


def _measure(chromium, address, course, cookie):
    ready = []
    for _ in range(OPENINGS):
        context = chromium.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "journal", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(f"/journals/{course}/")
        page.wait_for_selector("[data-ready]")
        ready.append(page.evaluate("performance.getEntriesByName('grid-ready')[0]?.startTime ?? performance.now()"))
        if len(ready) < OPENINGS:
            context.close()
    page.locator(".cell[tabindex='0']").focus()
    page.evaluate(WATCH)
    for number in range(KEYS):
        page.keyboard.press("5432"[number % 4])
        page.wait_for_timeout(40)
    page.wait_for_timeout(300)
    return ready, page.evaluate("window.painted")
