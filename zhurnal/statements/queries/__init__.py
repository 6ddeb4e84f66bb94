"""Reading statements and debts."""
