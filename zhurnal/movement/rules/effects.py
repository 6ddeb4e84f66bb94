"""What an order did with a student, told from its traces. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from zhurnal.kernel.dates import full
from zhurnal.kernel.wording import plural
from zhurnal.movement.rules.kinds import BASIS_WORDS, EXPULSION_REASONS
from zhurnal.registers.rules.fields import STUDY_FORM

DIPLOMAS = timedelta(days=10)
PARENTS = ("родителю", "родителям", "родителям")


def effects(traces: Mapping[str, Any], effective: date, left: str, entered: str, *, awaits: bool) -> list[str]:
    """Short sentences without a full stop; ``left``, ``entered``: names of groups; ``awaits``: its day has not come yet."""
    day, told = full(effective), []
    if traces.get("closed"):
        off = date.fromisoformat(traces["left"]) if "left" in traces else effective
        told.append(f"в списке {left} по {full(off - timedelta(days=1))}")
    if traces.get("opened"):
        told.append(f"в списке {entered} с {day}")
    closed, opened = (len(traces.get(name) or ()) for name in ("subgroups_closed", "subgroups_opened"))
    if closed:
        told.append(f"подгрупп закрыто: {closed}")
    if opened:
        told.append(f"подгрупп открыто: {opened}")
    if traces.get("ahead"):
        name = " ".join(part for part in (traces["ahead"][key] for key in ("surname", "given", "patronymic")) if part)
        told.append(f"новое имя {'будет' if awaits else 'действует'} с {day}: {name}")
    if traces.get("basis"):
        told.append(f"{BASIS_WORDS[traces['basis']['after']]} с {day}")
    if traces.get("form"):
        told.append(f"форма обучения {STUDY_FORM[traces['form']['after']]} с {day}")
    if traces.get("named"):
        told.append("назван в списках прежнего и нового курса")
    return told + _access(traces.get("access") or {}, day, awaits=awaits)


def diplomas_by(details: Iterable[str], dated: date) -> date | None:
    """The last day on which the diplomas of an order about the end of studies are given out (A4.14); None for any other order."""
    return dated + DIPLOMAS if EXPULSION_REASONS["finished"] in details else None


def _access(access: Mapping[str, Any], day: str, *, awaits: bool) -> list[str]:
    told = []
    if access.get("grants"):
        verb = "закроется" if awaits else "закрыт"
        told.append(f"доступ студенту{_parents(access, 'bonds')} {verb} с {day}")
    if access.get("grants_made") or access.get("accounts_opened"):
        told.append(f"доступ студенту{_parents(access, 'bonds_made')} открыт с {day}")
    return told


def _parents(access: Mapping[str, Any], name: str) -> str:
    count = len(access.get(name) or ())
    return f" и {plural(count, PARENTS)}" if count else ""
