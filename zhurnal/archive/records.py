"""All records of a group's year, as a package and the open export hold them (A12.4, A12.6). A constant number of statements."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.archive.kinds import KINDS, PEOPLE, Kind, Scope
from zhurnal.archive.rules.verify import HISTORY, record_hash
from zhurnal.archive.terms import summers
from zhurnal.assessment.rules import trace
from zhurnal.curriculum.models import Course, Discipline, Group, Membership
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.corrections import is_correction, kind_words
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.modules.rules import corrections as practice
from zhurnal.organisation.models import College
from zhurnal.people.models import Person

Record = dict[str, Any]
Records = dict[str, list[Record]]


def scope_of(group: Group) -> Scope:
    """What belongs to the year of this group; it comes with its year. Four statements."""
    own, year = group.college_id, group.year
    terms = Term.objects.of(own).filter(year=year.pk).order_by("number").values_list("pk", flat=True)
    courses = Course.objects.of(own).filter(group=group.pk).order_by("pk").values_list("pk", flat=True)
    students = Membership.objects.of(own).filter(group=group.pk).order_by("student_id")
    listed = dict.fromkeys(students.values_list("student_id", flat=True))
    after = summers(own)[year.pk]
    return Scope(own, group.pk, year.pk, year.starts, year.ends, after, tuple(terms), tuple(courses), tuple(listed))


def records_of(scope: Scope) -> tuple[Records, list[Record]]:
    """(kind → its records in the order of their ids, hashed; the heads of the chains that lead to them)."""
    found: Records = {name: list(_rows(kind, scope)) for name, kind in KINDS.items()}
    found["organisation"] = _organisation(scope)
    found["discipline"] = _disciplines(scope, found)
    found["person"] = _people(scope, found)
    chains = _chains(scope, found)
    found[HISTORY] = list(_history(scope, chains))
    found["correction"] = list(_corrections(found[HISTORY], {one["id"] for one in found["journal"]}))
    for records in found.values():
        for record in records:
            record["hash"] = record_hash(record)
    return found, chains


def _rows(kind: Kind, scope: Scope) -> Iterator[Record]:
    names = tuple(kind.fields)
    rows = kind.model.objects.of(scope.college).filter(kind.where(scope)).order_by(*_order(kind))
    for values in rows.values_list(*kind.fields.values()):
        record = dict(zip(names, map(plain, values), strict=True))
        if kind.key:
            record = {"id": "/".join(str(record[name]) for name in kind.key), **record}
        yield record


def _order(kind: Kind) -> tuple[str, ...]:
    return tuple(kind.fields[name] for name in kind.key) or ("pk",)


def plain(value: object) -> object:
    """A value as JSON knows it: ids as words, days by ISO 8601, moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _organisation(scope: Scope) -> list[Record]:
    college = College.objects.get(pk=scope.college)
    return [{"id": str(college.pk), "code": college.code, "name": college.name, "short_name": college.short_name}]


def _named(found: Records, fields: Iterable[str]) -> list[str]:
    """Ids that stand in these fields of any record, in order."""
    return sorted(
        {record[name] for records in found.values() for record in records for name in fields if record.get(name)}
    )


def _disciplines(scope: Scope, found: Records) -> list[Record]:
    rows = Discipline.objects.of(scope.college).filter(pk__in=_named(found, ("discipline",))).order_by("pk")
    fields = ("pk", "index", "name", "short_name", "kind")
    return [dict(zip(("id", *fields[1:]), map(plain, row), strict=True)) for row in rows.values_list(*fields)]


def _people(scope: Scope, found: Records) -> list[Record]:
    """Names of everybody whom a record names; the day of birth of students only."""
    students = {str(pk) for pk in scope.students}
    rows = Person.objects.of(scope.college).filter(pk__in=_named(found, PEOPLE)).order_by("pk")
    made = []
    for pk, surname, given, patronymic, born in rows.values_list("pk", "surname", "given", "patronymic", "birth_date"):
        known = str(pk)
        birth = plain(born) if known in students else None
        made.append({"id": known, "surname": surname, "given": given, "patronymic": patronymic, "birth_date": birth})
    return made


