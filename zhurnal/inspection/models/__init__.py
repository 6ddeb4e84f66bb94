"""Tables of control."""

from .act import ActMember, CorrectionAct
from .remark import Remark, Visa
from .round import Checker, Round, RoundPart

__all__ = ["ActMember", "Checker", "CorrectionAct", "Remark", "Round", "RoundPart", "Visa"]
