"""1.11 g, 2.7, 2.8: student and parent hear on-line that their lesson is changed, and nobody else's family does."""

import pytest

from zhurnal.notifications.models import Notice


def settle(enter, college, django_capture_on_commit_callbacks, way: str) -> None:
    lesson = college.lessons["future"].pk
    with django_capture_on_commit_callbacks(execute=True):
        fields = {"way": way, "cause": "illness", "note": "лежит в больнице"}
        assert enter("dispatcher").client.post(f"/substitutions/lessons/{lesson}/", fields).status_code == 302


@pytest.mark.parametrize("who", ["student", "parent", "leader"])
def test_who_is_concerned_reads_it_and_the_bell_tells_the_number(
    college, enter, django_capture_on_commit_callbacks, who
):
    settle(enter, college, django_capture_on_commit_callbacks, f"same:{college.people['other_teacher'].pk.hex}")
    client = enter(who).client
    page = client.get("/notices/").content.decode()
    assert f"26 ноября, {college.lessons['future'].pair}\u00a0пара, Э-21" in page
    assert "ведёт другой преподаватель" in page
    assert "data-unread-number>1<" in page
    assert "больни" not in page.lower()  # why the teacher is away is nobody's business
    client.post("/notices/read/")
    assert "data-unread-number>0<" in client.get("/notices/").content.decode()


@pytest.mark.parametrize("who", ["sister", "ex_parent", "adults_parent", "other_leader", "deputy"])
def test_others_hear_nothing(college, enter, django_capture_on_commit_callbacks, who):
    settle(enter, college, django_capture_on_commit_callbacks, "cancel")
    assert "Пока пусто" in enter(who).client.get("/notices/").content.decode()
    foreign = Notice.objects.of(college.id).filter(person=college.people["student"].pk).get()
    assert enter(who).client.post(f"/notices/{foreign.pk}/").status_code == 404
