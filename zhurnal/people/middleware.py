"""Gives every request its actor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from logging import getLogger

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhurnal.kernel.errors import Unconfirmed
from zhurnal.organisation.agenda import turn_day
from zhurnal.people import again
from zhurnal.people.actor import PersonActor, Sitting, actor_from
from zhurnal.people.rules.factors import is_fresh, lacks_step
from zhurnal.people.sessions import Holder, holder_of, touch

KEY_LIMIT = 40
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LIVE, UNREAD = "X-Live", "X-Unread"
logger = getLogger(__name__)


class ActorMiddleware:
    """``request.actor`` is the signed-in person's actor, or None for a stranger.

    The session's row says whose it is, so the session itself (its signed text) is not read on every request: one
    statement makes the actor. A closed account, an ended or expired session count from the next request on, and so does the
    last day of one's last role: whoever has no role today is a stranger, whether or not a nightly job has closed his account.
    A session that has not passed its second step is nobody's for every page but those of the second step, which ask for
    ``request.half``: so nothing else can be reached with a password alone (49).
    A locked session is a stranger's too until its owner has given his password.
    An open page that asks for what is new hears by the way how many notices wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        standing = standing_of(key)
        locked = standing is not None and standing.holder.locked
        actor = standing.actor if standing is not None and standing.whole and not locked else None
        request.guarded = standing is not None and standing.guarded  # type: ignore[attr-defined]
        request.locked = standing if locked else None  # type: ignore[attr-defined]
        request.actor, request.half = actor, standing if actor is None and not locked else None  # type: ignore[attr-defined]
        if standing is not None and actor is not None and LIVE not in request.headers:
            touch(
                key, standing.holder
            )  # an open page that only asks for what is new is not a person who does something
        # The hours of every page are the college's: templates turn moments into the running time zone by themselves.
        with timezone.override(standing.actor.now.tzinfo if standing is not None else None):
            response = self.get_response(request)
        if actor is not None and LIVE in request.headers:
            response[UNREAD] = str(actor.unread)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """A proof that came with a form is heard before the form (the form's token was checked already)."""
        actor: PersonActor | None = request.actor  # type: ignore[attr-defined]
        form = request.method == "POST" and request.content_type in FORMS
        if form and actor is not None and not actor.fresh and again.ASKED in request.POST:
            return again.hear(request, actor)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A deed that asks for a fresh proof: nothing was changed, the question is put."""
        return again.ask_again(request) if isinstance(exception, Unconfirmed) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose session it is, and whether it has passed all that is asked of him; ``guarded``: by a factor that he has already."""

    actor: PersonActor
    whole: bool
    guarded: bool
    holder: Holder


def actor_of_session(key: str) -> PersonActor | None:
    """The actor of the session with this key, if it holds now, lacks no step and is not locked. One statement."""
    standing = standing_of(key)
    whole = standing is not None and standing.whole and not standing.holder.locked
    return standing.actor if standing is not None and whole else None


def standing_of(key: str) -> Standing | None:
    """What the session with this key is, if it holds now. One statement."""
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isalnum():
        return None
    now = datetime.now(UTC)
    standing = _read(key, now)
    if standing is not None and standing.holder.due and str(standing.holder.due) <= standing.actor.today.isoformat():
        _turn(standing.actor)
        standing = _read(key, now)
    return standing if standing is not None and standing.actor.roles else None


def _read(key: str, now: datetime) -> Standing | None:
    holder = holder_of(key, now)
    if holder is None:
        return None
    proved = holder.proved
    # A minute before the session ends, so that the server knows that the screen is closed.
    lock_after = 0 if holder.own else max(1, int(holder.idle.total_seconds()) // 60 - 1)
    sitting = Sitting(is_fresh(proved.confirmed, now.timestamp()), lock_after, holder.shown, proved.confirmed)
    actor = actor_from(holder.facts, holder.grants, now=now, device=holder.device, sitting=sitting)
    demanded = actor.owes_step
    lacks = lacks_step(passed=proved.passed, guarded=proved.guarded, roles=actor.roles, demanded=demanded)
    return Standing(actor, not lacks, proved.guarded, holder)


def _turn(actor: PersonActor) -> None:
    """What was written ahead for today takes effect before the page is read; a busy database is asked again next time.

    Whatever else goes wrong there shuts nobody out of the journal: it stands in the log, and is tried again in an hour.
    """
    try:
        turn_day(actor.college_id, actor.today, patient=True)
    except DatabaseError:
        logger.warning("what is due today was not carried out: the database is busy")
