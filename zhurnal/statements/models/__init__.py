"""Statements with their lines, debts with their tries."""

from .debt import Debt, DebtPause, DebtTry
from .line import StatementLine
from .statement import Examiner, Reopening, Statement, StatementDiscipline

__all__ = [
    "Debt",
    "DebtPause",
    "DebtTry",
    "Examiner",
    "Reopening",
    "Statement",
    "StatementDiscipline",
    "StatementLine",
]
