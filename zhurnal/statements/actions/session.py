"""Several statements of a group's session at once: all of them or none (A4.12)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import LEVEL_WORDS, Level
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.curriculum.rules.kinds import joint_form
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import Wanted, draft_statement, open_statement
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import FORM_WORDS

NO_ROWS = Refusal("no_rows", "Отметьте хотя бы одну строку плана.")
PARTNERS = Refusal(
    "partners",
    "%(name)s: по плану отметка общая («%(joint)s») ещё с %(partners)s. Отметьте и их или составьте отдельно.",
)
FORMS = Refusal(
    "forms",
    "Одна отметка — одна форма, а выбраны разные: %(forms)s. Поставьте одну форму или составьте ведомости отдельно.",
)
LEVELS_DIFFER = Refusal("levels", "Одной отметкой не оценивают %(levels)s: эти строки составьте отдельно.")


@dataclass(frozen=True, slots=True)
class Pick:
    """A row of the plan, with the form that was chosen. ``joint``: the attestation that it shares by the plan, or "".

    ``partners``: the rows that share it and have no statement yet.
    """

    discipline: UUID
    level: Level
    form: str
    hours: int
    semester: int
    joint: str = ""
    partners: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """Of whom, in which term, on which day.

    ``joint``: one statement and one mark for all rows, not only for those that the plan joins; ``apart``: each by itself, also
    those that the plan joins; ``opened``: open them at once.
    """

    group: Group
    term: Term
    dated: date
    joint: bool = False
    opened: bool = False
    apart: bool = False


def prepare_statements(actor: PersonActor, session: Session, picks: Sequence[Pick]) -> list[Statement] | Refusal:
    """Draft, and perhaps open, a statement for each row. Nothing is written when one of them is refused."""
    if not picks:
        return NO_ROWS
    rows = Discipline.objects.of(actor.college_id).filter(pk__in=[pick.discipline for pick in picks])
    known = {row.pk: row for row in rows}
    made: list[Statement] = []
    bundles = _together(session, [pick for pick in picks if pick.discipline in known])
    for bundle in bundles:
        refusal = _not_one(bundle, known) or _incomplete(session, bundle, known, {pick.discipline for pick in picks})
        if refusal is not None:
            return refusal
    with transaction.atomic():
        for wanted in _wanted(session, bundles, known):
            statement = draft_statement(actor, wanted)
            refusal = statement if isinstance(statement, Refusal) else None
            if not isinstance(statement, Refusal):
                made.append(statement)
                refusal = open_statement(actor, statement) if session.opened else None
            if refusal is not None:
                transaction.set_rollback(True)
                text = {"name": str(wanted.discipline), "text": str(refusal)}
                return Refusal(refusal.code, "%(name)s: %(text)s", text)
    return made


def _not_one(bundle: Sequence[Pick], known: dict[UUID, Discipline]) -> Refusal | None:
    """Why these rows cannot have one statement: what differs would be dropped."""
    levels = dict.fromkeys(LEVEL_WORDS[pick.level] for pick in bundle)
    if len(levels) > 1:
        return Refusal(LEVELS_DIFFER.code, LEVELS_DIFFER.text, {"levels": " и ".join(levels)})
    if len({joint_form(pick.form) for pick in bundle}) > 1:
        forms = (f"{known[pick.discipline]} — {FORM_WORDS.get(pick.form, 'не выбрана')}" for pick in bundle)
        return Refusal(FORMS.code, FORMS.text, {"forms": "; ".join(forms)})
    return None


def _incomplete(
    session: Session, bundle: Sequence[Pick], known: dict[UUID, Discipline], picked: set[UUID]
) -> Refusal | None:
    """Why the bundle is not whole: a row that the plan joins was marked without its partners."""
    for pick in bundle if not session.apart else ():
        missing = [name for discipline, name in pick.partners if discipline not in picked]
        if missing:
            words = {"name": str(known[pick.discipline]), "joint": pick.joint, "partners": ", ".join(missing)}
            return Refusal(PARTNERS.code, PARTNERS.text, words)
    return None


def _wanted(session: Session, bundles: Sequence[Sequence[Pick]], known: dict[UUID, Discipline]) -> list[Wanted]:
    return [
        Wanted(
            session.group, session.term, known[first.discipline],
            joint_form(first.form) if rest else first.form, session.dated, first.semester, first.hours, first.level,
            tuple(one.discipline for one in rest),
        )
        for first, *rest in bundles
    ]  # fmt: skip


def _together(session: Session, picks: Sequence[Pick]) -> list[list[Pick]]:
    """Picks that get one statement and one mark, in the order of the plan."""
    found: dict[object, list[Pick]] = defaultdict(list)
    for place, pick in enumerate(picks):
        planned = (pick.joint, pick.level) if pick.joint and not session.apart else place
        found["all" if session.joint else planned].append(pick)
    return list(found.values())
