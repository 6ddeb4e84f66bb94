"""Figures are rounded by ``kernel.rounding`` alone: Python's ``round`` goes to the even neighbour, and two pages would differ."""

import ast

from tests.architecture.house import HOUSE, tree

# What is no figure of marks: measures of paper, seconds, people made up, priorities of a list, what the forecast keeps for itself.
OTHERWISE = {
    "demo/entries.py": "how many marks are made up",
    "demo/families.py": "days of a made-up birthday",
    "demo/progress.py": "width of a bar in a terminal",
    "exchange/imports/readers/curricula_hours.py": "hours of a plan dealt out; the last term takes what is left",
    "forecast/actions/nightly.py": "chances as they are kept",
    "forecast/rules/reasons.py": "a standing imagined, in whole hundredths; nothing of it is shown",
    "forecast/rules/record.py": "scores of the forecast as they are kept",
    "operations/actions/copying.py": "seconds",
    "operations/actions/drilling.py": "seconds",
    "printing/queries/practice_pages.py": "millimetres",
    "printing/queries/spreads.py": "millimetres",
    "printing/queries/summaries.py": "millimetres",
    "printing/rules/left.py": "millimetres",
    "printing/rules/paging.py": "millimetres",
    "reports/rules/frdo.py": "years of study, to a tenth as the state asks",
}


def rounding_calls():
    for path in HOUSE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Name) and called.id == "round":
                    yield path
                if isinstance(called, ast.Attribute) and called.attr == "quantize":
                    yield path


def test_no_figure_is_rounded_by_anything_else():
    found = {path.relative_to(HOUSE).as_posix() for path in rounding_calls()}
    assert found - set(OTHERWISE) == set()
    assert set(OTHERWISE) - found == set(), "no longer rounds: take it off the list"
