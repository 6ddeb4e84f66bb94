"""Every model has its line in the glossary, and every line its model (house style, 25)."""

import re

from django.apps import apps

from tests.architecture.house import ROOT

PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
LINES = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `(\w+\.\w+)` \| ([^|]+) \|$", PAGE, flags=re.MULTILINE)


def models():
    return {model._meta.label for model in apps.get_models() if model.__module__.startswith("zhurnal.")}


def test_every_model_has_its_line():
    missing = models() - {line[2] for line in LINES}
    assert missing == set(), "docs/glossary.md: по-русски | English | model | what it is here."


def test_every_line_has_its_model():
    assert {line[2] for line in LINES} - models() == set(), "docs/glossary.md names a model that is no more."


def test_each_line_says_it_in_russian():
    assert [line[2] for line in LINES if not re.search("[а-я]{3}", line[0])] == []


def test_no_model_has_two_lines():
    names = [line[2] for line in LINES]
    assert len(names) == len(set(names))
