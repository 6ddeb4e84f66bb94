"""Professional modules."""

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    """Professional modules."""

    name = "zhurnal.modules"
    label = "modules"

    def ready(self) -> None:
        """Declare the policy's actions, tell the search what opens where, and statements what modules know of their exams."""
        from zhurnal.assessment.rules.levels import GIA, Level
        from zhurnal.kernel.policy import register_wall
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.modules import policy
        from zhurnal.modules.barrier import module_barrier, state_barrier, viewed_statement
        from zhurnal.statements.barriers import register_barrier, register_days
        from zhurnal.statements.models import Statement

        register_way("group", Way(policy.READ, "modules:journal"))
        register_barrier(Level.MODULE, module_barrier)
        register_days(Level.MODULE, policy.viewed_day)
        register_wall(Statement, viewed_statement)
        for level in GIA:
            register_barrier(level, state_barrier)
