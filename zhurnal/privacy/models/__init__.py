"""Who read whose data; the policy and who accepted it, consents, requests of subjects."""

from .consent import Consent, ConsentScan
from .policy import Acceptance, PolicyText
from .reading import Reading
from .request import SubjectRequest

__all__ = ["Acceptance", "Consent", "ConsentScan", "PolicyText", "Reading", "SubjectRequest"]
