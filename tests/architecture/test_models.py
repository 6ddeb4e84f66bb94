"""Tables of colleges: what ``scale.md`` § 8 demands of each from the first day, in Django's registry and in the database."""

import itertools
import sys
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from tests import worlds
from tests.architecture.house import refuse
from zhurnal.curriculum.models import Course, Group, GroupLeader
from zhurnal.journal.models import Entry, Excuse, Work
from zhurnal.organisation.models import CollegeForeignKey
from zhurnal.people.models import Account, Guardianship, Person, Session

OWN = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("zhurnal.")]
# A dictionary belongs to everybody; the record of changes names its owner as a plain value, so that it outlives all.
DICTIONARIES = {"organisation.College"}
PLAIN_OWNER = {"kernel.Change", "kernel.ChainHead"}
# The key of a session stands in a cookie before anybody knows whose it is.
FOUND_WITHOUT_COLLEGE = {("people.Session", "session_key"), ("people.Session", "expire_date")}


def label(model):
    return model._meta.label


def owner(model):
    """The field that names the college, or None."""
    return next((f for f in model._meta.local_concrete_fields if f.column == "college_id"), None)


def tenants():
    return [model for model in OWN if label(model) not in DICTIONARIES]


def links(model):
    return [f for f in model._meta.local_fields if f.is_relation and f.name != "college"]


def test_every_table_of_ours_has_an_owner_or_is_a_dictionary():
    refuse(
        [label(m) for m in tenants() if owner(m) is None or owner(m).null],
        "A table without a non-null college: derive the model from CollegeOwned (dictionaries are listed in this test).",
    )


def test_college_is_a_key_to_the_college():
    refuse(
        [label(m) for m in tenants() if label(m) not in PLAIN_OWNER and not isinstance(owner(m), models.ForeignKey)],
        "The owner must be a foreign key to the college.",
    )


def _first(model, name):
    return model._meta.get_field(name).column


def _named(unique):
    """Its fields, or those that its expressions name as they are."""
    return unique.fields or [one.name for one in unique.expressions if isinstance(one, models.F)]


def test_uniques_begin_with_the_college():
    breaches = []
    for model in tenants():
        constraints = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
        breaches += [f"{label(model)} {c.name}" for c in constraints if _first(model, _named(c)[0]) != "college_id"]
        breaches += [f"{label(model)}.{f.name}" for f in model._meta.local_fields if f.unique and not f.primary_key]
        breaches += [f"{label(model)} unique_together" for _names in model._meta.unique_together]
    refuse(breaches, "A unique over all colleges: write UniqueConstraint(fields=['college', …]).")


def _leads(index):
    """The first field of an index; of one over expressions the first of them must name a field."""
    first = index.fields[0] if index.fields else getattr(index.expressions[0], "name", "id")
    return first.lstrip("-")


def test_indexes_begin_with_the_college():
    breaches = []
    for model in tenants():
        late = [i for i in model._meta.indexes if _first(model, _leads(i)) != "college_id"]
        breaches += [f"{label(model)} {index.name}" for index in late]
        breaches += [f"{label(model)}.{f.name} db_index" for f in model._meta.local_fields if f.db_index]
    refuse(
        [b for b in breaches if not any(b.startswith(f"{m}.{f}") for m, f in FOUND_WITHOUT_COLLEGE)],
        "An index over all colleges: write Index(fields=['college', …]); single columns are not indexed.",
    )


def test_keys_between_tenants_are_pairs():
    breaches = []
    for model, field in ((m, f) for m in tenants() for f in links(m)):
        if label(field.related_model) not in DICTIONARIES and not isinstance(field, CollegeForeignKey):
            breaches.append(f"{label(model)}.{field.name}")
    refuse(breaches, "A key between rows of colleges: use CollegeForeignKey, which keeps both in one college.")


