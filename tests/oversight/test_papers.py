"""A paper beside a told cause: for whoever answers, until he answers (3.5, C5 case 4)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import worlds
from zhurnal.demo.papers import drawn_paper
from zhurnal.journal.models import Excuse, ExcusePaper
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def photo(name="Калугин справка.png", data=None):
    return SimpleUploadedFile(name, data or drawn_paper(), content_type="image/png")


def tell(world, *papers, who="parent"):
    fields = {"since": "2026-11-24", "until": "2026-11-26", "cause": "illness", "comment": "", "papers": list(papers)}
    return world.client(who).post(f"/diary/{world.people['student'].pk}/absence/", fields)


def test_the_leader_opens_it_and_it_is_erased_with_the_answer():
    world = worlds.make_college("vek", "А")
    assert tell(world, photo(), photo()).status_code == 302
    one, two = ExcusePaper.objects.of(world.id).order_by("number")
    leader = world.client("leader")
    page = leader.get("/excuses/").content.decode()
    assert f"/excuses/papers/{one.pk}/" in page
    assert f"/excuses/papers/{two.pk}/" in page
    opened = leader.post(f"/excuses/papers/{one.pk}/")
    assert opened.content == drawn_paper()
    assert opened["Content-Disposition"] == 'attachment; filename="document-1.png"'
    assert "sandbox" in opened["Content-Security-Policy"]
    looked = Change.objects.of(world.id).filter(action="oversight.paper.open").get()
    assert (looked.actor_name, looked.target) == (world.people["leader"].short, f"paper:{one.pk.hex}")
    message = Excuse.objects.of(world.id).get(student=world.people["student"], state="open")
    answer = {"message": str(message.pk), "decision": "accept", "kind": "б"}
    leader.post(f"/excuses/{world.people['student'].pk}/", answer)
    assert set(ExcusePaper.objects.of(world.id).values_list("content", flat=True)) == {None}
    refused = leader.post(f"/excuses/papers/{one.pk}/")
    assert refused.status_code == 403
    assert "документ удалён" in refused.content.decode()
    assert list(audit.verify(world.id)) == []


def test_the_same_message_again_with_a_paper_gets_it_once():
    world = worlds.make_college("vek", "А")
    for papers in ((), (photo(),), (photo(),)):
        assert tell(world, *papers).status_code == 302
    assert Excuse.objects.of(world.id).filter(student=world.people["student"], state="open").count() == 1
    assert ExcusePaper.objects.of(world.id).count() == 1


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        ([photo(data=b"MZ")], "другого вида"),
        ([photo(), photo(), photo(), photo()], "до 3 файлов"),
    ],
)
def test_an_unfit_paper_is_told_and_nothing_is_sent(papers, words):
    world = worlds.make_college("vek", "А")
    response = tell(world, *papers)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Excuse.objects.of(world.id).filter(student=world.people["student"], state="open").exists()


def test_nobody_fills_the_disk_with_messages_and_papers():
    world = worlds.make_college("vek", "А")
    parent, address = world.client("parent"), f"/diary/{world.people['student'].pk}/absence/"

    def send(number, papers=()):
        fields = {"since": "2026-11-24", "until": "2026-11-24", "cause": "other", "comment": f"случай {number}"}
        return parent.post(address, {**fields, "papers": list(papers)})

    assert [send(number, [photo(), photo(), photo()]).status_code for number in range(4)] == [302] * 4
    refused = send(4, [photo()])
    assert (refused.status_code, "уже 12 файлов" in refused.content.decode()) == (422, True)
    waiting = Excuse.objects.of(world.id).filter(student=world.people["student"], state="open")
    already = waiting.count()
    assert [send(number).status_code for number in range(10, 20 - already)] == [302] * (10 - already)
    refused = send(30)
    assert (refused.status_code, "10 сообщений без ответа" in refused.content.decode()) == (422, True)
    assert (waiting.count(), ExcusePaper.objects.of(world.id).count()) == (10, 12)
    assert send(0).status_code == 302  # the same again is no more than it was
