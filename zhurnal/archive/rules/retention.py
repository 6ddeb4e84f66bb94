"""Kinds of documents with the usual terms of storage, and when one is due (A12.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhurnal.kernel.refusal import Refusal

SEPTEMBER = 9


class Document(StrEnum):
    """Kinds of documents, in the order of the table."""

    JOURNALS = "journals"
    SUMMARIES = "summaries"
    STATEMENTS = "statements"
    STATE_EXAM = "state_exam"
    COURSE_WORKS = "course_works"
    DIPLOMA_WORKS = "diploma_works"
    ORDERS = "orders"
    ACCESS = "access"
    CONSENTS = "consents"


class ActState(StrEnum):
    """An act is drawn up by one person and carried out by another, or taken back before that."""

    DRAFT = "draft"
    DONE = "done"
    DROPPED = "dropped"


ACT_WORDS = {ActState.DRAFT: "составлен", ActState.DONE: "исполнен", ActState.DROPPED: "отозван"}
OTHER = Refusal("same_person", "Исполнить акт должен другой человек, не тот, кто его составил.")
DONE = Refusal("done", "Этот акт уже исполнен.")
DROPPED = Refusal("dropped", "Этот акт отозван. Обновите страницу.")
SETTLED = {ActState.DONE: DONE, ActState.DROPPED: DROPPED}
TITLES = {
    Document.JOURNALS: "Журналы учебных занятий и журналы модулей, пакет года",
    Document.SUMMARIES: "Сводные ведомости успеваемости",
    Document.STATEMENTS: "Зачётные и экзаменационные ведомости",
    Document.STATE_EXAM: "Протоколы государственной итоговой аттестации",
    Document.COURSE_WORKS: "Курсовые работы и проекты",
    Document.DIPLOMA_WORKS: "Выпускные квалификационные работы",
    Document.ORDERS: "Приказы по контингенту студентов",
    Document.ACCESS: "Вход, почта и сведения реестра тех, кто выбыл",
    Document.CONSENTS: "Согласия и обращения о персональных данных тех, кто выбыл",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; ``years`` count from 1 January after the year of study ended."""

    document: Document
    years: int
    article: str
    place: str

    @property
    def title(self) -> str:
        """The kind in words."""
        return TITLES[self.document]


USUAL = (
    Rule(Document.JOURNALS, 5, "номенклатура дел колледжа", "электронный архив"),
    Rule(Document.SUMMARIES, 75, "номенклатура дел колледжа", "личные дела"),
    Rule(Document.STATEMENTS, 5, "номенклатура дел колледжа", "учебная часть"),
    Rule(Document.STATE_EXAM, 75, "номенклатура дел колледжа", "архив"),
    Rule(Document.COURSE_WORKS, 2, "номенклатура дел колледжа", "цикловые комиссии"),
    Rule(Document.DIPLOMA_WORKS, 5, "номенклатура дел колледжа", "архив"),
    Rule(Document.ORDERS, 75, "номенклатура дел колледжа", "канцелярия"),
    Rule(Document.ACCESS, 1, "цель обработки достигнута, ч. 7 ст. 5 152-ФЗ", "журнал"),
    Rule(Document.CONSENTS, 3, "срок исковой давности, ст. 196 ГК", "журнал"),
)


def table(changed: Mapping[str, tuple[int, str, str]]) -> tuple[Rule, ...]:
    """The table as the college keeps it; ``changed``: document → (years, article, place)."""
    return tuple(Rule(one.document, *changed.get(one.document, (one.years, one.article, one.place))) for one in USUAL)


def due_on(ended: date, years: int) -> date:
    """The first day on which documents of a year that ended then may be destroyed."""
    return date(ended.year + 1 + years, 1, 1)


def year_after(ended: date, next_starts: date | None) -> date:
    """The first day of the year that follows; while it is not opened, 1 September. Years that overlap keep their own last day."""
    day = next_starts or date(ended.year + (ended.month >= SEPTEMBER), SEPTEMBER, 1)
    return max(day, ended + timedelta(days=1))


def act_refusal(chair: str, members: str, lines: int) -> Refusal | None:
    """Why an act cannot be drawn up."""
    if not lines:
        return Refusal("nothing", "Отметьте, что уничтожается: в акте нет ни одной строки.")
    if not chair.strip() or not [one for one in members.splitlines() if one.strip()]:
        return Refusal("commission", "Впишите председателя и хотя бы одного члена комиссии.", needs="commission")
    return None
