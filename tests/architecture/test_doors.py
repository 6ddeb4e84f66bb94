"""Screens reach data through doors, queries and actions only."""

import re

from tests.architecture.house import matches, python_files, refuse

MANAGER = re.compile(r"\.objects\b")
WRITE = re.compile(r"\.(?:save|delete|bulk_create|bulk_update|update_or_create|get_or_create)\(")
REWRITE = re.compile(r"\.save\(\)|\.save\(update_fields|\.(?:a?update_or_create|refresh_from_db)\(")
SQL = re.compile(r"\b(?:connection|connections\[[^]]+\])\.cursor\(|\.raw\(|\.extra\(")


def _screens():
    return python_files(
        "*/views/**/*.py",
        "*/views.py",
        "*/api/**/*.py",
        "exchange/api.py",
        "reports/catalogue/**/*.py",
        "portal/**/*.py",
    )


def _all(pattern: re.Pattern[str]) -> list[str]:
    return [breach for path in _screens() for breach in matches(path, pattern)]


def test_screens_ask_queries_not_managers():
    refuse(
        _all(MANAGER),
        "“.objects” in a screen skips the policy: fetch one object with doors.fetch(actor, action, Model, …), "
        "read lists with a function of queries/.",
    )


def test_screens_change_through_actions():
    refuse(
        _all(WRITE),
        "A screen writes by itself: call a function of actions/, which asks the policy and keeps the record.",
    )


def test_screens_hold_no_sql():
    refuse(_all(SQL), "SQL in a screen: write a function in queries/ and call it.")


def test_a_standing_row_is_changed_by_a_statement_that_says_whose_it_is():
    refuse(
        [breach for path in python_files() for breach in matches(path, REWRITE)],
        "Saving a row that stands already asks for it without its college, which the manager refuses when it happens: "
        "Model.objects.of(college).filter(pk=…).update(…), or sql.insert(Model, rows, key, update).",
    )
