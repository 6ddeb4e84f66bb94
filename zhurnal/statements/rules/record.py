"""How debts and what befalls them are named in the record of changes: what is written there is looked for by the same words. Pure."""

from uuid import UUID

DRAFTED = "statements.draft"
PAUSED = "statements.debt.pause"


def debt_target(debt: UUID) -> str:
    """A debt, as the target of a change."""
    return f"debt:{debt.hex}"
