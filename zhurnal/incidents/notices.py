"""The two notices of a breach as they stand now, or as they left."""

from datetime import datetime

from zhurnal.incidents.models import Breach
from zhurnal.incidents.rules import breach as rules
from zhurnal.people.actor import PersonActor


def notice_of(actor: PersonActor, breach: Breach, which: str) -> list[tuple[str, str]]:
    """(title, text) of each part."""
    left: list[list[str]] = getattr(breach, f"{which}_text")
    if left:
        return [(title, text) for title, text in left]
    values = {name: getattr(breach, name) for name in rules.PARTS}
    first = f"№ {breach.first_number} от {_said(actor, breach.first_at)}" if breach.first_at else ""
    facts = {
        "discovered": _said(actor, breach.discovered_at),
        "span": f"{_said(actor, breach.since)} – {_said(actor, breach.until)}",
        "people": rules.people_words(len(breach.counted["people"])), "first": first,
    }  # fmt: skip
    return rules.notice(which, actor.college_name, facts, values)


def _said(actor: PersonActor, moment: datetime) -> str:
    return f"{moment.astimezone(actor.now.tzinfo):%d.%m.%Y, %H:%M}"
