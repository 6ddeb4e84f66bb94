"""The command that loads the demonstration: once, and it tells who may enter."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from zhurnal.demo.progress import Progress
from zhurnal.organisation.models import College

pytestmark = pytest.mark.django_db


def test_the_command_makes_two_colleges_once_and_tells_who_may_enter(frozen_time):
    out = StringIO()
    call_command("demo", "--small", "--today", "2026-11-24", stdout=out)
    assert list(College.objects.order_by("code").values_list("code", flat=True)) == ["pml", "vek"]
    again = StringIO()
    call_command("demo", stdout=again)
    assert again.getvalue().count("уже есть") == 2
    told = StringIO()
    call_command("demo", "--sign-ins", stdout=told)
    assert "kravtsova" in told.getvalue()
    assert "lesnikova" in told.getvalue()


def test_the_command_says_when_there_is_nobody_to_sign_in():
    told = StringIO()
    call_command("demo", "--sign-ins", stdout=told)
    assert "нет" in told.getvalue()


def test_the_command_refuses_a_word_for_a_day():
    with pytest.raises(CommandError, match="не дата"):
        call_command("demo", "--today", "завтра")


def test_progress_shows_a_bar_and_ends_full():
    shown = []
    bar = Progress(4, shown.append)
    bar.stage("Люди")
    bar.step(2)
    bar.done()
    assert "0%" in shown[0]
    assert "100%" in shown[-2]
    assert shown[-1] == "\n"


def test_a_making_that_is_interrupted_leaves_no_college():
    """With one of the two there, the next start would look no further, and the second would never be made."""

    class Interrupted(StringIO):
        def write(self, text: str) -> int:
            if "Приозёрский" in text:
                raise KeyboardInterrupt
            return super().write(text)

    with pytest.raises(KeyboardInterrupt):
        call_command("demo", "--small", "--today", "2026-11-24", stdout=Interrupted())
    assert not College.objects.exists()
