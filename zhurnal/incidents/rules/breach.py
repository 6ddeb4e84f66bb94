"""The file of a breach: the law's two clocks, and the words of both notices (ч. 3.1 ст. 21 152-ФЗ). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.wording import plural

FIRST_HOURS, RESULT_HOURS = 24, 72
"""Whole hours from the moment of discovery, by night and on holidays too."""
HOURS, MINUTES, DAYS = ("час", "часа", "часов"), ("минута", "минуты", "минут"), ("день", "дня", "дней")
PEOPLE = ("человек", "человека", "человек")
FINES = (1_000, 10_000, 100_000)
"""From how many people on the fine is another one (ст. 13.11 КоАП)."""
LEADING = timedelta(minutes=10)
"""A reading that repeats one of the last minutes is not written down again: so the count begins earlier by as much."""
TITLE = "Уведомление о факте неправомерной или случайной передачи (предоставления, распространения, доступа) персональных данных"
WHICH = {"first": "первичное, о произошедшем", "result": "дополнительное, о результатах внутреннего расследования"}
PARTS = {
    "happened": "Что произошло", "categories": "Какие сведения", "cause": "Предполагаемые причины", "harm": "Предполагаемый вред",
    "measures": "Принятые меры", "contact": "С кем связаться", "result": "Результаты внутреннего расследования",
    "culprits": "Чьи действия стали причиной",
}  # fmt: skip
NEEDED = {
    "first": ("happened", "categories", "cause", "harm", "measures", "contact"),
    "result": ("happened", "categories", "measures", "contact", "result"),
}
HARM = "Посторонний мог узнать перечисленные сведения."
OWN_BREACH = Refusal("own_breach", "Это дело о вашей учётной записи: его ведёт другой ответственный.")
FUTURE = Refusal("future", "Выявить утечку позже, чем сейчас, нельзя: проверьте день и время.")
BACKWARDS = Refusal("backwards", "Доступ не мог кончиться раньше, чем начался.")
OTHER_ACCOUNT = Refusal(
    "other_account", "Инцидент открыт о другой учётной записи: укажите её логин или заведите дело без инцидента."
)
NO_ACCOUNT = Refusal("no_account", "Такого логина в колледже нет. Логин напечатан на листке доступа.")
EARLY = Refusal("early", "Уведомление не могло уйти раньше, чем утечку выявили, или позже, чем сейчас.")
NO_NUMBER = Refusal("no_number", "Укажите номер, под которым уведомление принято.")
FIRST_FIRST = Refusal("first_first", "Сначала отправьте первое уведомление и отметьте его.")
SENT = Refusal("sent", "Это уведомление уже отмечено отправленным.")
OVER = Refusal("over", "Оба уведомления отправлены: дело больше не меняется.")


def unfilled(which: str, values: Mapping[str, str]) -> Refusal | None:
    """What the law asks for in the notice and nobody wrote."""
    missing = [PARTS[name].lower() for name in NEEDED[which] if not values.get(name, "").strip()]
    return Refusal("unfilled", "Сначала заполните: %(parts)s.", {"parts": ", ".join(missing)}) if missing else None


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the two terms."""

    which: str
    due: datetime
    sent: datetime | None
    number: str

    def tone(self, now: datetime) -> str:
        """Of its tag: red when the term has passed unsent, or the notice left after it."""
        if self.sent is not None:
            return "bad" if self.sent > self.due else "good"
        return "bad" if now > self.due else "warn"

    def words(self, now: datetime) -> str:
        """How much is left, by how much it is overdue, or when it left."""
        if self.sent is not None:
            late = f", позже срока на {span(self.sent - self.due)}" if self.sent > self.due else ""
            return f"отправлено {self.sent:%d.%m.%Y, %H:%M}, № {self.number}{late}"
        return f"просрочено на {span(now - self.due)}" if now > self.due else f"осталось {span(self.due - now)}"


def clocks(
    discovered: datetime, first: tuple[datetime | None, str], result: tuple[datetime | None, str]
) -> tuple[Clock, Clock]:
    """Both, counted from the discovery; (when it left, its number) of each notice."""
    return (
        Clock("first", discovered + timedelta(hours=FIRST_HOURS), *first),
        Clock("result", discovered + timedelta(hours=RESULT_HOURS), *result),
    )


def span(length: timedelta) -> str:
    """«5 часов 10 минут», «3 дня 2 часа»: the accusative is the same for all but «минута»."""
    minutes = int(length.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days > RESULT_HOURS // 24:
        return plural(days, DAYS)
    hours += days * 24
    minute = plural(minutes, ("минуту", "минуты", "минут"))
    return f"{plural(hours, HOURS)} {minute}" if hours and minutes else plural(hours, HOURS) if hours else minute


def scale(people: int) -> str:
    """Where the number stands among the steps of the fine."""
    steps = [one for one in FINES if people >= one]
    return f"от {steps[-1]:,}".replace(",", "\u202f") if steps else f"меньше {FINES[0]:,}".replace(",", "\u202f")


def notice(which: str, college: str, facts: Mapping[str, str], values: Mapping[str, str]) -> list[tuple[str, str]]:
    """The notice as (title, text), in the order in which the law names its parts."""
    rows = [("Оператор", college), ("Выявлено", facts["discovered"])]
    if which == "result":
        rows.append(("К первичному уведомлению", facts["first"]))
    rows += [(PARTS["happened"], values["happened"]), ("Когда был доступ", facts["span"])]
    rows += [("Число субъектов персональных данных", facts["people"]), (PARTS["categories"], values["categories"])]
    if which == "first":
        rows += [(PARTS[name], values[name]) for name in ("cause", "harm", "measures")]
    else:
        culprits = values["culprits"].strip() or "не установлены"
        rows += [
            (PARTS["result"], values["result"]),
            (PARTS["culprits"], culprits),
            (PARTS["measures"], values["measures"]),
        ]
    return [*rows, ("Уполномочен на связь по этому случаю", values["contact"])]


def people_words(people: int) -> str:
    """«37 человек (меньше 1 000)»."""
    return f"{plural(people, PEOPLE)} ({scale(people)})"
