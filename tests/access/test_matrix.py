"""Every address × every person × every method × every relation to the object, against the table written by hand."""

import os
import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import get_resolver

from tests import tiers
from tests.access.conftest import Writes, body_of, checksum, masked, text_of
from tests.access.matrix import MAY_NAME, MAY_READ_TASK, ROWS
from tests.access.reaches import HEADS, LEADERS, OBJECTS, PARENTS, PEOPLE, STRANGER, STUDENTS, TEACHERS
from tests.access.row import LOCKED, METHODS

FULL = "ZHURNAL_TEST_EVERYTHING" in os.environ  # at night: also what repeats other rows
NAMES = sorted({row.name for row in ROWS})
SAMPLE = (STRANGER, "administrator")  # a wrong method is told before anybody is known
# Of the other college everybody at night; by day one, since nothing of «А» is his, whoever he is there.
STRANGERS_FROM_B = PEOPLE if FULL else ["deputy"]
EVERYBODY = [("А", STRANGER), *(("А", name) for name in PEOPLE), *(("Б", name) for name in STRANGERS_FROM_B)]
# Those whom their relations alone tell apart.
ROLE_OF = {
    name: role
    for role, names in (
        ("teacher", TEACHERS),
        ("leader", LEADERS),
        ("head", HEADS),
        ("student", STUDENTS),
        ("parent", PARENTS),
    )
    for name in names
}
SECOND = "ZHURNAL_TEST_DATABASE" in os.environ and not FULL


def _role(person, *, out):
    """Whom a person stands for. Of the college's own people one stands for all who reach nothing at an address."""
    role = ROLE_OF.get(person, person)
    return "staff" if out and role not in (STRANGER, "student", "parent") else role


def asked():
    """(address, college, person) of the whole table, at night.

    By day one person of each role and reach stands for the others of his role who reach the same, and one of the staff for all of them
    who reach nothing there; on the second database whoever
    reaches most: the first has asked each role a quarter of an hour ago, and the policies themselves are asked for everybody on
    both (``test_contract``).
    """
    if FULL:
        return [(name, side, person) for name in NAMES for side, person in EVERYBODY]
    found = []
    for name in NAMES:
        rows = [row for row in ROWS if row.name == name]
        reached = {
            (side, person): [
                (row.reach.get(person, ()), row.locked.get(person, ()), row.refused.get(person, ())) for row in rows
            ]
            if side == "А"
            else []
            for side, person in EVERYBODY
        }
        if SECOND:
            width = {who: sum(len(reach) for reach, *_why in reached[who]) for who in reached}
            found.append((name, *max(width, key=width.__getitem__)))
            continue
        stands = {
            (side, _role(person, out=not any(reach for reach, *_why in reached[side, person])), str(reached[side, person])): (
                side, person,
            )
            for side, person in reached
        }  # fmt: skip
        found += [(name, *who) for who in stands.values()]
    return found


SIGN_IN, ABSENT, WRONG_METHOD = "sign in", "absent", "wrong method"


def addresses(resolver=None, space=""):
    """Every named address of the product."""
    resolver = resolver or get_resolver()
    found = []
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            found += addresses(pattern, inner)
        else:
            found.append(f"{space}:{pattern.name}" if space else pattern.name)
    return found


def test_every_address_stands_in_the_table():
    missing = sorted(set(addresses()) - {row.name for row in ROWS})
    assert missing == [], "Add rows to tests/access/matrix.py: address, method, action, who reaches which objects."


def test_the_table_names_only_addresses_that_exist():
    assert sorted({row.name for row in ROWS} - set(addresses())) == []


def expected(row, side, person, thing):
    """The verdict of the table: a set of statuses, or a word."""
    if row.public:
        return set(row.answers)
    if person == STRANGER:
        return SIGN_IN
    reached = row.reach.get(person, ())
    if row.kind and (side == "Б" or thing not in reached):
        return ABSENT
    if not row.kind and not reached:
        return ABSENT
    if thing in row.locked.get(person, ()):
        return set(LOCKED)
    return {422} if thing in row.refused.get(person, ()) else set(row.answers)


