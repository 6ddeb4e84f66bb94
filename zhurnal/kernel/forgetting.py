"""What the record of changes says in words is destroyed, and its chains still hold (``audit.link``).

A name and a device are outside of the hash. Of a reason the hash bears a salted digest: the digest takes the salt's place, the words and
the salt are gone, and nobody finds the words again by trying. The verifier lets such a place stand only where the college's own chain
tells of it (``forgotten``). Nothing else of a record can be changed: on PostgreSQL the application's role has no right to the table, only
two functions that do this and no more, for people whom an act names that two people have signed (``operations.rules.roles``).
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from logging import getLogger
from uuid import UUID

from django.db import connection

from zhurnal.kernel import audit, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.told import pieces

logger = getLogger(__name__)
NAMES, REASONS = "zhurnal_forget_names", "zhurnal_forget_reasons"
NO_FUNCTIONS = Refusal(
    "no_functions",
    "Журнал не вправе стереть имена из истории: у его роли в базе нет нужных функций. Администратору базы: выполните «zhurnal roles» заново.",
)


Places = dict[UUID, list[int]]
"""Chain → numbers of its records."""


def forget_names(college: UUID, act: UUID, names: Mapping[UUID, str]) -> int:
    """Put these names in the place of who did it, and destroy what he did it on; tells how many records changed. ``act``: by which."""
    gone = 0
    if not _must_ask():
        for person, name in sorted(names.items()):
            gone += Change.objects.of(college).filter(actor_id=person).update(actor_name=name, device="")
        return gone
    with connection.cursor() as cursor:
        for person, name in sorted(names.items()):
            cursor.execute(f"SELECT {NAMES}(%s, %s, %s, %s)", [college, act, person, name])
            gone += cursor.fetchone()[0]
    return gone


def forget_reasons(college: UUID, act: UUID, names: Sequence[str]) -> Places:
    """Destroy the reasons of changes told under these names; tells where: it is for the caller to have that told (``forgotten``)."""
    gone, ask = Places(), _must_ask()
    for some in pieces(names):
        rows = Change.objects.of(college).filter(target__in=some).exclude(reason="")
        found = list(rows.order_by("chain", "seq").values_list("pk", "chain", "seq", "salt", "reason"))
        for _pk, chain, seq, _salt, _reason in found:
            gone.setdefault(chain, []).append(seq)
        if ask:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {REASONS}(%s, %s, %s)", [college, act, [pk for pk, *_more in found]])
                done = cursor.fetchone()[0]
            if done != len(found):  # the chain would be told of what did not happen
                message = f"{done} reasons of {len(found)} were destroyed"
                raise RuntimeError(message)
            continue
        for pk, _chain, _seq, salt, reason in found:
            digest = sha256(bytes(salt) + reason.encode()).digest()
            Change.objects.of(college).filter(pk=pk).update(reason="", salt=digest)
    return gone


def forgotten(target: str, found: Iterable[Places]) -> list[audit.Event]:
    """What the college's own chain is told of these; nothing where no reason went. A number of a chain goes once, so no two are the same."""
    places: dict[str, list[int]] = {}
    for one in found:
        for chain, numbers in one.items():
            places.setdefault(chain.hex, []).extend(numbers)
    told = {"places": {chain: sorted(numbers) for chain, numbers in sorted(places.items())}}
    return [audit.Event(audit.FORGOTTEN, target, None, told)] if places else []


def settle() -> None:
    """After the commit: SQLite's log of writes (WAL) holds pages as they were; it is brought in and emptied. What the pages of the
    database held is overwritten by the deed itself (``secure_delete``). PostgreSQL's own cleaning (autovacuum) does the like in its time.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                logger.warning(
                    "readers held the log of writes back: it still has pages with what was destroyed, until it is next emptied"
                )


def may_forget() -> bool:
    """Whether an act can be carried out: the role may change the record itself, or the database has the functions."""
    return not _asks() or _has_functions()


def _must_ask() -> bool:
    """Whether the database lets us do it by its functions only. Refused where it does not even have them."""
    if not _asks():
        return False
    if not _has_functions():
        raise Refused(NO_FUNCTIONS)
    return True


def _asks() -> bool:
    if connection.vendor != "postgresql":
        return False
    rows = sql.fetch_all("SELECT has_column_privilege(%s, 'reason', 'UPDATE')", [sql.table(Change)])
    return not rows[0][0]


def _has_functions() -> bool:
    """Those that this role may call, of this very form."""
    rows = sql.fetch_all(
        "SELECT count(*) FROM pg_proc WHERE pg_function_is_visible(oid) AND has_function_privilege(oid, 'EXECUTE')"
        " AND (proname, pronargs) IN ((%s, 4), (%s, 3))",
        [NAMES, REASONS],
    )
    return bool(rows[0][0] == 2)
