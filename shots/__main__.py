"""``python3 run.py shots [folder] [part of a name…]``: the screens of the demonstration college as pictures.

Each screen is opened by a person who uses it, signed in through the page of sign-in, at three widths, light, dark and in high
contrast. The college is made anew each day, in a state folder of its own; the pictures go to ``var/shots``.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.server import free_port, start, wait

ROOT = Path(__file__).resolve().parent.parent
LOOKS = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "compact": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
    "desk-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone-dark": {
        "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "color_scheme": "dark",
    },
    "desk-contrast": {"viewport": {"width": 1440, "height": 900}},
    "phone-contrast": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}  # fmt: skip
MOST = tuple(look for look in LOOKS if look != "phone-contrast")


PASSWORDS = {
    "kravtsova": "demo-teacher", "osipova": "demo-teacher", "pletnev": "demo-teacher", "kalugin.s": "demo-student", "kalugina.t": "demo-parent",
    "terekhova": "demo-deputy", "belkina": "demo-admin",
}  # fmt: skip
OPEN = "main a[href^='/journals/']:not([href*='?'])"


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture: its name, who looks (a sign-in of the demonstration), the address, and links to follow from there."""

    name: str
    login: str
    address: str
    follow: tuple[str, ...] = ()
    looks: tuple[str, ...] = MOST


