"""When a role may be given: its dates, its department, two people for a high one. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from zhurnal.kernel.refusal import Refusal
from zhurnal.people.rules.codes import HIGH
from zhurnal.people.rules.roles import Role

ASK_LIVES = timedelta(days=14)
LONGEST_CHECK = timedelta(days=92)
FAMILY = (Role.STUDENT, Role.PARENT)
GIVEN_HERE = tuple(role for role in Role if role not in FAMILY)

NOT_HERE = Refusal("family_role", "Роли студента и родителя появляются сами: из зачисления и из связи с ребёнком.")
BACKDATED = Refusal("backdated", "Роль даётся с сегодняшнего дня или позже: задним числом её не было.")
ENDS_FIRST = Refusal("ends_first", "Последний день роли раньше первого. Исправьте даты.")
WHICH_DEPARTMENT = Refusal("which_department", "Заведующему нужно отделение. Выберите его в списке.")
NO_END = Refusal(
    "no_end", "Внешнему проверяющему нужен последний день: поставьте день, которым заканчивается проверка."
)
TOO_LONG = Refusal(
    "too_long",
    "Внешнего проверяющего впускают не дольше чем на три месяца (92 дня). Поставьте день раньше, потом дайте роль ещё раз.",
)
NOT_LONGER = Refusal(
    "not_longer", "Эту роль дают двое, поэтому один человек её не продлевает. Дайте роль ещё раз с новыми днями."
)
KNOWN = Refusal("known", "Человек с таким именем в журнале уже есть. Дайте роль на его странице или уточните имя.")
HAS_IT = Refusal("has_it", "Такая роль у человека уже есть. Сначала закончите прежнюю.")
OWN_ROLE = Refusal(
    "own_role", "Свои роли не дают и не заканчивают сами. Попросите другого администратора или начальника ИВЦ."
)
SECOND = Refusal("second", "Эту роль попросили вы. Дать её должен другой администратор или начальник ИВЦ.")
SETTLED = Refusal("settled", "Эту просьбу уже решили. Обновите страницу.")
PASSED = Refusal("passed", "Последний день этой роли уже прошёл. Нажмите «Не давать» и попросите роль с другими днями.")
TOO_OLD = Refusal("too_old", "Просьбе больше 14 дней: она больше не действует. Попросите роль заново.")
LAST_ONE = Refusal("last_one", "Это последний администратор журнала. Сначала дайте эту роль другому человеку.")
NOT_BACK = Refusal(
    "not_back", "По этой загрузке закончилась высокая роль. Заново её дают двое: попросите её на странице человека."
)
OVER = Refusal("over", "Эта роль уже закончилась.")
ENDED_BACK = Refusal(
    "ended_back", "Последний день роли — сегодня или позже. Чтобы закрыть вход сейчас же, поставьте вчерашний день."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A role with its dates; ``until``: the last day, None without end."""

    role: Role
    department: UUID | None
    since: date
    until: date | None


def refusal_of_wish(wish: Wish, today: date) -> Refusal | None:
    """Why this role is not given as it stands."""
    if wish.role in FAMILY:
        return NOT_HERE
    if wish.since < today:
        return BACKDATED
    if wish.until is not None and wish.until < wish.since:
        return ENDS_FIRST
    if wish.role is Role.DEPARTMENT_HEAD and wish.department is None:
        return WHICH_DEPARTMENT
    if wish.role is Role.INSPECTOR:
        return refusal_of_check(wish.since, wish.until)
    return None


def refusal_of_check(since: date, until: date | None) -> Refusal | None:
    """Why a checker from outside is not let in for this time: without a last day, or for longer than any check takes (A13)."""
    if until is None:
        return NO_END
    return TOO_LONG if until - since > LONGEST_CHECK else None


def refusal_of_asked(wish: Wish, today: date) -> Refusal | None:
    """Why what was asked for some days ago is given no more, as it would begin now."""
    if wish.until is not None and wish.until < today:
        return PASSED
    return refusal_of_wish(wish, today)


def needs_two(role: str) -> bool:
    """Whether the role is given by two people."""
    return role in HIGH


def refusal_of_second(
    asked_by: UUID, asked_at: datetime, second: UUID | None, person: UUID, now: datetime
) -> Refusal | None:
    """Why this second person does not give the role now."""
    if second == asked_by:
        return SECOND
    if second is None or second == person:
        return OWN_ROLE
    if now - asked_at > ASK_LIVES:
        return TOO_OLD
    return None


def lengthened(role: str, until: date | None, asked: date) -> bool:
    """Whether another last day would lengthen a role that two people gave: one alone only shortens it."""
    return needs_two(role) and until is not None and asked > until


def last_day(asked: date, since: date, today: date) -> "date | Refusal":
    """The last day of a role that is ended: yesterday at the earliest, which closes the way in with the next request."""
    if asked < today - timedelta(days=1):
        return ENDED_BACK
    return cut(asked, since)


def cut(last: date, since: date) -> date:
    """The last day of a role; the day before its first where it never begins."""
    return max(last, since - timedelta(days=1))