def _chains(scope: Scope, found: Records) -> list[Record]:
    """Heads of the chains of journals, statements and practice, with words for people: they go into the signed manifest."""
    disciplines = {one["id"]: f"{one['index']} {one['name']}".strip() for one in found["discipline"]}
    titles = {one["id"]: disciplines.get(one["discipline"], "журнал") for one in found["journal"]}
    titles |= {one["id"]: f"ведомость № {one['number'] or 'без номера'}" for one in found["statement"]}
    titles |= {one["id"]: f"практика {disciplines.get(one['discipline'], '')}" for one in found["practice_page"]}
    titles |= {one["id"]: "проект" for one in found["project"]}
    heads = ChainHead.objects.of(scope.college).filter(chain__in=list(titles)).order_by("chain")
    return [
        {"chain": str(chain), "title": titles[str(chain)], "seq": seq, "head": bytes(head).hex()}
        for chain, seq, head in heads.values_list("chain", "seq", "hash")
    ]


def _history(scope: Scope, chains: list[Record]) -> Iterator[Record]:
    """The record of changes of every journal, statement and page of practice, from which the chains are counted again.

    Up to the heads that were read before: what is written meanwhile belongs to a later package.
    """
    last = {UUID(one["chain"]): one["seq"] for one in chains}
    rows = Change.objects.of(scope.college).filter(chain__in=list(last)).order_by("chain", "seq")
    for change in rows.iterator(chunk_size=2000):
        if change.seq > last[change.chain]:
            continue
        yield {
            "id": str(change.pk), "college": str(change.college_id), "chain": str(change.chain), "seq": change.seq,
            "at": plain(change.at), "actor": str(change.actor_id or ""), "actor_name": change.actor_name, "door": change.door,
            "action": change.action, "target": change.target, "before": change.before, "after": change.after,
            "reason": change.reason, "salt": bytes(change.salt).hex(), "key": str(change.key or ""),
            "link": bytes(change.hash).hex(),
        }  # fmt: skip


def _corrections(history: Iterable[Record], journals: set[str]) -> Iterator[Record]:
    """Entries, results and days of practice that were replaced or struck out: the list of corrections, the same as on paper (A3.3, A12.6)."""
    for one in history:
        yield from _of_practice(one)
        target, was, became = one["target"], one["before"], one["after"]
        if is_correction(target, was, became):
            lesson, student, entry = _dashed(targets.lesson_of(target)), _student(target), kind_words(target)
        elif one["chain"] in journals and trace.is_correction(target, was, became):
            lesson, student, entry = "", _dashed(trace.student_of(target)), trace.words_of(target)
        else:
            continue
        yield {
            "id": one["id"], "journal": one["chain"], "lesson": lesson, "student": student,
            "what": target.partition(":")[0], "entry": entry, "action": one["action"],
            "before": was, "after": became, "at": one["at"], "by": one["actor_name"], "reason": one["reason"],
        }  # fmt: skip


def _of_practice(one: Record) -> Iterator[Record]:
    """A line for each student: of a day that was written otherwise or struck out."""
    for student, (was, became) in practice.corrected(one["target"], one["before"], one["after"]).items():
        yield {
            "id": f"{one['id']}/{student}", "journal": one["chain"], "lesson": "", "student": _dashed(student),
            "what": practice.PREFIX.removesuffix(":"), "entry": f"{practice.ENTRY} {practice.day_of(one['target']):%d.%m.%Y}",
            "action": one["action"], "before": was, "after": became, "at": one["at"], "by": one["actor_name"],
            "reason": one["reason"],
        }  # fmt: skip


def _dashed(digits: str) -> str:
    try:
        return str(UUID(digits))
    except ValueError:
        return ""


def _student(target: str) -> str:
    kind, *rest = target.split(":")
    return _dashed(rest[1]) if kind == "cell" and len(rest) > 1 else ""
