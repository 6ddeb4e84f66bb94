"""Every night: signed heads of each college; once for the installation a copy, and its proof when the last is old."""

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from zhurnal.operations import record
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.drilling import Nothing, drill
from zhurnal.operations.actions.signing import sign_heads
from zhurnal.operations.engines import Trouble
from zhurnal.operations.integrity import LIST_LOST, drift, words_of
from zhurnal.operations.ownership import as_owner
from zhurnal.operations.workplace import leaving_in_order
from zhurnal.organisation.models import College
from zhurnal.organisation.nights import Done, Undone

logger = logging.getLogger(__name__)
COPY_AFTER, PROOF_AFTER = timedelta(hours=12), timedelta(days=6)


def at_night(college: College, _today: date) -> str:
    """What was done, in words. Raises ``Undone`` with the same words where some of it failed; that is logged and stands on the page."""
    try:
        as_owner()
        with leaving_in_order():
            return _night(college)
    except Trouble as trouble:
        raise Undone(str(trouble)) from trouble


def _night(college: College) -> str:
    now, told = datetime.now(UTC), record.read()
    said = [_signed(college)]
    if _older(record.moment(told, "files"), now - COPY_AFTER):
        said += _compared()
    if settings.BACKUP_TO:
        if _older(record.moment(told, "copy"), now - COPY_AFTER):
            said.append(_copied())
        if _older(record.moment(told, "proof"), now - PROOF_AFTER) and _older(
            record.moment(told, "drill"), now - COPY_AFTER
        ):
            said.append(_drilled())
    record.note("night", {"said": [one.words for one in said[1:]]}, now)
    words = ", ".join(one.words for one in said)
    if any(one.failed for one in said):
        raise Undone(words)
    return words


def _compared() -> list[Done]:
    """Whether the program's files are those that were installed; nothing where nobody ever listed them."""
    found = drift(Path(settings.BASE_DIR))
    if found is None and "files" not in record.read():
        return []  # never installed as a service
    if found is None:
        record.note("files", {"drift": LIST_LOST})
        return [Done(LIST_LOST, failed=True)]
    record.note("files", {"drift": words_of(found) if found else ""})
    if found:
        logger.error("the program's files are not those that were installed: %s", len(found))
        return [Done(f"файлы программы НЕ те, что при установке: {words_of(found)}", failed=True)]
    return [Done("файлы программы те же")]


def _older(then: datetime | None, limit: datetime) -> bool:
    return then is None or then < limit


def _signed(college: College) -> Done:
    try:
        done = sign_heads(college)
    except Trouble as trouble:
        logger.error("heads not signed: %s", type(trouble.__cause__ or trouble).__name__)
        return Done(f"головы истории НЕ подписаны: {trouble}", failed=True)
    return _whole(f"подписано голов истории: {done.chains}", done.failed)


def _copied() -> Done:
    try:
        made = make_copy()
    except (Trouble, OSError, ValueError) as trouble:
        logger.error("no copy was made: %s", type(trouble).__name__)
        return Done(f"копия НЕ сделана: {trouble}", failed=True)
    return _whole(f"копия сделана, мест: {len(made.laid)}", made.failed)


def _whole(words: str, failed: tuple[str, ...]) -> Done:
    """Done where every place outside took it; else the night has failed, with the words of those that did not."""
    return Done(" ".join([f"{words}.", *failed]) if failed else words, failed=bool(failed))


def _drilled() -> Done:
    try:
        done = drill()
    except Nothing as nothing:
        return Done(f"восстановление не проверено: {nothing}")
    except (Trouble, OSError, ValueError) as trouble:
        logger.error("no copy was proven: %s", type(trouble).__name__)
        return Done(f"восстановление НЕ проверено: {trouble}", failed=True)
    return Done(f"восстановление проверено за {done.seconds} с")