def send(client, method, address, row=None, *, page=True):
    """One request, undone afterwards; returns the answer and the statements that wrote something."""
    kwargs = {}
    if row is not None and method == "POST":
        kwargs = {"data": row.body or {}}
        if row.json:
            kwargs["content_type"] = "application/json"
    accept = "text/html" if page and not (row is not None and row.json) else "application/json"
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        response = getattr(client, method.lower())(address, headers={"accept": accept}, **kwargs)
        body_of(response)  # rendered inside of the block
        transaction.set_rollback(True)
    return response, [sql for sql in writes.seen if "people_session" not in sql]


def judge(response, verdict, method):
    """What is wrong with the answer, or ""."""
    status = response.status_code
    if verdict == SIGN_IN:
        led = status == 302 and response["Location"].startswith("/sign-in/")
        return "" if led or status == 401 else f"{status}, expected the way to sign-in"
    if verdict == ABSENT:
        return "" if status == 404 else f"{status}, expected 404"
    if verdict == WRONG_METHOD:
        return "" if status == 405 else f"{status}, expected 405"
    if status not in verdict:
        return f"{status}, expected {'/'.join(map(str, sorted(verdict)))}"
    if verdict == set(LOCKED) and method != "HEAD":
        said = response.json() if "json" in response["Content-Type"] else {"message": text_of(response)}
        return "" if re.search(r"[а-я]{3,}.*[.?]", said["message"]) else "locked without a reason"
    return ""


def leaks(response, row, colleges, side, person):
    """Words in the answer that this person must never see."""
    if response.status_code != 200 or row.public:
        return []
    text = text_of(response)
    own, other = ("А", "Б") if side == "А" else ("Б", "А")
    found = re.findall(
        rf"\w+-{other}\b|Колледж {other}|К-{other}\b|304{other}|отделение {other}\b|Секрет{other}\w+", text
    )
    world = (colleges.one if side == "А" else colleges.two).world
    for name in PARENTS:  # a mother bears the surname of her daughter: her whole name is not the daughter's
        text = text.replace(str(world.people[name]), "")
    allowed = (*MAY_NAME.get(person, ()), *row.namesakes)
    for name, human in world.people.items():
        is_student = name in ("left", "newcomer", *STUDENTS) or re.fullmatch(r"student\d", name)
        if is_student and name not in allowed and re.search(rf"\b{human.surname}\b", text):
            found.append(human.surname)
    if f"Секрет{own}задания" in text and person not in MAY_READ_TASK["student"]:
        found.append("a task of another student")
    own_words = row.name == "privacy:held"  # what is held of him is his, remarks in his statements too
    if person in (*STUDENTS, *PARENTS) and f"тайна {own}" in text and person != "adult" and not own_words:
        found.append("a note to an absence")
    return found


