"""Who read whose data; the policy and who accepted it, consents, requests of subjects."""

from .consent import Consent
from .policy import Acceptance, PolicyText
from .reading import Reading
from .request import SubjectRequest

__all__ = ["Acceptance", "Consent", "PolicyText", "Reading", "SubjectRequest"]
