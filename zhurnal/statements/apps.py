"""Statements and debts."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Statements and debts."""

    name = "zhurnal.statements"
    label = "statements"

    def ready(self) -> None:
        """Declare the policy's actions, hear of published results, tell the search what can be found and terms what they want."""
        from zhurnal.assessment.papers import register_papers
        from zhurnal.statements import policy, receivers  # noqa: F401
        from zhurnal.statements.queries import search
        from zhurnal.statements.queries.outstanding import outstanding

        search.register()
        register_papers(outstanding)
