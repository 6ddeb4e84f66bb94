"""Every night: signed heads of each college; once for the installation a copy, and its proof when the last is old."""

import logging
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from zhurnal.operations import record
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.drilling import drill
from zhurnal.operations.actions.signing import sign_heads
from zhurnal.operations.engines import Trouble
from zhurnal.organisation.models import College

logger = logging.getLogger(__name__)
COPY_AFTER, PROOF_AFTER = timedelta(hours=12), timedelta(days=6)


def at_night(college: College, _today: date) -> str:
    """Never raises: what failed is said, logged and shown on the page; the other works of the night go on."""
    now, told = datetime.now(UTC), record.read()
    said = [_signed(college)]
    if settings.BACKUP_TO:
        if _older(record.moment(told, "copy"), now - COPY_AFTER):
            said.append(_copied())
        if _older(record.moment(told, "proof"), now - PROOF_AFTER) and _older(
            record.moment(told, "drill"), now - COPY_AFTER
        ):
            said.append(_drilled())
    record.note("night", {"said": said[1:]}, now)
    return ", ".join(said)


def _older(then: datetime | None, limit: datetime) -> bool:
    return then is None or then < limit


def _signed(college: College) -> str:
    try:
        done = sign_heads(college)
    except (OSError, ValueError) as trouble:
        logger.error("heads not signed: %s", type(trouble).__name__)
        return "головы истории НЕ подписаны"
    return f"подписано голов истории: {done.chains}"


def _copied() -> str:
    try:
        made = make_copy()
    except (Trouble, OSError, ValueError) as trouble:
        logger.error("no copy was made: %s", type(trouble).__name__)
        return f"копия НЕ сделана: {trouble}"
    return f"копия сделана, мест: {len(made.laid)}"


def _drilled() -> str:
    try:
        done = drill()
    except (Trouble, OSError, ValueError) as trouble:
        logger.error("no copy was proven: %s", type(trouble).__name__)
        return f"восстановление НЕ проверено: {trouble}"
    return f"восстановление проверено за {done.seconds} с"
