"""Negative controls: each wall is taken down on purpose, and the matrix must say so (reliability T1)."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tests.access.test_matrix import faults_of
from zhurnal.kernel import policy, prepared
from zhurnal.people.middleware import Standing
from zhurnal.people.rules.roles import Role


def everything_of_the_college(actor, action):
    return policy.policy_of(action).model.objects.of(actor.college_id)


def everything_of_all(_actor, action):
    return policy.policy_of(action).model.objects.of_all("a planted breach")


def children_without_dates(college_id, parent_id, _day, _adult_since):
    from django.db.models import Q

    from zhurnal.people.models import Guardianship

    return Q(pk__in=Guardianship.objects.of(college_id).filter(parent=parent_id).values("student_id"))


def always_may(_actor, _action):
    return True


def whole_group(students, _ranges):
    return students


def writes(college_id, course):
    from zhurnal.kernel.models import ChainHead

    ChainHead.objects.of(college_id).filter(chain=course.id).update(seq=7)
    return {}


@contextmanager
def fresh_statements():
    """Statements compiled under a breach are forgotten, and those of the sound product are not used under it."""
    kept = dict(prepared._statements)
    prepared._statements.clear()
    try:
        yield
    finally:
        prepared._statements.clear()
        prepared._statements.update(kept)


@pytest.mark.parametrize(
    ("place", "breach", "name", "side", "person", "said"),
    [
        ("zhurnal.kernel.doors.visible", everything_of_the_college, "journal:page", "А", "other_teacher", "expected 404"),
        ("zhurnal.kernel.doors.visible", everything_of_the_college, "journal:diary", "А", "parent", "expected 404"),
        ("zhurnal.kernel.doors.visible", everything_of_the_college, "journal:commands", "А", "leader", "expected 404"),
        ("zhurnal.kernel.doors.visible", everything_of_all, "journal:lesson", "Б", "deputy", "expected 404"),
        ("zhurnal.kernel.doors.visible", everything_of_all, "oversight:decide", "Б", "deputy", "expected 404"),
        ("zhurnal.kernel.policy.may", always_may, "oversight:filling", "А", "student", "expected 404"),
        ("zhurnal.kernel.policy.may", always_may, "exchange:imports", "А", "teacher", "expected 404"),
        ("zhurnal.people.reaches.children_of", children_without_dates, "journal:diary", "А", "ex_parent", "expected 404"),
        ("zhurnal.people.reaches.children_of", children_without_dates, "journal:diary", "А", "adults_parent", "expected 403"),
        ("zhurnal.journal.queries.course_rows._narrowed", whole_group, "journal:page", "А", "subgroup_teacher", "leaks"),
        ("zhurnal.journal.queries.page.listing_topics", writes, "journal:page", "А", "teacher", "writes"),
    ],
)  # fmt: skip
def test_a_fallen_wall_is_seen(colleges, monkeypatch, sql_guard, place, breach, name, side, person, said):  # noqa: PLR0917  (a row of the table)
    with fresh_statements():
        assert faults_of(colleges, name, side, person) == []
    with fresh_statements(), monkeypatch.context() as patch:
        patch.setattr(place, breach)
        wrong = faults_of(colleges, name, side, person)
    assert any(said in fault for fault in wrong), wrong
    sql_guard.breaches.clear()


def test_a_stranger_let_in_is_seen(colleges, monkeypatch):
    deputy = colleges.one.world.actor("deputy")
    assert faults_of(colleges, "journal:journals", "А", "stranger") == []
    let_in = Standing(deputy, whole=True, guarded=False, holder=SimpleNamespace(locked=False))
    monkeypatch.setattr("zhurnal.people.middleware.standing_of", lambda _key: let_in)
    monkeypatch.setattr("zhurnal.people.middleware.touch", lambda *_: None)
    assert "expected the way to sign-in" in " ".join(faults_of(colleges, "journal:journals", "А", "stranger"))


def test_a_foreign_page_that_differs_from_an_absent_one_is_seen(colleges, monkeypatch):
    from django.http import HttpResponse

    def telling(request, exception=None):
        known = any(str(pk) in request.path for pk in colleges.two.objects["course"].values())
        return HttpResponse("чужая" if known else "нет", status=404)

    monkeypatch.setattr("zhurnal.kernel.answers.not_found", telling)
    assert "differs from what is not there" in " ".join(faults_of(colleges, "journal:page", "А", "teacher"))


def test_a_name_of_another_college_on_a_page_is_seen(colleges, monkeypatch):
    foreign = str(colleges.two.world.people["student"])
    monkeypatch.setattr(
        "zhurnal.portal.menu.ROLE_NAMES",
        dict.fromkeys(Role, foreign),
    )
    assert "leaks" in " ".join(faults_of(colleges, "journal:journals", "А", "teacher"))
