"""Closed sets of statements and debts (A4.8, A4.12)."""

from enum import StrEnum

from zhurnal.assessment.rules.levels import GIA, Level


class Kind(StrEnum):
    """What a statement is for."""

    MAIN = "main"
    RETAKE = "retake"
    INDIVIDUAL = "individual"
    COMMISSION = "commission"


class State(StrEnum):
    """A draft has no number yet; a closed one decides; a cancelled one keeps its number and its reason."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """What a person does at the examination."""

    EXAMINER = "examiner"
    CHAIR = "chair"
    MEMBER = "member"


class NoShow(StrEnum):
    """A student who did not come: with a valid reason the try does not count (A4.8)."""

    VALID = "valid"
    INVALID = "invalid"


class Arisen(StrEnum):
    """What a debt arose from."""

    UNFIT = "unfit"
    NO_SHOW = "no_show"
    NOT_ADMITTED = "not_admitted"
    NOT_ATTESTED = "not_attested"
    DIFFERENCE = "difference"  # академическая разница of who came by transfer (A7.3)


class Pause(StrEnum):
    """Time that is not counted into the year of a debt (A4.8)."""

    ILLNESS = "illness"
    ACADEMIC_LEAVE = "leave"
    MATERNITY = "maternity"


class Outcome(StrEnum):
    """How a try ended; planned is not yet; excused and barred do not count."""

    PLANNED = "planned"
    PASSED = "passed"
    FAILED = "failed"
    EXCUSED = "excused"
    BARRED = "barred"


class Ended(StrEnum):
    """Why a debt is no more."""

    PASSED = "passed"
    CREDITED = "credited"
    MISTAKEN = "mistaken"  # the statement it arose from was reopened and corrected
    EXPELLED = "expelled"


KIND_WORDS = {
    Kind.MAIN: "основная",
    Kind.RETAKE: "повторная",
    Kind.INDIVIDUAL: "экзаменационный лист",
    Kind.COMMISSION: "комиссия",
}
TITLES = {
    Kind.MAIN: "Зачётно-экзаменационная ведомость",
    Kind.RETAKE: "Ведомость повторной аттестации",
    Kind.INDIVIDUAL: "Экзаменационный лист",
    Kind.COMMISSION: "Ведомость повторной аттестации с комиссией",
}
STATE_TITLE = "Ведомость государственной итоговой аттестации"
STATE_WORDS = {
    State.DRAFT: "черновик",
    State.OPEN: "открыта",
    State.CLOSED: "закрыта",
    State.CANCELLED: "аннулирована",
}
PART_WORDS = {Part.EXAMINER: "экзаменатор", Part.CHAIR: "председатель комиссии", Part.MEMBER: "член комиссии"}
NO_SHOW_WORDS = {NoShow.VALID: "не явился, причина уважительная", NoShow.INVALID: "не явился"}
ARISEN_WORDS = {
    Arisen.UNFIT: "неудовлетворительный результат",
    Arisen.NO_SHOW: "неявка без уважительной причины",
    Arisen.NOT_ADMITTED: "не допущен",
    Arisen.NOT_ATTESTED: "не аттестован",
    Arisen.DIFFERENCE: "академическая разница",
}
PAUSE_WORDS = {
    Pause.ILLNESS: "болезнь",
    Pause.ACADEMIC_LEAVE: "академический отпуск",
    Pause.MATERNITY: "отпуск по беременности и родам, по уходу за ребёнком",
}
OUTCOME_WORDS = {
    Outcome.PLANNED: "назначена",
    Outcome.PASSED: "сдано",
    Outcome.FAILED: "не сдано",
    Outcome.EXCUSED: "не явился по уважительной причине, попытка не считается",
    Outcome.BARRED: "не допущен, попытка не считается",
}
UNCOUNTED = (Outcome.EXCUSED, Outcome.BARRED)
"""A student has two tries to be examined (A4.8): who was ill, or was not let in, was not examined."""
ENDED_WORDS = {
    Ended.PASSED: "сдано",
    Ended.CREDITED: "перезачтено",
    Ended.MISTAKEN: "записано по ошибке",
    Ended.EXPELLED: "отчислен",
}

# Forms of attestation as a plan names them → how they are called and which level of result they decide.
FORM_WORDS = {
    "З": "зачёт",
    "ДЗ": "дифференцированный зачёт",
    "Э": "экзамен",
    "КДЗ": "комплексный дифференцированный зачёт",
    "КЭ": "комплексный экзамен",
    "КП": "курсовой проект",
    "КР": "курсовая работа",
    "К": "контрольная работа",
    "ЭМ": "экзамен по модулю",
}
STATE_FORMS = {
    "ДЭ": "демонстрационный экзамен",
    "ГЭ": "государственный экзамен",
    "ДП": "защита дипломного проекта",
    "ДР": "защита дипломной работы",
}
LEVEL_OF = {
    **dict.fromkeys(FORM_WORDS, Level.EXAM),
    "КП": Level.PROJECT,
    "КР": Level.PROJECT,
    "ЭМ": Level.MODULE,
    "ДЭ": Level.STATE_EXAM,
    "ГЭ": Level.STATE_EXAM,
    "ДП": Level.THESIS,
    "ДР": Level.THESIS,
}
JOINT = frozenset({"КДЗ", "КЭ"})
EXAMS = frozenset({"Э", "КЭ", "ЭМ"})  # those to which a student is admitted (A4.2)
LEVELS = (Level.EXAM, Level.PROJECT, Level.PRACTICE, Level.MODULE, Level.STATE_EXAM, Level.THESIS)
SETTLES_TERM = frozenset({Level.EXAM, Level.PRACTICE, Level.MODULE})
"""Attestations that stand for the term mark of their discipline; a course project stands beside it."""
ONCE = GIA | {Level.MODULE}  # passed in one term, not held again in another


def form_words(form: str) -> str:
    """«Э» → «экзамен», «ДЭ» → «демонстрационный экзамен»; a form that nobody knows as it stands."""
    return FORM_WORDS.get(form) or STATE_FORMS.get(form, form)


def title_of(kind: str, level: str) -> str:
    """What stands over the paper."""
    return STATE_TITLE if level in GIA and kind == Kind.MAIN else TITLES[Kind(kind)]


def by_commission(kind: str, level: str) -> bool:
    """Whether a commission takes it: a second retake, and the state attestation."""
    return kind == Kind.COMMISSION or level in GIA


def same_place(level: str) -> list[str]:
    """Levels at which a debt of an attestation of this level may stand: its own, and the term mark that it stands for."""
    return [level, Level.TERM] if level in SETTLES_TERM else [level]


def level_of(form: str, planned: Level) -> Level:
    """The level that a form decides; practice keeps its own, whatever its form, and no discipline is one of the state attestation."""
    found = LEVEL_OF.get(form, planned)
    return planned if planned in {Level.PRACTICE, Level.MODULE} or found in GIA else found
