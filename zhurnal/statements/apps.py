"""Statements and debts."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Statements and debts."""

    name = "zhurnal.statements"
    label = "statements"

    def ready(self) -> None:
        """Declare the policy's actions, hear of published results, and tell what statements a term still wants."""
        from zhurnal.assessment.papers import register_papers
        from zhurnal.statements import policy, receivers  # noqa: F401
        from zhurnal.statements.queries.outstanding import outstanding

        register_papers(outstanding)
