"""Where an order between budget and contract leads, and when it is possible (A5.11, A7.1)."""

from datetime import date

import pytest

from zhurnal.movement.rules.basis import Basis, explains, no_change, target_of

DAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("details", "target"),
    [
        ("на договор", "paid"),
        ("На бюджет", "budget"),
        ("с бюджета на договор", "paid"),
        ("с договора на бюджет с 10.11", "budget"),
        ("на внебюджет", "paid"),
        ("на платную основу", "paid"),
        ("бюджет", ""),
        ("на бюджет или на договор", ""),
        ("", ""),
    ],
)
def test_where_an_order_leads(details, target):
    assert target_of(details) == target


@pytest.mark.parametrize(
    ("basis", "target", "code"),
    [
        (Basis("budget"), "paid", None),
        (Basis(""), "budget", None),
        (Basis("paid"), "paid", "same_basis"),
        (Basis("budget", ((date(2026, 11, 10), "paid", True),)), "paid", "basis_later"),
        (Basis("budget", ((date(2026, 11, 9), "paid", True),)), "paid", None),
        (Basis("paid", ((date(2026, 11, 20), "budget", False),)), "paid", None),
        (Basis("paid", ((date(2026, 11, 20), "budget", True),)), "paid", "basis_later"),
        (Basis("paid", ((date(2026, 11, 1), "budget", True),)), "paid", "same_basis"),
    ],
)
def test_what_stands_in_the_way_of_an_order(basis, target, code):
    refusal = no_change(basis, target, DAY, "Иванов Пётр")
    assert (refusal.code if refusal else None) == code


def test_an_order_explains_only_what_was_typed_without_one():
    typed = Basis("paid", ((DAY, "budget", False),))
    assert explains(typed, "paid")
    assert not explains(typed, "budget")
    assert not explains(Basis("paid"), "paid")
