"""The demonstration college's own history: what its honest teachers correct raises no alarm (T8)."""

from uuid import NAMESPACE_OID, uuid5

from tests.demo.colleges import vek
from zhurnal.demo.load_journal import DEVICES
from zhurnal.demo.load_objectivity import with_findings
from zhurnal.incidents.rules.changes import Marked
from zhurnal.incidents.rules.patterns import Rule, find


def _id(name):
    return uuid5(NAMESPACE_OID, str(name))


def _history():
    """Every change of a mark that stood already, as the watch reads it; devices as the record of changes names them."""
    made = vek()
    days = {row.key: row.date for row in made.lessons}
    first, found = {}, []
    for row in (row for row in with_findings(made).entries if len(row.signs) > 1):
        for before, sign in zip(row.signs, row.signs[1:], strict=False):
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
            fresh=(sign.at - first[sign.author, device]).days < 1, high=False,
        )  # fmt: skip


def test_the_year_of_the_demonstration_raises_no_alarm():
    history = list(_history())
    assert len([one for one in history if one.old]) > 300  # there was something to be wrong about
    assert [(one.rule, one.changes, one.day) for one in find(history)] == []


def test_and_a_theft_planted_into_it_does():
    history = list(_history())
    victim = history[0]
    planted = [
        Marked(
            _id(f"theft{number}"), number, victim.person, victim.name, victim.at.replace(hour=23, minute=number),
            "Firefox, Linux", victim.course, _id(f"lesson{number}"), victim.student, 1, "3", "5", victim.day, fresh=True,
        )
        for number in range(10)
    ]  # fmt: skip
    assert {one.rule for one in find([*history, *planted])} == {Rule.STUDENT, Rule.UPWARD, Rule.NIGHT, Rule.DEVICE}
