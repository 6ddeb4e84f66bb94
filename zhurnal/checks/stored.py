"""What a college has set of the rules, as rules read it: for checks by day and by night, and for pages."""

from uuid import UUID

from zhurnal.checks.models import RuleSetting
from zhurnal.checks.rules.catalogue import Rule, Set, settings_of
from zhurnal.organisation.rules.parameters import Parameters


def settings(college_id: UUID, parameters: Parameters) -> dict[Rule, Set]:
    """All rules as the college has set them. One statement."""
    rows = RuleSetting.objects.of(college_id).values_list("rule", "enabled", "number")
    return settings_of({rule: (on, number) for rule, on, number in rows}, parameters)