def test_nothing_cascades_and_nothing_is_set_null_by_the_database():
    keys = [(m, f) for m in OWN for f in m._meta.local_fields if isinstance(f, models.ForeignKey)]
    refuse(
        [f"{label(m)}.{f.name}" for m, f in keys if f.remote_field.on_delete is not models.DO_NOTHING],
        "Rows of a journal do not vanish with others: on_delete=DO_NOTHING (CollegeForeignKey has it).",
    )


def test_many_to_many_is_a_model_with_a_college():
    refuse(
        [f"{label(m)}.{f.name}" for m in OWN for f in m._meta.local_many_to_many]
        + [label(m) for m in OWN if m._meta.auto_created],
        "An automatic table between two has no college: write the model with its two CollegeForeignKeys.",
    )


def test_dictionaries_point_to_no_college():
    dictionaries = [m for m in OWN if label(m) in DICTIONARIES]
    refuse(
        [f"{label(m)}.{f.name}" for m in dictionaries for f in m._meta.local_fields if f.is_relation],
        "A dictionary belongs to everybody and cannot point to rows of one college.",
    )


def test_whole_numbers_have_named_limits():
    positive = (models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField)
    refuse(
        [f"{label(m)}.{f.name}" for m in OWN for f in m._meta.local_fields if isinstance(f, positive)],
        "A Positive… field hides an unnamed check: SmallIntegerField and a named CheckConstraint.",
    )


def test_ids_are_made_by_the_application():
    breaches = [
        f"{label(m)}.{f.name}"
        for m in OWN
        for f in m._meta.local_fields
        if f.primary_key
        and (isinstance(f, models.AutoField) or (isinstance(f, models.UUIDField) and not f.has_default()))
    ]
    refuse(breaches, "A sequence cannot be merged with another college's: id is a UUIDv7 (CollegeOwned has it).")


def test_managers_fail_closed():
    breaches = [label(m) for m in tenants() if m._default_manager.__class__.__name__ != "OwnedManager"]
    refuse([b for b in breaches if b != "people.Session"], "Use OwnedManager: .objects.of(college).")


LINTS = [
    test_every_table_of_ours_has_an_owner_or_is_a_dictionary, test_college_is_a_key_to_the_college,
    test_uniques_begin_with_the_college, test_indexes_begin_with_the_college, test_keys_between_tenants_are_pairs,
    test_nothing_cascades_and_nothing_is_set_null_by_the_database, test_many_to_many_is_a_model_with_a_college,
    test_whole_numbers_have_named_limits, test_ids_are_made_by_the_application, test_managers_fail_closed,
]  # fmt: skip


@isolate_apps("zhurnal.people", "zhurnal.organisation")
def _planted():
    """A model with every breach."""

    class Planted(models.Model):
        id = models.AutoField(primary_key=True)
        college_id = models.UUIDField(null=True)
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")
        friends = models.ManyToManyField(Person, related_name="+")
        number = models.PositiveSmallIntegerField(unique=True)

        class Meta:
            app_label = "people"
            indexes = [models.Index(fields=["number"], name="planted_number")]

    return Planted


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.__name__)
def test_each_lint_catches_its_breach(monkeypatch, lint):
    monkeypatch.setattr(sys.modules[__name__], "OWN", [_planted()])
    with pytest.raises(AssertionError):
        lint()


# --- in the database itself --------------------------------------------------------------------------------------------


