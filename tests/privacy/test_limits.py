"""Mass reading by one account (checklist 22): the person is asked who he is, the officers hear of it, nothing typed is lost."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.kernel import readings
from zhurnal.kernel.errors import Unconfirmed
from zhurnal.notifications.models import Notice
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.privacy import limits
from zhurnal.privacy.actions.draining import drain
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rules.pace import DAY, HOUR, Limit, Pace, Sort


def test_different_cards_are_counted_in_a_sliding_hour_and_day():
    pace, moments = Pace(), [0.0, 10.0, HOUR + 5]
    assert [pace.count("a", Sort.CARDS, number, at) for number, at in enumerate(moments)] == [(1, 1), (2, 2), (2, 3)]
    assert pace.count("a", Sort.CARDS, 2, HOUR + 6) is None
    assert pace.count("b", Sort.CARDS, 2, HOUR + 6) == (1, 1)
    assert pace.count("a", Sort.FILES, 1, HOUR + 6) == (1, 1)
    assert pace.count("a", Sort.CARDS, 9, DAY + 6) == (1, 3)


def test_a_limit_holds_by_hour_and_by_day_and_nought_is_none():
    limit = Limit(30)
    assert [limit.exceeded(*pair) for pair in ((30, 120), (31, 31), (1, 121))] == [False, True, True]
    assert not Limit(0).exceeded(1000, 1000)


def test_an_ordinary_day_never_reaches_the_limits():
    """A leader opens the cards of his whole group twice, a head those of his department, a parent of all his children."""
    said, group, department, children = Parameters(), 30, 350, 8
    assert said.cards_an_hour_family > children
    assert said.cards_an_hour_teacher > 2 * group
    assert said.cards_an_hour_office > department
    assert said.files_an_hour > group


@pytest.fixture
def vek(db, frozen_time):
    world = worlds.make_college("vek", "А")
    College.objects.filter(pk=world.id).update(parameters={"cards_an_hour_office": 3, "files_an_hour": 2})
    return world


def test_a_scraper_is_asked_who_he_is_and_the_officers_hear_of_it(vek, frozen_time, django_capture_on_commit_callbacks):
    client, cards = (
        vek.client("department_head"),
        [vek.people[name].pk for name in ("student", "classmate", "adult", "newcomer")],
    )
    answers = [client.get(f"/movement/students/{pk}/").status_code for pk in cards]
    assert answers == [200, 200, 200, 403]
    page = client.get(f"/movement/students/{cards[0]}/").content.decode()
    assert "Подтвердите, что это вы" in page
    kept = client.post(f"/movement/students/{cards[0]}/credits/", {"title": "Набранное"})
    assert (kept.status_code, "Набранное" in kept.content.decode()) == (403, True)
    assert client.get(f"/journals/{vek.courses['electro'].pk}/").status_code == 200
    frozen_time.shift(timedelta(seconds=30))
    asked = client.post("/confirm/", {"next": f"/movement/students/{cards[3]}/", "proof-password": worlds.PASSWORD})
    assert asked.status_code == 302
    assert client.get(f"/movement/students/{cards[3]}/").status_code == 200
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            drain()
    told = Notice.objects.of(vek.id).filter(about__startswith="reading:")
    assert {one.person_id for one in told} == {vek.people["administrator"].pk, vek.people["ivc_head"].pk}
    assert Reading.objects.of(vek.id).filter(action=limits.EXCEEDED).count() == 1


def _card(actor):
    return readings.Told(actor, "movement.card.read", limits.CARD, uuid4())


def test_what_other_processes_wrote_counts_and_who_was_asked_there_is_asked_here(vek):
    actor = vek.actor("department_head")
    for _card_number in range(3):
        readings.personal_data_opened.send(None, readings=[_card(actor)], file=False)
    drain()
    limits.pace.clear()
    assert limits.guard(_card(actor)) is None
    readings.personal_data_opened.send(None, readings=[_card(actor)], file=False)
    drain()
    assert limits.guard(_card(actor)) is not None
    with pytest.raises(Unconfirmed):
        limits.guard(_card(actor))
    later = replace(actor, confirmed=int(actor.now.timestamp()) + 60)
    assert limits.guard(_card(later)) is None


def test_files_are_counted_too(vek):
    actor = vek.actor("deputy")
    for _file in range(3):
        readings.personal_data_opened.send(None, readings=[_card(actor)], file=True)
    with pytest.raises(Unconfirmed):
        limits.guard(_card(actor))
