"""What a parent may choose as the cause of an absence, and as which kind it counts once accepted (A6.5, A6.6)."""

from dataclasses import dataclass

from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.kernel.refusal import Refusal

COMMENT_LIMIT = 180
OPEN_AT_ONCE = 10  # messages about one student without an answer
PAPERS_A_DAY = 12  # that one account sends about one student within 24 hours
MANY = Refusal(
    "many", f"Об этом студенте уже {OPEN_AT_ONCE} сообщений без ответа. Дождитесь ответа или позвоните в колледж."
)
MANY_PAPERS = Refusal(
    "many_papers",
    f"За сутки вы прислали уже {PAPERS_A_DAY} файлов. Отправьте сообщение без них или пришлите их завтра.",
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One choice. Nothing here asks for a diagnosis."""

    code: str
    words: str
    kind: ExcuseKind


CAUSES = (
    Cause("illness", "Болезнь", ExcuseKind.ILLNESS),
    Cause("family", "Семейные дела", ExcuseKind.VALID),
    Cause("service", "Военкомат", ExcuseKind.VALID),
    Cause("contest", "Соревнования", ExcuseKind.ORDER),
    Cause("other", "Другое", ExcuseKind.VALID),
)


def cause_of(code: str) -> Cause:
    """The choice of a code; an unknown one counts as «другое»."""
    return next((cause for cause in CAUSES if cause.code == code), CAUSES[-1])


def note_of(cause: Cause, comment: str) -> str:
    """What the group leader reads: «Военкомат. Повестка на 25 ноября»."""
    words = [] if cause.code in ("illness", "other") and comment else [cause.words]
    return ". ".join([*words, *([" ".join(comment.split())] if comment.strip() else [])])
