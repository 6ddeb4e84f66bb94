"""Pages of practice, competences, projects with their consultations."""

from .competence import Competence, CompetenceMastery
from .practice import Enterprise, PracticeDay, PracticePage, PracticePlace
from .project import Consultation, Project

__all__ = [
    "Competence",
    "CompetenceMastery",
    "Consultation",
    "Enterprise",
    "PracticeDay",
    "PracticePage",
    "PracticePlace",
    "Project",
]
