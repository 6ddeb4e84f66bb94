"""A retake as the head of a department plans it on the page of debts (A4.8, A4.12)."""

import re
from collections.abc import Iterable

from playwright.sync_api import Locator, Page

NUMBER = re.compile(r"Ведомость № \d")


def plan_retake(page: Page, debt: Locator, day: str, seats: Iterable[tuple[str, str]]) -> str:
    """The debt is ticked, who examines is chosen, the draft is opened; its address. ``seats``: who, and as whom."""
    debt.check()
    page.get_by_label("День пересдачи").fill(day)
    page.get_by_label("Место и время").fill("ауд. 304, 14:00")
    for place, (name, part) in enumerate(seats, 1):
        page.get_by_label(f"Человек {place}").select_option(label=name)
        page.get_by_label(f"Кем {place}").select_option(label=part)
    page.get_by_role("button", name="Назначить").click()
    page.get_by_role("button", name="Открыть", exact=True).click()
    page.get_by_role("heading", name=NUMBER).wait_for()
    return str(page.url)
