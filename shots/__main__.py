"""``python3 run.py shots [folder] [part of a name…]``: the screens of the demonstration college as pictures.

Each screen is opened by a person who uses it, signed in through the page of sign-in, at three widths, light, dark and in high
contrast. The college is made anew each day, in a state folder of its own; the pictures go to ``var/shots``.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotThere

from bench.server import free_port, start, stop, wait
from shots.papers import bring_programmes
from shots.screens import LOOKS, SCREENS, Screen

ROOT = Path(__file__).resolve().parent.parent
LINK_WAITS = 10_000  # ms

PASSWORDS = {
    "kravtsova": "demo-teacher", "osipova": "demo-teacher", "pletnev": "demo-teacher", "kalugin.s": "demo-student", "kalugina.t": "demo-parent",
    "terekhova": "demo-deputy", "belkina": "demo-admin", "gromov": "demo-director", "soloveva": "demo-head",
    "reviztsev": "demo-inspector",
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Take the pictures whose names hold one of the words given, or all; 1 when a screen could not be reached."""
    folder = ROOT / "var" / "shots"
    if arguments and "/" in arguments[0]:
        folder = Path(arguments.pop(0))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [screen for screen in SCREENS if not arguments or any(word in screen.name for word in arguments)]
    os.environ.update(_state(folder))
    if any(screen.name == "imports-programmes" for screen in wanted):
        bring_programmes(Path(os.environ["ZHURNAL_STATE"]), dict(os.environ))
    port = free_port()
    server = start(port, 1)
    try:
        wait(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ["ZHURNAL_CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
            )
            failed = 0
            for name, lost in _pictures(browser, f"http://127.0.0.1:{port}", wanted, folder):
                failed += bool(lost)
                sys.stdout.write(f"{name}: NOT TAKEN, nothing at {lost}\n" if lost else f"{name}\n")
            browser.close()
    finally:
        stop(server)
    return 1 if failed else 0


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


def _pictures(browser: Browser, address: str, wanted: list[Screen], folder: Path) -> Iterator[tuple[str, str]]:
    """Names of the pictures, each with the link that was not there to follow, if one was not: the others are taken all the same."""
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


def _take(page: Page, screen: Screen, file: Path) -> tuple[str, str]:
    page.goto(screen.address)
    for link in screen.follow:
        try:
            page.locator(link).filter(visible=True).first.click(timeout=LINK_WAITS)
        except NotThere:
            return file.name, link
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(file))
    return file.name, ""


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
