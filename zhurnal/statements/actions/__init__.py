"""Actions on statements and debts."""
