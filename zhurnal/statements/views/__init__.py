"""Views of statements and debts."""