def faults_of(colleges, name, side, person):
    """Everything in which the answers to one person at one address differ from the table."""
    rows = [row for row in ROWS if row.name == name]
    lawful = {method for row in rows for method in row.lawful}
    client, wrong = colleges.client(side, person), []
    for row in rows:
        absent = {}
        for thing, id_ in sorted(colleges.ids(row.kind).items(), key=lambda item: item[0] != "nothing"):
            if (side, thing) == ("Б", "foreign"):
                continue  # his own; the same is asked of his counterpart
            address = colleges.address(row, id_)
            verdict = expected(row, side, person, thing)
            # Refusals are asked for as JSON, which is quicker; as pages where two of them are compared.
            page = isinstance(verdict, set) or thing in ("foreign", "nothing")
            for method in row.lawful:
                if method == "HEAD" and not FULL and not (page and person in SAMPLE):
                    continue  # the same view answers it, whoever asks
                response, writes = send(client, method, address, row, page=page)
                said = judge(response, verdict, method)
                if said:
                    wrong.append(f"{method} {thing or name}: {said}")
                if leaked := leaks(response, row, colleges, side, person):
                    wrong.append(f"{method} {thing or name}: leaks {sorted(set(leaked))}")
                refused = not isinstance(verdict, set) or verdict == set(LOCKED)
                noted = row.noted and not refused and all("kernel_cha" in sql for sql in writes)
                if writes and ((method in ("GET", "HEAD") and not noted) or refused):
                    wrong.append(f"{method} {thing or name}: writes {writes[0][:90]}")
                out = response.status_code == 404 and row.kind
                kind = (method, response["Content-Type"])
                if out and absent.setdefault(kind, masked(response)) != masked(response):
                    wrong.append(f"{method} {thing}: differs from what is not there at all")
    for method in METHODS if FULL or (side == "А" and person in SAMPLE) else ():
        if method not in lawful:
            row = rows[0]
            thing, id_ = next(iter(colleges.ids(row.kind).items()))
            response, writes = send(client, method, colleges.address(row, id_))
            if said := judge(response, WRONG_METHOD, method):
                wrong.append(f"{method} {thing or name}: {said}")
            if writes:
                wrong.append(f"{method} {thing or name}: writes {writes[0][:90]}")
    return wrong


def cells():
    """How many questions ``faults_of`` asks when all are asked: address × person × method × object."""
    count = 0
    for name in NAMES:
        rows = [row for row in ROWS if row.name == name]
        lawful = {method for row in rows for method in row.lawful}
        for side, _person in EVERYBODY:
            own = side == "Б"  # what is foreign to the others is his own: asked of his counterpart
            count += sum((len(OBJECTS[row.kind]) - (own and bool(row.kind))) * len(row.lawful) for row in rows)
            count += len(set(METHODS) - lawful)
    return count


@pytest.mark.night
def test_where_everything_is_asked_it_is_a_hundred_thousand_cells():
    assert FULL
    assert cells() >= tiers.CELLS


@pytest.mark.parametrize(("name", "side", "person"), asked())
def test_answer_is_what_the_table_says(colleges, name, side, person):
    if wrong := faults_of(colleges, name, side, person):
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("kind", ["lessons", "journals", "diary", "requests", "imports", "excuses"])
@pytest.mark.parametrize(
    "id_", ["0", "-1", "1", "2147483648", "None", "null", "%00", "..%2f", "1' OR '1'='1", "١", "x" * 400, "{uuid}z"]
)
def test_malformed_ids_are_absent(colleges, kind, id_):
    client = colleges.client("А", "administrator")
    response, writes = send(client, "GET", f"/{kind}/{id_.format(uuid=uuid4())}/")
    assert (response.status_code, writes) == (404, [])


@pytest.mark.once
def test_nothing_was_changed_by_all_that_asking(colleges):
    """The checksum of everything, after many; of each single answer the ear for writes has told above."""
    before = checksum()
    askers = (("А", "student"), ("Б", "teacher"), ("А", STRANGER), ("А", "ex_parent"), ("Б", "administrator"))
    for row in ROWS:
        for thing, id_ in colleges.ids(row.kind).items():
            for side, person in askers if FULL else askers[:2]:
                for method in METHODS if FULL else ("GET", "POST"):
                    verdict = expected(row, side, person, thing) if thing != "foreign" else None
                    reading = method in ("GET", "HEAD", "OPTIONS") and not row.noted
                    if reading or verdict in (SIGN_IN, ABSENT):
                        ask = getattr(colleges.client(side, person), method.lower())
                        body_of(ask(colleges.address(row, id_), headers={"accept": "application/json"}))
    assert checksum() == before


def test_the_checksum_and_the_ear_for_writes_work(colleges):
    before, writes = checksum(), Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            world = colleges.one.world
            type(world.people["student"]).objects.of(world.id).filter(pk=world.people["student"].pk).update(
                email="x@y.z"
            )
        assert checksum() != before
        transaction.set_rollback(True)
    assert (checksum(), len(writes.seen)) == (before, 1)
