"""Somebody of the college at a browser: goes by links, buttons and keys only, never by an address after the first."""

import re
from pathlib import Path

WAIT = 20_000


class Desk:
    """One page of one visitor."""

    def __init__(self, page) -> None:
        self.page = page
        page.set_default_timeout(WAIT)

    def sign_in(self, login: str, password: str) -> None:
        """From the front page."""
        self.page.goto("/")
        self.page.get_by_label("Логин").fill(login)
        self.page.get_by_label("Пароль", exact=True).fill(password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"^(?!.*sign-in)"))

    def place(self, title: str) -> None:
        """A place of the bar; the rarer ones lie under «Ещё»."""
        links = self.page.get_by_role("navigation").get_by_role("link", name=title, exact=True).filter(visible=True)
        if not links.count():
            self.page.get_by_text("Ещё", exact=True).first.click()
        links.first.click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """A button."""
        self.page.get_by_role("button", name=re.compile(name)).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """A link of the page's own part."""
        self.page.locator("main").get_by_role("link", name=re.compile(name)).first.click()
        self.page.wait_for_load_state()

    def title(self, text: str) -> None:
        """The page has this heading."""
        self.page.get_by_role("heading", level=1, name=text).wait_for()

    def step(self, title: str) -> None:
        """A step of the wizard that is open in the list on the left."""
        self.page.get_by_role("navigation", name="Шаги открытия года").get_by_role("link", name=title).click()
        self.title(title)

    def fill_step(self, file: Path) -> None:
        """The table of a step out of a file, looked at and saved."""
        self.page.get_by_label("Таблица в файле").set_input_files(str(file))
        self.press("Прочитать файл")
        self.page.get_by_text("Из файла взято строк").wait_for()
        self.press("Сохранить и дальше")

    def bring_list(self, kind: str, file: Path) -> None:
        """A list through «Списки»: preview, then loaded."""
        self.page.get_by_label("Какой список").select_option(label=kind)
        self.page.get_by_label("Файл: CSV или Excel").set_input_files(str(file))
        self._load()

    def bring(self, kind: str, file: Path) -> None:
        """A file through «Обмен»."""
        self.page.get_by_label(re.compile(kind)).check()
        self.page.get_by_label("Файл или несколько").set_input_files(str(file))
        self._load()

    def _load(self) -> None:
        self.press("Прочитать и показать")
        self.press("^Загрузить")
        self.page.get_by_text("Загружено 24 ноября").wait_for()

    def order(self, kind: str, group: str, student: str, number: str, effective: str, target: str = "") -> None:
        """An order about one student."""
        self.place("Движение")
        self.follow("Новый приказ")
        self.page.get_by_label("Вид приказа").select_option(label=kind)
        self.page.get_by_label("Группа студента").select_option(label=group)
        self.press("Дальше")
        if target:
            self.page.get_by_label("В какую группу").select_option(label=target)
            self.press("Дальше")
        self.page.get_by_label(student).check()
        self.page.get_by_label("Номер приказа").fill(number)
        self.page.get_by_label("Дата приказа").fill("2026-11-24")
        self.page.get_by_label("Действует с").fill(effective)
        self.page.get_by_label("Основание").fill("заявление студента")
        if not target:
            self.page.get_by_label("Причина").select_option(label="По собственному желанию")
        self.press("Записать приказ")
        self.page.get_by_role("heading", level=1, name=number).wait_for()

    def record(self, group: str, topic: str) -> list[str]:
        """The lesson of this group on «Сегодня»: topic, everybody present; the surnames on its list."""
        self.place("Сегодня")
        self.page.locator("article.lesson-card", has_text=group).get_by_role("link").first.click()
        self.page.wait_for_selector("[data-ready]")
        self.page.get_by_role("textbox", name="Тема").fill(topic)
        self.page.keyboard.press("Tab")
        self.press("Все присутствуют")
        self.page.wait_for_timeout(100)  # what was pressed has reached the outbox
        self.page.wait_for_selector('[data-record-state][data-state="saved"]')
        return [row.split()[0] for row in self.page.locator("tr[data-row] th").all_inner_texts()]
