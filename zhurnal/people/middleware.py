"""Gives every request its actor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from logging import getLogger
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Unconfirmed
from zhurnal.organisation.agenda import turn_day
from zhurnal.people import again
from zhurnal.people.actor import PersonActor, actor_from
from zhurnal.people.rules.factors import is_fresh, lacks_step
from zhurnal.people.sessions import holder_of

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
    An open page that asks for what is new hears by the way how many notices wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        standing = standing_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
        actor = standing.actor if standing is not None and standing.whole else None
        request.actor, request.half = actor, standing if actor is None else None  # type: ignore[attr-defined]
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


def actor_of_session(key: str) -> PersonActor | None:
    """The actor of the session with this key, if it holds now and lacks no step. One statement."""
    standing = standing_of(key)
    return standing.actor if standing is not None and standing.whole else None


def standing_of(key: str) -> Standing | None:
    """What the session with this key is, if it holds now. One statement."""
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isalnum():
        return None
    now = datetime.now(UTC)
    standing, due = _read(key, now)
    if standing is not None and due and str(due) <= standing.actor.today.isoformat():
        _turn(standing.actor)
        standing, _due = _read(key, now)
    return standing if standing is not None and standing.actor.roles else None


def _read(key: str, now: datetime) -> tuple[Standing | None, Any]:
    holder = holder_of(key, now)
    if holder is None:
        return None, None
    facts, device, proved, grants, due = holder
    fresh = is_fresh(proved.confirmed, now.timestamp())
    actor = actor_from(facts, grants, now=now, device=device, fresh=fresh)
    demanded = actor.parameters.staff_second_factor
    lacks = lacks_step(passed=proved.passed, guarded=proved.guarded, roles=actor.roles, demanded=demanded)
    return Standing(actor, not lacks, proved.guarded), due


def _turn(actor: PersonActor) -> None:
    """What was written ahead for today takes effect before the page is read; a busy database is asked again next time.

    Whatever else goes wrong there shuts nobody out of the journal: it stands in the log, and is tried again in an hour.
    """
    try:
        turn_day(actor.college_id, actor.today, patient=True)
    except DatabaseError:
        logger.warning("what is due today was not carried out: the database is busy")
