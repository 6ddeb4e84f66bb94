"""Places of each role in the bar, and the person's own marks of appearance."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from zhurnal.checks.policy import OWN as OWN_CHECKS
from zhurnal.checks.queries import own_open
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import ROLE_NAMES, Role, main_role

APPEARANCE_COOKIE = "appearance"
THEMES = ("system", "light", "dark")
CONTRASTS = ("", "bw", "wb", "bl", "br")
SIZES = ("1", "1.25", "1.5", "2")
INTERVALS = ("1", "1.5", "2")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Theme, contrast scheme, size and intervals, each from its closed list."""

    theme: str = "system"
    contrast: str = ""
    size: str = "1"
    interval: str = "1"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the bar; ``count`` is what waits there for this person."""

    title: str
    url: str
    icon: str
    current: bool = False
    count: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything around a page. ``person`` (32 hexadecimal digits) and ``modules`` are for who writes entries."""

    signed_in: bool
    college_name: str
    person_short: str
    person_full: str
    role_name: str
    initials: str
    places: tuple[Place, ...]
    read_only: bool
    appearance: Appearance
    person: str = ""
    modules: tuple[str, ...] = ()
    unread: int = 0
    gives_tasks: bool = False
    lock_after: int = 0

    @property
    def map(self) -> tuple[tuple[str, tuple[Place, ...]], ...]:
        """All places by section, when there are too many for a list; empty else."""
        if len(self.places) <= LISTED:
            return ()
        parts = ((name, tuple(place for place in self.places if place.section == name)) for name in SECTIONS)
        return tuple((name, places) for name, places in parts if places)

    @property
    def more_count(self) -> int:
        """What waits behind «Ещё» on the telephone."""
        return self.unread


LISTED = 8  # places that a plain list bears
MARKS = "Отметки"  # the second face of the diary

# (title, address, icon, action that opens the place)
PLACES = (
    ("Сегодня", "journal:today", "home", "journal.lesson.read"),
    ("Дневник", "journal:diary-own", "book", "journal.diary.read"),
    (MARKS, "journal:diary-own", "chart", "journal.diary.read"),
    ("Обзор", "oversight:filling", "chart", "oversight.filling.read"),
    ("Показатели", "indicators:board", "chart", "indicators.board.read"),
    ("Журналы", "journal:journals", "book", "journal.page.read"),
    ("Расписание", "journal:timetable", "calendar", "timetable.own.read"),
    ("Ведомости", "statements:list", "file", "statements.statement.read"),
    ("Ведомости", "statements:own", "file", "statements.own.read"),
    ("Практика", "modules:own", "file", "modules.own.read"),
    ("Модули", "modules:groups", "book", "modules.journal.read"),
    ("Итоги", "assessment:groups", "check", "assessment.group.read"),
    ("Замены", "timetable:change-sheet", "refresh", "timetable.sheet.read"),
    ("Самопроверка", "checks:own", "check", "checks.own.read"),
    ("Автопроверка", "checks:overview", "check", "checks.finding.watch"),
    ("Сетка", "timetable:editor", "table", "timetable.pattern.read"),
    ("Часы", "oversight:hours", "clock", "oversight.hours.read"),
    ("Проверки", "inspection:rounds", "check", "inspection.round.read"),
    ("Замечания", "inspection:own", "speech", "inspection.remark.own"),
    ("Мои часы", "oversight:my-hours", "clock", "oversight.hours.own"),
    ("Мои показатели", "indicators:own", "chart", "indicators.own.read"),
    ("Проекты", "modules:projects", "file", "modules.project.read"),
    ("От моего имени", "incidents:own", "shield", "incidents.own.read"),
    ("Заполнение", "oversight:own-filling", "calendar", "oversight.filling.own"),
    ("Объективность", "objectivity:findings", "eye", "objectivity.finding.read"),
    ("Прогноз", "forecast:groups", "chart", "forecast.group.read"),
    ("Успеваемость", "results:index", "chart", "results.group.read"),
    ("Печать", "printing:groups", "print", "printing.group.print"),
    ("Обмен", "exchange:imports", "upload", "exchange.import.run"),
    ("Инциденты", "incidents:board", "shield", "incidents.incident.read"),
    ("Отчёты", "reports:index", "file", "reports.report.read"),
    ("Списки", "exchange:lists", "list", "exchange.groups.list"),
    ("Программы", "curriculum:programmes", "list", "curriculum.programme.read"),
    ("Планы", "curriculum:plans", "table", "curriculum.plan.read"),
    ("Заявки", "oversight:requests", "lock", "oversight.request.read"),
    ("Акты", "inspection:acts", "file", "inspection.act.read"),
    ("Пропуски", "oversight:excuses", "person", "oversight.excuse.set"),
    ("Учебный год", "opening:years", "calendar", "opening.year.run"),
    ("Архив", "archive:journals", "history", "archive.journal.read"),
    ("Все годы", "results:own", "history", "results.own.read"),
    ("Движение", "movement:orders", "person", "movement.group.read"),
    ("Реестры", "registers:overview", "list", "registers.overview.read"),
    ("Доступы", "credentials:groups", "key", "credentials.group.issue"),
    ("Доступы сотрудников", "credentials:staff", "key", "people.account.issue"),
    ("Поручения", "tasks:mine", "check", "tasks.task.read"),
    ("Родители", "people:consent", "people", "people.consent.give"),
    ("Мои данные", "registers:own", "person", "registers.own.read"),
    ("Кто видел мои данные", "privacy:seen", "eye", "privacy.readings.own"),
    ("Журнал доступа", "privacy:log", "eye", "privacy.readings.read"),
    ("Персональные данные", "privacy:office", "shield", "privacy.consent.list"),
    ("Сроки личных данных", "archive:personal", "history", "archive.personal.read"),
    ("Настройки колледжа", "bylaws:overview", "settings", "bylaws.settings.read"),
    ("Состояние", "operations:state", "settings", "operations.state.read"),
    ("Головы истории", "operations:heads", "shield", "operations.heads.read"),
)