BOTH = ("desk", "phone")
CONTRAST = ("desk-contrast", "phone-contrast")
GUARD = ("compact", "phone", "desk-dark", "desk-contrast")
PRACTICE_LOOKS = ("compact", "phone", "desk-dark")
ROUND = "main tr:has-text('идёт') a[href^='/inspection/rounds/']"
E_41, PRACTICE = "main a.rows__row:has(b:text-is('Э-41'))", "main a[href^='/practice/']"
SCREENS = (
    Screen("forecast-journal", "kravtsova", "/journals/", (OPEN, "main a[href^='/forecast/courses/']"), ("desk",)),
    Screen(
        "forecast-own",
        "kalugin.s",
        "/diary/?view=marks",
        ("main a[href^='/forecast/students/']",),
        ("desk", "compact", "phone", "phone-dark", *CONTRAST),
    ),
    Screen("forecast-group", "terekhova", "/forecast/groups/", ("main a[href^='/forecast/groups/']",), BOTH),
    Screen("indicators-college", "terekhova", "/indicators/"),
    Screen("indicators-management", "terekhova", "/indicators/management/", (), BOTH),
    Screen("indicators-teachers", "terekhova", "/indicators/?by=teachers", (), ("desk",)),
    Screen("indicators-group", "terekhova", "/indicators/?by=groups", ("main a.table__link:text-is('Э-21')",), BOTH),
    Screen("indicators-own", "kravtsova", "/indicators/own/", (), BOTH),
    Screen("indicators-journal", "kravtsova", "/indicators/own/", ("main a.table__link",), BOTH),
    Screen("indicators-definitions", "terekhova", "/indicators/definitions/", (), BOTH),
    Screen("sign-in", "", "/sign-in/vek/"),
    Screen(
        "places-deputy",
        "terekhova",
        "/journals/",
        ("summary:has-text('Ещё')",),
        ("desk", "compact", "phone", "desk-dark", "desk-contrast"),
    ),
    Screen("places-teacher", "kravtsova", "/journals/", ("summary:has-text('Ещё')",), BOTH),
    Screen("person-menu", "kravtsova", "/journals/", (".person-menu > summary",), ("desk",)),
    Screen("today", "kravtsova", "/today/"),
    Screen("unfilled", "kravtsova", "/today/unfilled/", looks=BOTH),
    Screen("lesson", "kravtsova", "/today/", ("main a[href^='/lessons/']",)),
    Screen("journals", "kravtsova", "/journals/", looks=BOTH),
    Screen("grid", "kravtsova", "/journals/", (OPEN,)),
    Screen("spread", "kravtsova", "/journals/", (OPEN, "[data-view=spread]"), ("desk", "compact")),
    Screen("topics", "kravtsova", "/journals/", (OPEN, "[data-view=topics]"), ("desk",)),
    Screen("timetable", "kravtsova", "/timetable/", looks=BOTH),
    Screen("my-hours", "kravtsova", "/my-hours/", looks=("desk", "compact", "phone")),
    Screen("diary-student", "kalugin.s", "/diary/"),
    Screen("diary-marks", "kalugin.s", "/diary/?view=marks", looks=BOTH),
    Screen("diary-parent", "kalugina.t", "/diary/"),
    Screen("filling", "terekhova", "/filling/"),
    Screen("filling-department", "terekhova", "/filling/", ("main a.fill-bar__name",), ("compact", "phone")),
    Screen("filling-teacher", "kravtsova", "/my-filling/", looks=("compact", "phone", "desk-dark", *CONTRAST)),
    Screen("tasks", "kravtsova", "/tasks/", looks=("compact", "phone", "desk-dark")),
    Screen("tasks-given", "terekhova", "/tasks/?view=given", looks=BOTH),
    Screen("task", "terekhova", "/tasks/?view=given", ("main a.task",), ("compact", "phone", "phone-dark")),
    Screen("task-new", "terekhova", "/tasks/new/", looks=("compact", "phone")),
    Screen("tasks-overview", "terekhova", "/tasks/overview/", looks=("compact", "phone", "desk-dark")),
    Screen("plans", "terekhova", "/plans/"),
    Screen("plan", "terekhova", "/plans/", ("main a[href^='/plans/']",), BOTH),
    Screen("programmes", "kravtsova", "/programmes/"),
    Screen("programme", "kravtsova", "/programmes/", ("main a[href^='/programmes/']",), BOTH),
    Screen("hours", "terekhova", "/hours/"),
    Screen(
        "inspection-rounds", "terekhova", "/inspection/", looks=("desk", "compact", "phone", "desk-dark", *CONTRAST)
    ),
    Screen("inspection-round", "terekhova", "/inspection/", (ROUND,)),
    Screen(
        "inspection-remark",
        "terekhova",
        "/inspection/",
        (ROUND, "main a.remark-line"),
        ("desk", "compact", "phone", "desk-dark", "desk-contrast"),
    ),
    Screen("inspection-reference", "terekhova", "/inspection/", (ROUND, "main a[href$='/reference/']"), ("desk",)),
    Screen("inspection-new", "terekhova", "/inspection/", (ROUND, "main a[href*='/new/']"), ("compact", "phone")),
    Screen("inspection-acts", "terekhova", "/acts/", looks=("desk", "phone")),
    Screen("inspection-act", "terekhova", "/acts/", ("main a[href^='/acts/']:not([href*='/new/'])",), ("desk",)),
    Screen("inspection-own", "kravtsova", "/remarks/", looks=("desk", "phone")),
    Screen("findings", "terekhova", "/findings/"),
    Screen("finding-strictness", "terekhova", "/findings/?kind=strictness", ("main a[href*='/strictness/']",), BOTH),
    Screen("finding-improved", "terekhova", "/findings/?kind=improved", ("main a[href*='/improved/']",), BOTH),
    Screen("finding-heap", "terekhova", "/findings/?kind=heap", ("main a[href*='/heap/']",), BOTH),
    Screen("findings-own", "kravtsova", "/findings/", looks=BOTH),
    Screen("checks", "terekhova", "/checks/all/"),
    Screen("checks-own", "kravtsova", "/checks/own/"),
    Screen(
        "checks-finding", "terekhova", "/checks/all/", ("main .checks__title a",), ("compact", "phone", "desk-dark")
    ),
    Screen("checks-rules", "terekhova", "/checks/rules/", looks=("desk", "compact", "phone", "desk-dark")),
    Screen(
        "hours-group",
        "terekhova",
        "/hours/",
        ("main a.table__link:text-is('Э-21')",),
        ("desk", "compact", "phone", "desk-dark"),
    ),
    Screen(
        "hours-corrections",
        "terekhova",
        "/hours/",
        ("main a.table__link:text-is('Э-21')", "main a[href$='/corrections/']"),
        ("desk", "compact", "phone", "desk-dark", "desk-contrast"),
    ),
    Screen(
        "history-order",
        "terekhova",
        "/movement/",
        ("main a[href^='/movement/orders/']", "main a[href$='/history/']"),
        ("desk", "phone"),
    ),
    Screen("history-pattern", "terekhova", "/pattern/", ("main a[href^='/pattern/history/']",), BOTH),
    Screen("change-sheet", "terekhova", "/substitutions/"),
    Screen("absences", "terekhova", "/substitutions/absences/", looks=("desk", "phone", "phone-dark")),
    Screen(
        "absence",
        "terekhova",
        "/substitutions/absences/",
        ("main a.rows__row",),
        ("desk", "compact", "phone", "desk-dark"),
    ),
    Screen("substitution", "terekhova", "/substitutions/", ("main a[href^='/substitutions/lessons/']",), BOTH),
    Screen("substitution-month", "terekhova", "/substitutions/month/", looks=BOTH),
    Screen("substitution-debts", "terekhova", "/substitutions/debts/", looks=BOTH),
    Screen("teacher-requests", "kravtsova", "/substitutions/absences/mine/", looks=BOTH),
    Screen("pattern", "terekhova", "/pattern/", looks=MOST),
    Screen("week", "terekhova", "/week/", looks=("compact", "phone")),
    Screen("archive", "terekhova", "/archive/", looks=("compact", "phone", *CONTRAST)),
    Screen("archive-journal", "osipova", "/archive/", ("main table .table__link",), ("compact", "phone")),
    Screen("archive-years", "terekhova", "/archive/years/", looks=("compact", "phone", *CONTRAST)),
    Screen("archive-retention", "terekhova", "/archive/retention/", looks=("compact", "phone")),
    Screen("archive-exports", "terekhova", "/archive/exports/", looks=("compact", "phone")),
    Screen("orders", "terekhova", "/movement/", looks=("compact", "phone", *CONTRAST)),
    Screen(
        "order",
        "terekhova",
        "/movement/",
        ("main a[href^='/movement/orders/']",),
        ("compact", "phone", "desk-dark", *CONTRAST),
    ),
    Screen("order-card", "terekhova", "/movement/", ("main a[href^='/movement/students/']",), ("compact", "phone")),
    Screen("order-new", "terekhova", "/movement/new/", looks=("compact", "phone", *CONTRAST)),
    Screen("orders-file", "terekhova", "/movement/import/", looks=("compact", "phone", "desk-dark")),
    Screen("reports", "terekhova", "/reports/", looks=("compact", "phone", "desk-dark", "desk-contrast")),
    Screen("report-attendance", "osipova", "/reports/attendance/", looks=("compact", "phone", "desk-dark")),
    Screen("report-deputy", "terekhova", "/reports/deputy/", looks=("desk", "compact", "phone")),
    Screen("report-teacher", "kravtsova", "/reports/teacher-term/", looks=("compact", "phone", "desk-dark")),
    Screen("report-leader", "osipova", "/reports/leader/", looks=("desk", "phone", "desk-contrast", "phone-contrast")),
    Screen("report-department", "terekhova", "/reports/department/", looks=("compact",)),
    Screen(
        "report-builder",
        "terekhova",
        "/reports/builder/?rows=course&columns=sex&m-students=1&m-missed=1",
        looks=("desk", "phone"),
    ),
    Screen("year", "terekhova", "/year/", looks=("compact", "phone")),
    Screen("year-steps", "terekhova", "/year/", ("main a[href^='/year/']:not([href$='/new/'])",), ("compact", "phone")),
    Screen("protected-digest", "kravtsova", "/own/changes/", looks=GUARD),
    Screen("protected-seen", "kalugin.s", "/privacy/seen/", looks=GUARD),
    Screen("protected-log", "belkina", "/privacy/log/", looks=GUARD),
    Screen("protected-state", "belkina", "/state/", looks=GUARD),
    Screen("protected-heads", "belkina", "/state/heads/", looks=GUARD),
    Screen("protected-incidents", "terekhova", "/incidents/", looks=GUARD),
    Screen("protected-breach", "terekhova", "/incidents/breaches/new/", looks=GUARD),
    Screen("protected-own-data", "kalugin.s", "/privacy/", looks=GUARD),
    Screen("protected-policy", "kalugin.s", "/privacy/policy/", looks=GUARD),
    Screen("protected-office", "belkina", "/privacy/office/", looks=GUARD),
    Screen("lists", "belkina", "/lists/", looks=("compact", "phone")),
    Screen("list-rooms", "belkina", "/lists/rooms/", looks=("desk", "compact", "phone", "desk-dark", *CONTRAST)),
    Screen("list-students", "belkina", "/lists/students/", looks=("compact", "phone", *CONTRAST)),
    Screen(
        "access",
        "belkina",
        "/lists/staff/",
        ("main tbody a", "main a[href^='/access/']"),
        ("compact", "phone", "desk-dark"),
    ),
    Screen(
        "access-slip",
        "belkina",
        "/lists/staff/",
        ("main tbody a", "main a[href^='/access/']", "main form.sheet__foot button"),
        BOTH,
    ),
    Screen("staff-step", "belkina", "/access/second-step/", looks=(*BOTH, "desk-dark", *CONTRAST)),
    Screen("access-issued", "belkina", "/access/", looks=("desk", *GUARD)),
    Screen("logins", "kravtsova", "/logins/", looks=(*BOTH, "compact", "desk-dark", *CONTRAST)),
    Screen("logins-password", "kravtsova", "/logins/password/", looks=BOTH),
    Screen("protection", "kravtsova", "/protection/", looks=(*BOTH, "compact", "desk-dark", *CONTRAST)),
    Screen("consent", "kalugin.s", "/consent/", looks=BOTH),
    Screen("first-sign-in", "", "/sign-in/vek/first/", looks=BOTH),
    Screen("list-row", "belkina", "/lists/groups/", ("main tbody a",), ("desk", "compact", "phone", "phone-dark")),
    Screen("list-new", "belkina", "/lists/students/new/", looks=("compact", "phone")),
    Screen("search", "terekhova", "/search/", looks=("compact", "phone")),
    Screen("modules", "terekhova", "/modules/", looks=BOTH),
    Screen("modules-journal", "terekhova", "/modules/", ("main a.rows__row:has(b:text-is('Э-41'))",)),
    Screen(
        "modules-module",
        "terekhova",
        "/modules/",
        ("main a.rows__row:has(b:text-is('Э-31'))", "section:has(h2:has-text('ПМ.06')) a[href*='/exam/']"),
        BOTH,
    ),
    Screen(
        "modules-final",
        "terekhova",
        "/modules/",
        ("main a.rows__row:has(b:text-is('Э-41'))", "main a[href$='/final/']"),
        BOTH,
    ),
    Screen(
        "modules-practice",
        "terekhova",
        "/modules/",
        ("main a.rows__row:has(b:text-is('Э-41'))", "main a[href^='/practice/']"),
    ),
    Screen("practice-day", "pletnev", "/modules/", (E_41, PRACTICE, "main a.link[href*='/days/']"), PRACTICE_LOOKS),
    Screen("practice-papers", "pletnev", "/modules/", (E_41, PRACTICE, "main a[href$='/papers/']"), PRACTICE_LOOKS),
    Screen("practice-places", "pletnev", "/modules/", (E_41, PRACTICE, "main a[href$='/places/']"), BOTH),
    Screen("practice-sheets", "pletnev", "/modules/", (E_41, PRACTICE, "main a[href$='/sheets/']"), ("desk",)),
    Screen("projects", "terekhova", "/projects/", looks=BOTH),
    Screen("requests", "terekhova", "/requests/", looks=BOTH),
    Screen("excuses", "osipova", "/excuses/", looks=BOTH),
    Screen("registers", "terekhova", "/registers/"),
    Screen("registers-led", "osipova", "/registers/", looks=BOTH),
    Screen("register-group", "osipova", "/registers/", ("main a.table__link",)),
    Screen("register-field", "osipova", "/registers/", ("main a.table__link", ".page-head a.button--main")),
    Screen("register-card", "osipova", "/registers/", ("main a.table__link", "a.registers-person")),
    Screen("register-read", "terekhova", "/registers/", ("main a.table__link", "a.registers-person"), BOTH),
    Screen("register-proposals", "osipova", "/registers/proposals/", looks=BOTH),
    Screen("register-fields", "terekhova", "/registers/fields/", looks=BOTH),
    Screen("register-own", "kalugin.s", "/registers/own/"),
    Screen("register-parent", "kalugina.t", "/registers/own/", looks=BOTH),
    Screen("register-correct", "kalugina.t", "/registers/own/", ("main dl a.link",), BOTH),
    Screen("results", "terekhova", "/results/", looks=("compact", "phone")),
    Screen("printing", "terekhova", "/print/", looks=("desk", "compact", "phone", "desk-dark")),
    Screen(
        "printing-group",
        "terekhova",
        "/print/",
        ("b.printing-group:text-is('Э-21')",),
        ("desk", "compact", "phone", "phone-dark"),
    ),
    Screen("summary", "terekhova", "/results/", ("a.results-group b:text-is('Э-21')",)),
    Screen("record", "terekhova", "/results/", ("a.results-group b:text-is('Э-41')", "main tbody tr:nth-child(16) a")),
    Screen("diploma", "terekhova", "/results/", ("main a[href*='/diploma/']",), ("compact", "phone")),
    Screen("stipend", "terekhova", "/results/lists/stipend/", looks=("compact", "phone", "desk-dark")),
    Screen("honours", "terekhova", "/results/lists/honours/", looks=("compact", "phone")),
    Screen("one-three", "terekhova", "/results/lists/one-three/", looks=("compact",)),
    Screen("record-own", "kalugin.s", "/results/own/", looks=("desk", "compact", "phone", "phone-dark")),
    Screen("statements", "terekhova", "/statements/", looks=("desk", "compact", "phone", "desk-dark")),
    Screen("statement-fill", "kravtsova", "/statements/", ("main .table__link",), ("compact", "phone", "desk-dark")),
    Screen(
        "statement-closed",
        "terekhova",
        "/statements/?kind=main&state=closed",
        ("main .table__link",),
        ("compact", "phone"),
    ),
    Screen(
        "statement-paper",
        "terekhova",
        "/statements/?kind=main&state=closed",
        ("main .table__link", "main a[href$='/print/']"),
        BOTH,
    ),
    Screen("statement-new", "terekhova", "/statements/new/", ("main form button",), ("compact", "phone")),
    Screen("statement-debts", "terekhova", "/statements/debts/", looks=("desk", "compact", "phone", "phone-dark")),
    Screen("statement-debt", "terekhova", "/statements/debts/", ("main tbody a.link",), BOTH),
    Screen("statement-admission", "terekhova", "/statements/", ("main a.filter",), BOTH),
    Screen("statement-own", "kalugin.s", "/statements/own/", looks=BOTH),
    Screen("notices", "kalugin.s", "/notices/"),
    Screen("notices-teacher", "kravtsova", "/notices/", looks=BOTH),
    Screen("term-marks", "kravtsova", "/journals/", (OPEN, "main a[href^='/marks/courses/']")),
    Screen(
        "term-average",
        "kravtsova",
        "/journals/",
        (OPEN, "main a[href^='/marks/courses/']", "main a[href*='/average/']"),
        BOTH,
    ),
    Screen(
        "term-weights",
        "kravtsova",
        "/journals/",
        (OPEN, "main a[href^='/marks/courses/']", "main a[href$='/weights/']"),
        ("phone",),
    ),
    Screen("term-groups", "terekhova", "/marks/groups/", looks=BOTH),
    Screen(
        "term-group", "osipova", "/marks/groups/", ("main a.table__link",), ("desk", "compact", "phone", "desk-dark")
    ),
    Screen("term-rules", "terekhova", "/marks/rules/", looks=BOTH),
    Screen("accumulation", "terekhova", "/marks/accumulation/", looks=BOTH),
    Screen("term-own", "kalugin.s", "/diary/?view=marks", ("main a[href^='/marks/students/']",), ("phone",)),
    Screen("imports", "belkina", "/imports/", looks=BOTH),
    Screen("help", "kravtsova", "/help/", looks=BOTH),
)


