"""The rules as the college has set them, for the page where they are set."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhurnal.checks.rules.catalogue import RULES, SEVERITY_WORDS, TONES, Area, Named, Rule, Set, usual
from zhurnal.checks.stored import settings
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with what is set and what it begins with."""

    named: Named
    now: Set
    usual: Set

    @property
    def severity(self) -> str:
        """In words."""
        return SEVERITY_WORDS[self.named.severity]

    @property
    def tone(self) -> str:
        """How its tag is coloured."""
        return TONES[self.named.severity]


def load_rules(actor: PersonActor) -> Mapping[Area, list[RuleRow]]:
    """Area → its rules. One statement."""
    now = settings(actor.college_id, actor.parameters)
    found: dict[Area, list[RuleRow]] = {area: [] for area in Area}
    for rule in Rule:
        found[RULES[rule].area].append(RuleRow(RULES[rule], now[rule], usual(rule, actor.parameters)))
    return found
