"""The doors: the only way from a request to an object (house style, 13).

Not within reach looks like absent (``Absent`` → 404); within reach but locked says why (``Refused`` → 403).
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from zhurnal.kernel import prepared, readings, together
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.policy import Actor, action_named, policy_of, refusal_of, visible
from zhurnal.kernel.together import Rows, Statement

Row = TypeVar("Row", bound=Model)
logger = logging.getLogger("zhurnal.refusals")


def fetch(actor: Actor, action: str, model: type[Row], *, related: tuple[str, ...] = (), **lookup: object) -> Row:
    """The object on which the actor may do the action.

    Raises ``Absent`` when it is not there or not his, ``Refused`` when its state forbids the action now.
    """
    found: Row = together.ask(asking(actor, action, model, related=related, **lookup))[0]
    return found


def asking(
    actor: Actor, action: str, model: type[Row], *, related: tuple[str, ...] = (), **lookup: object
) -> Statement:
    """The same door, to be asked together with what is read behind it: ``together.ask`` raises what ``fetch`` raises.

    It must be the first of the statements, so that nothing is made of the others' rows when it does not open.
    """
    policy = policy_of(action)
    if policy.model is not model:
        message = f"{action} is about {policy.model.__name__}, not {model.__name__}"
        raise TypeError(message)

    def rows(values: prepared.Values) -> QuerySet[Any]:
        own = {name: values[name] for name in lookup}
        return visible(actor.outlined(values), action).filter(**own).select_related(*related or (None,))

    try:
        asked = prepared.read(("fetch", action, related, actor.kind()), rows, {**actor.outline(), **lookup})
    except (ValidationError, ValueError, OverflowError):
        raise Absent from None
    return Statement(asked.sql, asked.params, lambda found: _opened(actor, action, model, asked.shape, found))


def _opened(actor: Actor, action: str, model: type[Row], shape: Callable[[Rows], Any], rows: Rows) -> Row:
    try:
        matches = shape(rows)
    except (ValidationError, ValueError, OverflowError):
        raise Absent from None
    if not matches:
        _note(actor, action, "absent")
        raise Absent
    found: Row = matches[0]
    refusal = refusal_of(actor, action, found)
    if refusal is not None:
        _note(actor, action, refusal.code)
        raise Refused(refusal)
    if action_named(action).personal:
        readings.tell(actor, action, found)
    return found


def _note(actor: Actor, action: str, why: str) -> None:
    """Who came to a closed door of somebody's data (checklist 89): a line of the log with keys and no names."""
    if action_named(action).personal:
        logger.warning("closed door: %s, %s, account %s", action, why, getattr(actor, "account_id", None))