def main(arguments: list[str]) -> int:
    """Take the pictures whose names hold one of the words given, or all."""
    folder = ROOT / "var" / "shots"
    if arguments and "/" in arguments[0]:
        folder = Path(arguments.pop(0))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [screen for screen in SCREENS if not arguments or any(word in screen.name for word in arguments)]
    os.environ.update(_state(folder))
    port = free_port()
    server = start(port, 1)
    try:
        wait(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ["ZHURNAL_CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
            )
            for name in _pictures(browser, f"http://127.0.0.1:{port}", wanted, folder):
                sys.stdout.write(f"{name}\n")
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
    return 0


def _state(folder: Path) -> dict[str, str]:
    """The day's own college, made when it is not there yet."""
    state = folder / f"state-{date.today():%Y%m%d}"  # noqa: DTZ011  (the machine's day, as the demonstration takes it)
    state.mkdir(exist_ok=True)
    own = {
        "ZHURNAL_STATE": str(state),
        "ZHURNAL_DATABASE": f"sqlite:///{state / 'zhurnal.sqlite3'}",
        "ZHURNAL_SECRET_KEY": "shots",
    }
    subprocess.run([sys.executable, "-m", "bootstrap.prepare"], env={**os.environ, **own}, cwd=ROOT, check=True)
    return own


def _pictures(browser: Browser, address: str, wanted: list[Screen], folder: Path) -> Iterator[str]:
    for look, options in LOOKS.items():
        screens = [screen for screen in wanted if look in screen.looks]
        for login in dict.fromkeys(screen.login for screen in screens):
            context = browser.new_context(base_url=address, locale="ru-RU", timezone_id="Europe/Moscow", **options)
            page = context.new_page()
            if look.endswith("contrast"):
                _contrast(page)
            if login:
                _sign_in(page, login)
            for screen in (each for each in screens if each.login == login):
                yield _take(page, screen, folder / f"{screen.name}-{look}.png")
            context.close()


def _take(page: Page, screen: Screen, file: Path) -> str:
    page.goto(screen.address)
    for link in screen.follow:
        page.locator(link).filter(visible=True).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(file))
    return file.name


def _sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in/vek/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль", exact=True).fill(PASSWORDS[login])
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def _contrast(page: Page) -> None:
    page.goto("/sign-in/vek/")
    page.get_by_role("button", name="Версия для слабовидящих").click()
    page.wait_for_timeout(300)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
