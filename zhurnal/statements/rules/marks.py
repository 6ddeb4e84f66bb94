"""What may stand in a line of a statement, how it is typed and how it is read out (A4.12)."""

from dataclasses import dataclass

from zhurnal.assessment.rules.values import CREDITED, IN_WORDS, MARKS, NOT_CREDITED, is_positive
from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.rules.kinds import NO_SHOW_WORDS, NoShow

CREDIT_FORMS = frozenset({"З"})
TYPED = {
    **{mark: mark for mark in MARKS},
    "отл": "5", "отлично": "5", "хор": "4", "хорошо": "4", "уд": "3", "удовл": "3", "удовлетворительно": "3",
    "неуд": "2", "неудовл": "2", "неудовлетворительно": "2",
    "з": CREDITED, "зач": CREDITED, "зачтено": CREDITED, "+": CREDITED,
    "нз": NOT_CREDITED, "незач": NOT_CREDITED, "не зач": NOT_CREDITED, "не зачтено": NOT_CREDITED,
    "незачтено": NOT_CREDITED, "-": NOT_CREDITED,
}  # fmt: skip
ABSENT = {
    "н": NoShow.INVALID, "ня": NoShow.INVALID, "н/я": NoShow.INVALID, "не явился": NoShow.INVALID,
    "не явилась": NoShow.INVALID,
    "ну": NoShow.VALID, "нб": NoShow.VALID, "болен": NoShow.VALID, "больна": NoShow.VALID,
}  # fmt: skip
LATIN = str.maketrans("hy", "ну")  # typed with the other layout's letters of the same look
WRONG_MARK = "«%(text)s» сюда не ставят. Можно 5, 4, 3, 2, н (не явился) или ну (не явился по уважительной причине)."
WRONG_CREDIT = "«%(text)s» сюда не ставят. Можно зач, незач, н (не явился) или ну (не явился по уважительной причине)."


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a student: a mark, or why he did not come; both empty is nothing yet."""

    value: str = ""
    no_show: str = ""

    @property
    def given(self) -> bool:
        """Whether there is an answer."""
        return bool(self.value or self.no_show)


def accepted(form: str) -> tuple[str, ...]:
    """The marks of a form of attestation: of a credit зач and незач, of all the others 5 to 2."""
    return (CREDITED, NOT_CREDITED) if form in CREDIT_FORMS else MARKS


def read(text: str, form: str) -> Answer | Refusal:
    """What was typed; nothing typed is nothing yet."""
    word = " ".join(text.lower().split()).rstrip(". ")
    if not word:
        return Answer()
    absent = ABSENT.get(word.translate(LATIN), "")
    if absent:
        return Answer(no_show=absent)
    value = TYPED.get(word, "")
    if value in accepted(form):
        return Answer(value)
    sentence = WRONG_CREDIT if form in CREDIT_FORMS else WRONG_MARK
    return Refusal("wrong_mark", sentence, {"text": text.strip()[:40]})


def typed(answer: Answer) -> str:
    """The shortest text that reads as the answer: what stands in the field."""
    if answer.no_show:
        return "ну" if answer.no_show == NoShow.VALID else "н"
    return answer.value


def in_words(value: str, no_show: str, barred: str, mastery: str = "", *, expelled: bool = False) -> str:
    """«отлично», «не явился», «не допущен», «отчислен»; of a module with what became of it: «хорошо, освоен»."""
    if expelled and not value:
        return "отчислен"
    if barred:
        return "не допущен"
    if no_show:
        return NO_SHOW_WORDS[NoShow(no_show)]
    words = IN_WORDS.get(value, "")
    return f"{words}, {mastery}" if words and mastery else words


def to_record_book(value: str, mastery: str = "") -> bool:
    """Only positive results are written into the зачётная книжка, in the semester they belong to (A4.13)."""
    return is_positive(value, mastery)
