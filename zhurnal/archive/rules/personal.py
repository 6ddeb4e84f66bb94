"""When the data of somebody who left are destroyed, part by part, and when his name goes (ч. 7 ст. 5, ч. 4 ст. 21 152-ФЗ; A12.5)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.archive.rules.retention import TITLES, Document, due_on
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.wording import plural
from zhurnal.people.rules.roles import Role

NAME = "name"
EVENT = "archive.personal.destroyed"
"""What the record of changes says of each whose data were destroyed."""
MOST = 200  # people in an act
AHEAD = timedelta(days=30)
"""How long before its end the officer hears of a term."""
PART_OF = {
    "account": Document.ACCESS, "person": Document.ACCESS, "consent": Document.CONSENTS, "journal": Document.JOURNALS,
    "work": Document.JOURNALS, "statement": Document.STATEMENTS, "summary": Document.SUMMARIES, "order": Document.ORDERS,
}  # fmt: skip
"""Which line of the table of terms ends the rows of a declared term (``kernel.holdings``)."""
PARTS = frozenset(PART_OF.values())
"""All of them but the name."""
WITH_THE_NAME = ("people.Person", "people.FormerName", "incidents.Incident", "incidents.Anomaly")
"""Tables whose words about a person go with his name: the documents that are kept longer bear it, the record of incidents asks whose it was."""
PART_WORDS = {
    Document.ACCESS: "вход, почта, сведения реестра", Document.CONSENTS: "согласия и обращения", Document.JOURNALS: "пояснения в журналах",
    Document.STATEMENTS: "пояснения в ведомостях", Document.SUMMARIES: "пояснения в итогах и задолженностях",
    Document.ORDERS: "пояснения в приказах", NAME: "имя, дата рождения, пол",
}  # fmt: skip
OF_PEOPLE, CONSENTS = ("человека", "человек", "человек"), ("согласие", "согласия", "согласий")
FAMILY = frozenset({Role.STUDENT.value, Role.PARENT.value})
SIGNED = (Document.JOURNALS, Document.STATEMENTS)
"""What a member of the staff has signed, whatever else is known of him."""
NOTHING = Refusal("nothing", "Отметьте, чьи сведения уничтожаются: в акте нет ни одной строки.")
NOT_LISTED = Refusal(
    "not_due", "У кого-то из отмеченных сведения уже в другом акте, или срок их ещё не вышел. Обновите страницу."
)
TOO_MANY = Refusal(
    "too_many", "В одном акте не больше %(most)s человек. Снимите часть отметок и составьте второй акт.", {"most": MOST}
)
NO_LONGER = Refusal(
    "no_longer_due",
    "Акт исполнить нельзя: кто-то из названных вернулся, срок продлили, год открыли снова или пришло обращение. Отзовите акт и составьте новый.",
)
UNCONFIRMED = Refusal(
    "unconfirmed",
    "Ничего не уничтожено. Чтобы исполнить акт, впишите его номер, как он стоит в заголовке: вернуть уничтоженное будет нельзя.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the data of one who left stand today. ``due``: parts to be destroyed now; ``stays``: part → until which day it is kept."""

    due: tuple[str, ...]
    stays: tuple[tuple[str, date], ...]


def part_of(label: str, kept: str) -> str | None:
    """The part to which a declared table belongs; None: it ends in another way, or never."""
    return NAME if label in WITH_THE_NAME else PART_OF.get(kept)


def word_for(roles: Collection[str]) -> str:
    """What stands before the number of a person without a name."""
    if not set(roles) <= FAMILY:
        return "Сотрудник"
    return "Студент" if Role.STUDENT.value in roles else "Родитель"


def standing(
    gone: date, present: Collection[str], done: Collection[str], years: Mapping[Document, int], today: date
) -> Standing:
    """``gone``: the last day in the college; ``present``: parts of which anything is there; ``done``: destroyed already."""
    days: dict[str, date] = {part: due_on(gone, years[Document(part)]) for part in Document if part in present}
    days[NAME] = max(days.values(), default=due_on(gone, years[Document.ACCESS]))
    wanted = [(part, day) for part, day in days.items() if part not in done]
    return Standing(
        tuple(part for part, day in wanted if day <= today), tuple((part, day) for part, day in wanted if day > today)
    )


def words_of(parts: Collection[str]) -> str:
    """«вход, почта, сведения реестра; имя, дата рождения, пол»."""
    return "; ".join(words for part, words in PART_WORDS.items() if part in parts)


def title_of(part: str) -> str:
    """Why a part is kept, by the table of terms; a name is kept as long as the last document that bears it."""
    return "Имя: до последнего из этих сроков" if part == NAME else TITLES[Document(part)]


def near(due: int, soon: int, soon_on: date | None, consents: int) -> str:
    """What the officer hears, without a name; nothing when there is nothing to hear."""
    parts = []
    if due:
        parts.append(f"Срок уже вышел у {plural(due, OF_PEOPLE)}.")
    if soon and soon_on is not None:
        parts.append(f"С {soon_on:%d.%m.%Y} выйдет у {plural(soon, OF_PEOPLE)}.")
    if consents:
        parts.append(f"В ближайшие 30 дней кончается {plural(consents, CONSENTS)}.")
    return " ".join(parts)
