"""The demonstration college's own history: what its honest teachers correct raises no alarm (T8)."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import NAMESPACE_OID, uuid5

from tests.demo.colleges import vek
from zhurnal.demo.load_journal import DEVICES
from zhurnal.demo.load_objectivity import with_findings
from zhurnal.incidents.rules.changes import LATE_DAYS, Marked, WorkingHours
from zhurnal.incidents.rules.patterns import Rule, find

HOME = "Chrome, Windows"


def _id(name):
    return uuid5(NAMESPACE_OID, str(name))


def _history():
    """Every change of a mark that stood already, and every mark that came late into an empty cell, as the watch reads them.

    Devices as the record of changes names them. The journal that is filled in a single evening is among them.
    """
    made = vek()
    hours = WorkingHours.of(min(one.starts for one in made.bells), max(one.ends for one in made.bells))
    busy = {(one.teacher, one.date) for one in made.lessons if one.state != "cancelled"}
    days = {row.key: row.date for row in made.lessons}
    first, found = {}, []
    for row in with_findings(made).entries:
        late = row.slot > 0 and (row.signs[0].at.date() - days[row.lesson]).days > LATE_DAYS
        for before, sign in pairwise((replace(row.signs[0], value=""), *row.signs) if late else row.signs):
            device = DEVICES[(sign.at.day + len(sign.author) + sign.at.hour) % len(DEVICES)]
            found.append((row, before, sign, device))
    for row in made.entries:
        for sign in row.signs:
            device = DEVICES[(sign.at.day + len(sign.author) + sign.at.hour) % len(DEVICES)]
            first[sign.author, device] = min(first.get((sign.author, device), sign.at), sign.at)
    for number, (row, before, sign, device) in enumerate(found):
        yield Marked(
            _id(number), number, _id(sign.author), sign.author, sign.at, device, _id(row.course), _id(row.lesson),
            _id(row.student), row.slot, before.value, sign.value, days[row.lesson],
            fresh=(sign.at - first[sign.author, device]).days < 1, high=False, outside=hours.outside(sign.at),
            away=any(one.teacher == sign.author and one.since <= sign.at.date() <= one.until for one in made.away),
            idle=(sign.author, sign.at.date()) not in busy,
        )  # fmt: skip


def test_the_year_of_the_demonstration_raises_no_alarm():
    history = list(_history())
    assert len([one for one in history if one.old]) > 300  # there was something to be wrong about
    assert len([one for one in history if one.late]) > 300
    assert len([one for one in history if one.idle and one.step > 0]) > 50
    assert [(one.rule, one.changes, one.day) for one in find(history)] == []


def test_and_a_theft_planted_into_it_does():
    history = list(_history())
    victim = next(one for one in history if one.old)
    planted = [
        Marked(
            _id(f"theft{number}"), number, victim.person, victim.name, victim.at.replace(hour=23, minute=number),
            "Firefox, Linux", victim.course, _id(f"lesson{number}"), victim.student if number < 6 else _id(f"friend{number}"),
            1, "3", "5", victim.day, fresh=True, beside=number < 6,
        )
        for number in range(10)
    ]  # fmt: skip
    assert {one.rule for one in find([*history, *planted])} == {
        Rule.STUDENT, Rule.UPWARD, Rule.NIGHT, Rule.DEVICE, Rule.MANY, Rule.BESIDE,
    }  # fmt: skip
    noon, week = victim.at.replace(hour=12), victim.at.date() - timedelta(days=7)
    into_empty = [
        replace(one, before="", device=HOME, fresh=False, beside=False, at=noon + timedelta(minutes=number), day=week)
        for number, one in enumerate(planted)
    ]
    assert {one.rule for one in find([*history, *into_empty])} == {Rule.STUDENT, Rule.UPWARD, Rule.MANY}