# What stands in the bar and, the first three, at the thumb of a telephone: the daily work of the main role. The others follow
# in the order above, under «Ещё»; a role that is not named has that order from its beginning.
_WATCH = (
    "oversight:filling", "journal:journals", "inspection:rounds", "oversight:hours", "reports:index", "tasks:mine",
)  # fmt: skip
FIRST: dict[Role | None, tuple[str, ...]] = {
    Role.TEACHER: (
        "journal:today", "journal:journals", "journal:timetable", "curriculum:programmes", "reports:index", "inspection:own",
    ),
    Role.GROUP_LEADER: (
        "oversight:filling", "journal:journals", "oversight:excuses", "registers:overview", "reports:index", "tasks:mine",
    ),
    Role.DIRECTOR: _WATCH,
    Role.DEPUTY_ACADEMIC: _WATCH,
    Role.DEPUTY_PRACTICE: _WATCH,
    Role.DEPARTMENT_HEAD: (
        "oversight:filling", "journal:journals", "credentials:groups", "statements:list", "reports:index", "tasks:mine",
    ),
    Role.ADMINISTRATOR: (
        "oversight:filling", "opening:years", "exchange:lists", "exchange:imports", "credentials:staff", "operations:state",
    ),
    Role.INSPECTOR: (
        "journal:journals", "modules:groups", "statements:list", "results:index", "reports:index", "printing:groups",
    ),
    Role.IVC_HEAD: (
        "exchange:imports", "exchange:lists", "opening:years", "credentials:staff", "reports:index", "tasks:mine",
    ),
}  # fmt: skip

