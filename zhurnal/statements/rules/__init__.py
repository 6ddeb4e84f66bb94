"""Rules of statements and debts."""
