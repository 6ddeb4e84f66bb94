"""Facts of the installation, in a constant number of statements for each college."""

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from zhurnal.jobs.models import Job
from zhurnal.jobs.rules.states import State
from zhurnal.kernel import sql
from zhurnal.kernel.antivirus import watch
from zhurnal.kernel.forgetting import may_forget
from zhurnal.kernel.models import Change
from zhurnal.operations import record
from zhurnal.operations.places import places
from zhurnal.operations.rules.findings import Facts, second_state
from zhurnal.operations.rules.roles import HISTORY
from zhurnal.privacy import keeping, spool


def facts_of(college_ids: Iterable[UUID], now: datetime | None = None) -> Facts:
    """What the page, the metrics and ``zhurnal check`` speak of."""
    moment, told, own = now or datetime.now(UTC), record.read(), list(college_ids)
    copy, drill = told.get("copy", {}), told.get("drill", {})
    heads = [record.told_of(told, "heads", one) for one in own]
    waiting = [found for one in own if (found := _oldest_waiting(one))]
    newest = [found for one in own if (found := _newest_record(one))]
    return Facts(
        now=moment,
        disk_free=disk_free(),
        copy_at=record.moment(told, "copy"),
        copy_places=int(copy.get("places", 0)),
        copy_failed=tuple(told.get("copy_trouble", {}).get("words", ())),
        copies_wanted=len(settings.BACKUP_TO),
        proof_at=record.moment(told, "proof"),
        drill_words="" if drill.get("held", True) else str(drill.get("words", "")),
        antivirus=watch(),
        drill_nothing=bool(drill.get("nothing", False)),
        night_at=record.moment(told, "night"),
        heads_at=_oldest_heads(heads),
        heads_outside=min((int(one.get("outside", 0)) for one in heads), default=0),
        heads_failed=tuple(dict.fromkeys(words for one in heads for words in one.get("failed", ()))),
        oldest_waiting=min(waiting, default=None),
        failed_jobs=sum(_failed(one, moment - timedelta(days=1)) for one in own),
        pending=pending_migrations(),
        newest_record=max(newest, default=None),
        database_now=_database_now(),
        may_rewrite=may_rewrite(),
        may_forget=may_forget(),
        heads_words=" ".join(
            words for one in own if (words := str(record.told_of(told, "heads_trouble", one).get("words", "")))
        ),
        restoring=restoring(),
        same_disk=_same_disk(),
        readings_since=keeping.trouble.since,
        readings_lost=keeping.trouble.lost,
        readings_written=spool.may_be_written(),
        readings_waiting=spool.oldest(),
        drift=_drift(told),
        second_copy=second_copy(),
    )


def _drift(told: dict[str, record.Part]) -> str | None:
    """What the last night said of the program's files: they are many, and a page does not wait for them."""
    found = told.get("files", {}).get("drift")
    return None if found is None else str(found)


def second_copy() -> str:
    """Whether the receiver that ``synchronous_standby_names`` asks for is there and takes what is written; "" where none is asked for."""
    if connection.vendor != "postgresql":
        return ""
    names = str(sql.fetch_all("SELECT current_setting('synchronous_standby_names')", [])[0][0])
    rows = sql.fetch_all(
        "SELECT application_name, sync_state, EXTRACT(EPOCH FROM now() - reply_time)::float FROM pg_stat_replication",
        [],
    )
    return second_state(names, rows)


def _oldest_heads(heads: list[record.Part]) -> datetime | None:
    """Of the colleges that are asked for the one that was signed longest ago; None when any never was."""
    moments = [record.moment({"heads": one}, "heads") for one in heads]
    known = [one for one in moments if one]
    return min(known) if known and len(known) == len(moments) else None


def restoring() -> str:
    """The copy whose restore began and did not end, or nothing; asked without the database, which may be the missing part."""
    told = record.read().get("restoring", {})
    return "" if told.get("ended", True) else str(told.get("copy", ""))


def _same_disk() -> tuple[str, ...]:
    """The places when all that are there lie on the journal's disk: a disk that is not mounted is seen so as well."""
    root, there = Path(settings.STATE_DIR), [one for one in places() if one.is_dir()]
    disks = {one.stat().st_dev for one in there}
    return tuple(map(str, there)) if root.is_dir() and disks == {root.stat().st_dev} else ()


def disk_free() -> int:
    """Bytes free where the state lies."""
    root = Path(settings.STATE_DIR)
    return shutil.disk_usage(root if root.exists() else root.parent).free


def pending_migrations() -> int:
    """How many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def writable() -> bool:
    """Whether the database would take a change now, and its second copy with it; nothing is changed."""
    try:
        if connection.vendor == "postgresql":
            rows = sql.fetch_all("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean", [])
            return not rows[0][0] and second_copy() != "gone"  # each change waits for it, and longer than anybody does
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only")
            closed = bool(cursor.fetchone()[0])
        file = Path(str(connection.settings_dict["NAME"]))
        return not closed and _may_write(file)
    except DatabaseError:
        return False


def _may_write(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def may_rewrite() -> bool | None:
    """Whether the role of this connection could change history; None where the database knows no roles."""
    if connection.vendor != "postgresql":
        return None
    asked = [f"{table}:{right}" for table in HISTORY for right in ("UPDATE", "DELETE", "TRUNCATE")]
    rows = sql.fetch_all(
        "SELECT bool_or(has_table_privilege(split_part(one, ':', 1), split_part(one, ':', 2))) FROM unnest(%s::text[]) AS asked(one)",
        [asked],
    )
    return bool(rows[0][0])


def _database_now() -> datetime | None:
    if connection.vendor != "postgresql":
        return None
    found: datetime = sql.fetch_all("SELECT clock_timestamp()", [])[0][0]
    return found


def _oldest_waiting(college_id: UUID) -> datetime | None:
    rows = Job.objects.of(college_id).filter(state=State.WAITING).order_by("asked_at")
    return rows.values_list("asked_at", flat=True).first()


def _failed(college_id: UUID, since: datetime) -> int:
    return Job.objects.of(college_id).filter(state=State.FAILED, ended_at__gte=since).count()


def _newest_record(college_id: UUID) -> datetime | None:
    """By the id, which begins with the time."""
    return Change.objects.of(college_id).order_by("-pk").values_list("at", flat=True).first()