# Where a place stands in the map of all places, by the room of its address; a place that its room would mislead stands by name.
SECTIONS = ("Занятия", "Итоги", "Контроль", "Бумаги", "Учебная часть")
_LESSONS, _RESULTS, _CONTROL, _PAPERS, _OFFICE = SECTIONS
_BY_ROOM = {
    "journal": _LESSONS, "timetable": _LESSONS, "modules": _LESSONS,
    "assessment": _RESULTS, "statements": _RESULTS, "results": _RESULTS, "forecast": _RESULTS,
    "oversight": _CONTROL, "checks": _CONTROL, "inspection": _CONTROL, "tasks": _CONTROL, "indicators": _CONTROL, "objectivity": _CONTROL,
    "incidents": _CONTROL,
    "reports": _PAPERS, "printing": _PAPERS, "archive": _PAPERS,
}  # fmt: skip
_BY_NAME = {
    "oversight:excuses": _OFFICE,
    "timetable:editor": _OFFICE,
    "inspection:acts": _PAPERS,
    "operations:heads": _CONTROL,
    "privacy:log": _CONTROL,
    "privacy:seen": _OFFICE,
    "archive:personal": _OFFICE,
}


def parse_appearance(text: str) -> Appearance:
    """The appearance from «theme|contrast|size|interval»; anything unknown falls back to the default."""
    theme, contrast, size, interval, *_rest = [*text.split("|"), "", "", "", ""]
    return Appearance(
        theme if theme in THEMES else "system",
        contrast if contrast in CONTRASTS else "",
        size if size in SIZES else "1",
        interval if interval in INTERVALS else "1",
    )


@lru_cache(maxsize=256)
def _open_to(roles: frozenset[str]) -> tuple[tuple[Place, str, bool | None], ...]:
    """The places that these roles may open, none current; beside each its address and which face of the diary it is."""
    found = []
    first = FIRST.get(main_role(roles), ())
    rank = {name: number for number, name in enumerate(first)}
    for title, name, icon, action in sorted(PLACES, key=lambda place: rank.get(place[1], len(first))):
        if policy.knows(roles, action):
            url, marks = reverse(name), title == MARKS
            face = marks if name == "journal:diary-own" else None
            section = _BY_NAME.get(name) or _BY_ROOM.get(name.partition(":")[0], _OFFICE)
            found.append((Place(title, f"{url}?view=marks" if marks else url, icon, section=section), url, face))
    return tuple(found)


def places_of(actor: PersonActor, path: str) -> tuple[Place, ...]:
    """The places that this actor may open; the current one is known by its address, of two that fit by the longer."""
    marks, open_ = path.endswith("/marks/"), _open_to(actor.roles)
    nearest = max(
        (len(url) for _place, url, face in open_ if path.startswith(url) and face in (None, marks)), default=0
    )
    return tuple(
        replace(place, current=True)
        if path.startswith(url) and face in (None, marks) and len(url) == nearest
        else place
        for place, url, face in open_
    )


def _with_findings(actor: PersonActor, path: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """On the teacher's day also how many findings of the night wait for him; no other page asks anything for it."""
    if path != reverse("journal:today") or not policy.may(actor, OWN_CHECKS):
        return places
    own, number = reverse("checks:own"), own_open(actor)
    return tuple(replace(place, count=number) if place.url == own else place for place in places)


def shell_of(request: HttpRequest) -> Shell:
    """The shell for a request, signed in or not."""
    appearance = parse_appearance(request.COOKIES.get(APPEARANCE_COOKIE, ""))
    actor = getattr(request, "actor", None)
    if actor is None:
        return Shell(False, "", "", "", "", "", (), False, appearance)
    role = main_role(actor.roles)
    writes = policy.may(actor, "journal.lesson.write")
    return Shell(
        signed_in=True,
        college_name=actor.college_name,
        person_short=actor.name,
        person_full=actor.full_name,
        role_name=ROLE_NAMES[role] if role else "",
        initials=actor.initials,
        places=_with_findings(actor, request.path, places_of(actor, request.path)),
        read_only=policy.may(actor, "journal.page.read") and not policy.may(actor, "journal.page.write"),
        appearance=appearance,
        person=actor.person_id.hex if writes and actor.person_id else "",
        modules=("portal/pwa/own-device.js", *(("portal/js/queue.js",) if writes else ())),
        unread=actor.unread,
        gives_tasks=policy.may(actor, "tasks.person.assign"),
        lock_after=actor.lock_after,
    )
