"""«Nothing new», said before the application is troubled.

Open pages ask every few seconds, and nearly always nothing is new: it is the most frequent request of a college. What a page
asks with ``If-None-Match`` is therefore looked at before Django's own handling (which costs more than the look): the same
session, the same door, the same tag. Only «304» is said here; in every other case the request goes on and gets the whole answer.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import close_old_connections
from django.http.cookie import parse_cookie

from zhurnal.kernel.conditional import holds
from zhurnal.kernel.errors import Absent, BadRequest, Refused, Unconfirmed
from zhurnal.kernel.headers import lasting_headers
from zhurnal.kernel.readings import collected
from zhurnal.people.actor import PersonActor
from zhurnal.people.middleware import LIVE, UNREAD, actor_of_session

log = logging.getLogger("zhurnal.errors")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LIVE_IN_ENVIRON = f"HTTP_{LIVE.upper().replace('-', '_')}"
UUID_IN_PATH = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True)
class Poll:
    """What an open page asks: by whom, with which parts of the address and headers (names as in WSGI)."""

    actor: PersonActor
    place: Mapping[str, str]
    cookies: Mapping[str, str]
    environ: Mapping[str, Any]

    @cached_property
    def query(self) -> dict[str, str]:
        """The last value of each name of the query."""
        return {name: values[-1] for name, values in parse_qs(self.environ.get("QUERY_STRING", "")).items()}


Tag = Callable[[Poll], str | None]
"""The entity tag (quoted) that the page would answer with, found through the page's own door; None: it has none."""


def answered_first(application: Application, tags: Mapping[str, Tag]) -> Application:
    """The application with the look before it. ``tags``: pattern of an address (a regular expression) → its tag."""
    lanes = [(re.compile(pattern), tag) for pattern, tag in tags.items()]

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and environ["REQUEST_METHOD"] == "GET":
            for pattern, tag in lanes:
                place = pattern.fullmatch(environ["PATH_INFO"])
                known, unread = _looked(environ, place.groupdict(), tag) if place else (None, 0)
                if known and holds(held, known):
                    own = [("ETag", known), ("Cache-Control", "no-store")]
                    if LIVE_IN_ENVIRON in environ:
                        own.append((UNREAD, str(unread)))
                    start_response("304 Not Modified", [*lasting_headers(), *own])
                    return [b""]
        return application(environ, start_response)

    return answer


def _looked(environ: Mapping[str, Any], place: Mapping[str, str], tag: Tag) -> tuple[str | None, int]:
    """The tag (None for whoever gets another answer than «nothing new», which the application gives), and unread notices."""
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    try:
        actor = actor_of_session(cookies.get(settings.SESSION_COOKIE_NAME, ""))
        with collected():  # the door is only tried: what is shown, the application tells
            return (tag(Poll(actor, place, cookies, environ)), actor.unread) if actor else (None, 0)
    except (Absent, Refused, BadRequest, Unconfirmed):
        return None, 0
    except Exception:  # the application meets the same and tells its number
        log.exception("a poll was not answered first")
        return None, 0
    finally:
        close_old_connections()
