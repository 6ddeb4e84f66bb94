"""The page about rights says what the policies do."""

from tests.access.document import PAGE, first_line, table
from zhurnal.kernel import policy


def test_every_reach_is_said_in_words():
    dumb = {
        f"{a.name} {role}" for a in policy.all_actions() for role, reach in a.reach.items() if not first_line(reach)
    }
    assert dumb == set(), "Give the reach function a docstring: it stands in docs/developer/access.md."


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == table(), "Rights changed: python -m tests.access.document writes the page anew."
