"""What many people have as their password is refused however it is typed (checklist 45)."""

import pytest

from zhurnal.people.rules.passwords import GIVEN, weak

LEAKED = frozenset({"natasha", "cgfhnfr", "counterstrike", "dragon", "зенитзенит", "cat"})


@pytest.mark.parametrize(
    "password",
    [
        "counterstrike", "CounterStrike", "counter-strike", "2026 counterstrike!!", "сщгтеукыекшлу", "спартак2026!", "Dragon71985",
        "1985.Наташа", "natashanatasha7", "зенитзенит",
    ],
)  # fmt: skip
def test_a_password_of_many_is_refused_in_both_layouts_by_its_sounds_and_with_digits_around(password):
    assert weak(password, (), leaked=LEAKED) == GIVEN


@pytest.mark.parametrize(
    "password", ["counterstrike bus", "зелёный чайник на окне", "cat-8273-5519", "дракон и наташа"]
)
def test_a_phrase_that_holds_such_a_word_may_be_had(password):
    assert weak(password, (), leaked=LEAKED) == ""