def _pairs_in_database(table):
    """{(own columns, table, its columns, immediate)} of the keys that the database really has."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'PRAGMA foreign_key_list("{table}")')
            rows = [(row[0], row[2], row[3], row[4]) for row in cursor.fetchall()]
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            clauses = cursor.fetchone()[0].split("FOREIGN KEY")[1:]
            late = {
                c.split(")")[0].strip(' ("').replace('"', "") for c in clauses if "DEFERRED" in c.split("FOREIGN")[0]
            }
            found = set()
            for _number, group in itertools.groupby(rows, key=lambda row: row[0]):
                keys = list(group)
                own, theirs = tuple(k[2] for k in keys), tuple(k[3] for k in keys)
                found.add((own, keys[0][1], theirs, ", ".join(own) not in late))
            return found
        cursor.execute(
            """
            SELECT (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
                   f.relname,
                   (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num),
                   NOT c.condeferrable
              FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
             WHERE c.contype = 'f' AND t.relname = %s
            """,
            [table],
        )
        return {(tuple(own), far, tuple(theirs), now) for own, far, theirs, now in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("model", [m for m in tenants() if links(m)], ids=label)
def test_the_database_holds_each_pair_at_once(model):
    found = _pairs_in_database(model._meta.db_table)
    wanted = {
        (("college_id", f.column), f.related_model._meta.db_table, ("college_id", f.target_field.column), True)
        for f in links(model)
    }
    assert wanted - found == set()


@pytest.fixture
def two(db, frozen_time):
    return worlds.two_colleges()


def _crossing(one, other):
    """Rows of the first college that name a row of the second."""
    course, lesson, student = one.courses["electro"], one.lessons["now"], one.people["student"]
    foreign = other.people["student"]
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    entry = {"college": one.college, "course": course, "lesson": lesson, "slot": 0, "changed_at": moment}
    return {
        "mark of a foreign student": lambda: Entry.objects.create(**entry, student=foreign),
        "mark in a foreign lesson": lambda: Entry.objects.create(
            **{**entry, "lesson": other.lessons["now"]}, student=student
        ),
        "mark by a foreign author": lambda: Entry.objects.create(**entry, student=student, author=foreign),
        "foreign parent": lambda: Guardianship.objects.create(
            college=one.college, parent=other.people["parent"], student=student, since=date(2026, 9, 1)
        ),
        "foreign leader": lambda: GroupLeader.objects.create(
            college=one.college, group=one.groups["Э-21"], person=other.people["leader"], since=date(2026, 9, 1)
        ),
        "account of a foreign person": lambda: Account.objects.create(
            college=one.college, person=foreign, login="x", password="x"
        ),
        "cause for a foreign student": lambda: Excuse.objects.create(
            college=one.college, student=foreign, since=date(2026, 9, 1), until=date(2026, 9, 1), kind="б"
        ),
        "foreign kind of work": lambda: Work.objects.bulk_create(
            [Work(college=one.college, lesson=lesson, course=course, slot=9, kind_id=uuid4())]
        ),
        "group moved to a foreign department": lambda: (
            Group.objects.of(one.id).filter(pk=one.groups["Э-21"].pk).update(department=other.departments["energy"])
        ),
        "course given away": lambda: Course.objects.of(one.id).filter(pk=course.pk).update(college=other.college),
        "session of a foreign account": lambda: Session.objects.create(
            session_key="x", session_data="", expire_date=moment, started=moment, college=one.college,
            account=other.accounts["student"],
        ),
    }  # fmt: skip


CROSSINGS = [
    "mark of a foreign student", "mark in a foreign lesson", "mark by a foreign author", "foreign parent",
    "foreign leader", "account of a foreign person", "cause for a foreign student", "foreign kind of work",
    "group moved to a foreign department", "course given away", "session of a foreign account",
]  # fmt: skip


@pytest.mark.parametrize("what", CROSSINGS)
def test_a_row_never_names_a_row_of_another_college(two, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        _crossing(*two)[what]()


def test_crossings_are_all_tried(two):
    assert list(_crossing(*two)) == CROSSINGS


def test_a_lawful_row_is_taken(two):
    one, _other = two
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    Entry.objects.create(
        college=one.college, course=one.courses["electro"], lesson=one.lessons["now"], student=one.people["student"],
        slot=0, changed_at=moment, author=one.people["teacher"],
    )  # fmt: skip
    assert Entry.objects.of(one.id).count() == 1
