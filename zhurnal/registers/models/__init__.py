"""Values of registers, the college's choice of fields, proposals of families."""

from .register import Proposal, RegisterField, RegisterValue

__all__ = ["Proposal", "RegisterField", "RegisterValue"]
