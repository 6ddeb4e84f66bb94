"""Control of the journals."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Control of the journals."""

    name = "zhurnal.inspection"
    label = "inspection"

    def ready(self) -> None:
        """Declare the policy's actions; say which lessons remarks name, and which days of practice they open."""
        from zhurnal.inspection import policy  # noqa: F401  (importing registers)
        from zhurnal.inspection.opened import opened_by_remarks
        from zhurnal.inspection.queries.traces import traces_of
        from zhurnal.modules.openings import register_opener
        from zhurnal.timetable.burdens import register_traces

        register_traces(traces_of)
        register_opener(opened_by_remarks)
