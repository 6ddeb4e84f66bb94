"""«От вашего имени изменено»: a person's own page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhurnal.incidents.models import Incident
from zhurnal.incidents.policy import OWN
from zhurnal.incidents.queries.lines import ColumnLine, Group, column_lines, grouped
from zhurnal.incidents.reading import columns, marked
from zhurnal.incidents.rules.changes import ending_hour, to_look_at, window
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Session


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What was changed under the person's name until the evening of a day, and the sessions that are open."""

    day: date
    since: datetime
    until: datetime
    groups: tuple[Group, ...]
    columns: tuple[ColumnLine, ...]
    sessions: tuple[tuple[str, datetime], ...]
    incident: int | None

    @property
    def count(self) -> int:
        """How many changes."""
        return sum(len(group.lines) for group in self.groups) + len(self.columns)


def own_page(actor: PersonActor, day: date) -> OwnPage:
    """The page of a day; today's goes on until now."""
    since, until = span_of(actor, day)
    incident = Incident.objects.of(actor.college_id).filter(person=actor.person_id, released_at__isnull=True)
    changed = to_look_at(marked(actor, since, until, actor.person_id))
    tell(actor, OWN, people={one.student for one in changed})
    return OwnPage(
        day, since, until, grouped(actor, changed), column_lines(actor, columns(actor, since, until, actor.person_id)),
        _sessions(actor),
        incident.order_by("number").values_list("number", flat=True).first(),
    )  # fmt: skip


def span_of(actor: PersonActor, day: date) -> tuple[datetime, datetime]:
    """From the evening before the day until its evening; until now when that is today."""
    hour = ending_hour(actor.parameters.evening_hour)
    evening = actor.now.replace(year=day.year, month=day.month, day=day.day, hour=23, minute=59, second=59)
    since, until = window(evening, hour)
    return since, max(until, actor.now) if day >= actor.today else until


def _sessions(actor: PersonActor) -> tuple[tuple[str, datetime], ...]:
    accounts = Account.objects.of(actor.college_id).filter(pk=actor.account_id)
    rows = Session.objects.filter(
        college=actor.college_id, account__in=accounts.values("pk"), expire_date__gt=actor.now
    ).order_by("-started")
    return tuple((device, at.astimezone(actor.now.tzinfo)) for device, at in rows.values_list("device", "started"))


def since_of(actor: PersonActor, day: date) -> datetime:
    """From when on what the page of a day shows is doubted."""
    return min(span_of(actor, day)[0], actor.now - timedelta(seconds=1))
