"""Values of registers, the college's choice of fields, proposals of families."""

from .register import FormerValue, Proposal, RegisterField, RegisterValue

__all__ = ["FormerValue", "Proposal", "RegisterField", "RegisterValue"]
