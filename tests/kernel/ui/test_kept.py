"""Parts of the shell drawn once: the same for the same shell, never another's token, name or address."""

import pytest
from django.template import engines

from zhurnal.kernel.kept import bars

TEMPLATE = "{% load kept %}{% kept probe %}[{{ shell }}|{% csrf_token %}|{{ here }}|{{ probe.seen }}]{% endkept %}"


@pytest.fixture(autouse=True)
def _fresh():
    bars.clear()
    yield
    bars.clear()


class Probe:
    """Counts how often it is drawn."""

    times = 0

    @property
    def seen(self):
        self.times += 1
        return self.times


def draw(probe, shell, token, here):
    template = engines["django"].from_string(TEMPLATE).template
    from django.template import Context

    return template.render(Context({"shell": shell, "csrf_token": token, "here": here, "probe": probe}))


def test_the_same_shell_is_drawn_once_with_each_answers_own_token_and_address():
    probe = Probe()
    first = draw(probe, "А", "token1", "/today/?a=1&b=<2>")
    second = draw(probe, "А", "token2", "/journals/")
    assert (probe.times, "token1" in first, "token2" in second, "token1" in second) == (1, True, True, False)
    assert "/today/?a=1&amp;b=&lt;2&gt;" in first
    assert "/journals/" in second


def test_another_shell_is_drawn_anew():
    probe = Probe()
    draw(probe, "А", "t", "/")
    assert "[Б|" in draw(probe, "Б", "t", "/")
    assert probe.times == 2


def test_names_of_kept_parts_are_their_own():
    """Two parts under one name would show one in the place of the other."""
    from pathlib import Path

    import zhurnal

    names = []
    for path in Path(zhurnal.__file__).parent.rglob("templates/**/*.html"):
        names += [part.split("%}")[0].strip() for part in path.read_text("utf-8").split("{% kept ")[1:]]
    assert sorted(names) == sorted(set(names))
    assert {"vision", "person", "places", "bottom", "search"} == set(names)
