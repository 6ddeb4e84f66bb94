"""Refusals and sentences about incidents. Pure."""

from collections.abc import Mapping
from datetime import datetime

from zhurnal.incidents.rules.patterns import RULE_WORDS, Rule
from zhurnal.kernel.dates import clock, day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.wording import plural

MARKS = ("отметка", "отметки", "отметок")
STUDENTS = ("студент", "студента", "студентов")
OWN_INCIDENT = Refusal("own_incident", "Этот инцидент о вашей учётной записи: решает другой ответственный.")
RELEASED = Refusal("released", "Инцидент уже закрыт: замораживать и отменять больше нечего.")
SAME_PERSON = Refusal("same_person", "Вы уже согласились. Второй подписи ждут от другого ответственного.")
NOT_UNDONE = Refusal(
    "nothing",
    "Отменять нечего: отметки уже такие, какими были до инцидента, или их потом изменили другие, или они отмечены в столбце «Моё».",
)
MOVED = Refusal("moved", "Время этого инцидента тем временем изменили. Проверьте столбец «Моё» ещё раз и повторите.")
SETTLED = Refusal("settled", "На этот сигнал уже ответили. Обновите страницу.")
NO_WORDS = Refusal("no_words", "Напишите, почему это в порядке: ответ останется в журнале.")


def frozen(number: int) -> Refusal:
    """Why neither an old mark, work or roll call nor a result is changed while an incident is open."""
    text = (
        "Отметки прошлых дней и итоги заморожены: идёт инцидент № %(number)s. "
        "Сегодняшние занятия можно вести. Снять заморозку могут двое ответственных: заместитель директора и начальник ИВЦ."
    )
    return Refusal("marks_frozen", text, {"number": number})


def reason_of(number: int) -> str:
    """The reason that stands beside each mark taken back."""
    return f"отмена инцидента № {number}"


def sentence(facts: Mapping[str, object], first: datetime, last: datetime) -> str:
    """An anomaly in one sentence: «27 ноября, 23:14–23:16: 10 отметок у 3 студентов, устройство Firefox, Linux»."""
    changes, students = int(str(facts.get("changes", 0))), int(str(facts.get("students", 0)))
    when = clock(first.time())
    if first != last and clock(last.time()) != when:
        when += f"–{clock(last.time())}"
    words = f"{day_month(first.date())}, {when}: {plural(changes, MARKS)}, {plural(students, STUDENTS)}"
    devices = facts.get("devices")
    if isinstance(devices, list) and devices:
        words += f"; {'; '.join(str(one) for one in devices)}"
    return words


def title_of(rule: str) -> str:
    """How a rule is called on pages."""
    return RULE_WORDS.get(Rule(rule), rule) if rule in set(Rule) else rule
