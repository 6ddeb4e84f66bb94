"""Once a month whoever answers for personal data hears whose term is over or ends within thirty days; numbers only, no names."""

from datetime import UTC, date

from django.urls import reverse

from zhurnal.archive.departed import coming, standings
from zhurnal.archive.rules.personal import AHEAD, near
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.models import Notice
from zhurnal.notifications.queries.concerned import officers
from zhurnal.notifications.rules.items import Item, Kind, Told, moment
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.models import Consent

HEAD = "Сроки личных данных"


def warn_at_night(college: College, today: date) -> str:
    """Tell the officers, once a month; what was done, in words."""
    actor = PersonActor.system(college, "сроки личных данных")
    about = f"terms:{today:%Y-%m}"
    heard = set(Notice.objects.of(college.pk).filter(about=about).values_list("person_id", flat=True))
    waiting = [officer for officer in officers(actor) if officer not in heard]
    if not waiting:
        return "сроки личных данных: напомнено в этом месяце"
    ahead = coming(standings(college.pk, today), today)
    consents = Consent.objects.of(college.pk).filter(withdrawn_at=None, until__gte=today, until__lte=today + AHEAD)
    words = near(ahead.due, ahead.soon, ahead.soon_on, consents.count())
    if not words:
        return "сроки личных данных: напоминать не о чем"
    at = moment(actor.now)
    url = reverse("archive:personal")
    told = [Told(officer, Kind.LOGIN, about, (Item(about, at, HEAD, words),), url) for officer in waiting]
    send_on(college.pk, tell(college.pk, told, actor.now.astimezone(UTC)))
    return f"сроки личных данных: напомнено {len(told)}"
