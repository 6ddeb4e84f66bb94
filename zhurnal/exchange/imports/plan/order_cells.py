"""Cells of a row of orders to an order and back to the plain values that a plan keeps."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from zhurnal.exchange.imports.plan.lists.base import Texts, Unfit
from zhurnal.exchange.imports.readers.cells import read_date
from zhurnal.exchange.lists import TABLES
from zhurnal.kernel.sought import fold
from zhurnal.movement.actions.drafts import Draft, NewPerson
from zhurnal.movement.rules import columns as titles
from zhurnal.movement.rules.kinds import KIND_WORDS, NEWCOMING, Kind

SHORT = {
    "приём": Kind.ADMISSION, "зачислить": Kind.ADMISSION, "зачисление переводом": Kind.TRANSFER_IN,
    "восстановить": Kind.RESTORATION, "перевод": Kind.TRANSFER, "перевести": Kind.TRANSFER, "академ": Kind.LEAVE,
    "акад. отпуск": Kind.LEAVE, "отпуск по уходу за ребёнком": Kind.CHILD_LEAVE, "выход из академического отпуска": Kind.RETURN,
    "смена фамилии": Kind.RENAME, "смена фио": Kind.RENAME, "отчислить": Kind.EXPULSION, "практика": Kind.PRACTICE,
}  # fmt: skip
KINDS = {fold(words): kind for words, kind in [*((words, kind) for kind, words in KIND_WORDS.items()), *SHORT.items()]}
SEXES = {"": "", "м": "m", "муж": "m", "мужской": "m", "ж": "f", "жен": "f", "женский": "f"}


def read_kind(texts: Texts) -> Kind:
    """The kind of order that a row names, in full or in a usual short form."""
    said = fold(texts.get("kind", ""))
    if said in KINDS:
        return KINDS[said]
    begins = {kind for words, kind in KINDS.items() if said and words.startswith(said)}
    if len(begins) == 1:
        return begins.pop()
    words = "; ".join(KIND_WORDS.values())
    raise Unfit(f"«{titles.KIND}»: «{texts.get('kind', '')[:60]}» не вид приказа. Бывает: {words}.", at=titles.KIND)


def read_line(texts: Texts) -> Draft:
    """The order of a row, without its students and groups; raises ``Unfit`` with the column's name."""
    for column in TABLES["orders"].columns:
        text = texts.get(column.key, "")
        if column.required and not text:
            raise Unfit(f"Столбец «{column.title}» пуст, а без него строку не загрузить.", at=column.title)
        if column.longest and len(text) > column.longest:
            raise Unfit(
                f"«{column.title}»: знаков {len(text)}, а помещается {column.longest}. Сократите.", at=column.title
            )
    kind, dated = read_kind(texts), read_day(titles.DATED, texts["dated"])
    said = texts.get("effective", "")
    effective = read_day(titles.EFFECTIVE, said) if said else dated
    born = read_day(titles.BORN, texts["birth_date"]) if texts.get("birth_date") else None
    return Draft(
        kind, texts["number"], dated, effective, texts.get("ground", ""), texts.get("details", ""),
        newcomer=_newcomer(kind, texts, born),
    )  # fmt: skip


def read_day(title: str, text: str) -> dt.date:
    """A date, or ``Unfit``."""
    day = read_date(text)
    if day is None or day.doubtful:
        raise Unfit(f"«{title}»: «{text[:40]}» не читается как дата. Пишите так: 01.09.2026.", at=title)
    return day.value


def _newcomer(kind: Kind, texts: Texts, born: dt.date | None) -> NewPerson | None:
    middle = texts.get("patronymic", "")
    if kind in NEWCOMING:
        sex = fold(texts.get("sex", "")).rstrip(".")
        if sex not in SEXES:
            reason = f"«{titles.SEX}»: здесь бывает «мужской» или «женский», а стоит «{texts['sex'][:40]}»."
            raise Unfit(reason, at=titles.SEX)
        return NewPerson(texts["surname"], texts["given"], middle, born, SEXES[sex])
    if kind is not Kind.RENAME:
        return None
    new = [texts.get(key, "") for key in ("new_surname", "new_given", "new_patronymic")]
    if not any(new):
        reason = f"Столбец «{titles.NEW_SURNAME}» пуст, а приказ меняет имя. Впишите новую фамилию или имя."
        raise Unfit(reason, at=titles.NEW_SURNAME)
    return NewPerson(new[0] or texts["surname"], new[1] or texts["given"], new[2] or middle)


def draft_values(draft: Draft) -> dict[str, Any]:
    """The order as JSON values."""
    new = draft.newcomer
    return {
        "kind": draft.kind.value, "number": draft.number, "dated": draft.dated.isoformat(),
        "effective": draft.effective.isoformat(), "ground": draft.ground, "details": draft.details,
        "group": draft.group.hex if draft.group else "", "students": [pk.hex for pk in draft.students],
        "subgroups": [pk.hex for pk in draft.subgroups], "another": draft.another,
        "newcomer": [new.surname, new.given, new.patronymic, new.birth_date.isoformat() if new.birth_date else "", new.sex]
        if new else [],
    }  # fmt: skip


def draft_of(values: Mapping[str, Any], batch: UUID) -> Draft:
    """The order again; ``batch`` names the file's run."""
    new = None
    if values["newcomer"]:
        surname, given, patronymic, born, sex = values["newcomer"]
        new = NewPerson(surname, given, patronymic, dt.date.fromisoformat(born) if born else None, sex)
    return Draft(
        Kind(values["kind"]), values["number"], dt.date.fromisoformat(values["dated"]),
        dt.date.fromisoformat(values["effective"]), values["ground"], values["details"],
        UUID(values["group"]) if values["group"] else None, tuple(UUID(pk) for pk in values["students"]), new,
        tuple(UUID(pk) for pk in values["subgroups"]), batch, another=values["another"],
    )  # fmt: skip
