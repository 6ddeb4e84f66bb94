"""The diary of a student: his day, week and marks; for himself or for his parents.

Every page here is asked for every few seconds by open screens, so the order is: door, numbers of the feeds, «nothing new»
(304) or a kept body, and only then the reading of marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from zhurnal.journal.actions.absences import Told, tell_cause
from zhurnal.journal.forms import AbsenceForm
from zhurnal.journal.queries import diary
from zhurnal.journal.rules.leader import dative
from zhurnal.kernel import doors, policy
from zhurnal.kernel.conditional import holds
from zhurnal.kernel.errors import Absent, BadRequest, Refused
from zhurnal.kernel.kept import NONCE_PLACE, TOKEN_PLACE, bodies
from zhurnal.kernel.packing import InPieces, gzip_page
from zhurnal.kernel.pieces import Piece, filled
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, entitled, kept
from zhurnal.people.models import Person
from zhurnal.people.polls import Poll

LIVE = "X-Live"  # an open page asks for what is new: the body alone is enough
READ = ["GET", "HEAD"]
BODY_PLACE = "\x00body\x00"  # where a kept shell gets its body


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the diary: which, for whom, of what day."""

    view: str
    title: str
    family: diary.Family
    day: date
    today: date
    person: UUID | None
    leader_word: str

    @property
    def to_leader(self) -> str:
        """«куратору»."""
        return dative(self.leader_word)

    @property
    def address(self) -> str:
        """The name of the same page's address, for the other children."""
        return {"day": "journal:diary", "week": "journal:diary-week", "marks": "journal:diary-marks"}[self.view]

    @property
    def before(self) -> date:
        """The day before, Sundays left out."""
        return self.day - timedelta(days=2 if self.day.weekday() == 0 else 1)

    @property
    def after(self) -> date:
        """The next day, Sundays left out."""
        return self.day + timedelta(days=2 if self.day.weekday() == 5 else 1)

    @property
    def week_before(self) -> date:
        """A day of the week before."""
        return self.day - timedelta(days=7)

    @property
    def week_after(self) -> date:
        """A day of the next week."""
        return self.day + timedelta(days=7)

    def key(self) -> tuple[object, ...]:
        """Everything that decides what the body says; the numbers of the feeds stand for all marks behind them."""
        return (self.view, self.person, self.family, self.day, self.today, self.leader_word)

    def around(self) -> tuple[object, ...]:
        """Everything that decides what the shell and the sheet of causes say."""
        child = self.family.child
        return (self.view, self.person, child.id, child.given, child.leader, self.family.tells, self.day, self.today,
                self.leader_word)  # fmt: skip

    @property
    def numbered(self) -> bool:
        """Whether every child has a feed: only then may a body be kept or called unchanged."""
        return all(child.version is not None for child in self.family.children)

    def tag(self, looks: str) -> str:
        """The entity tag. ``looks``: theme and size, which are in the page around the body."""
        return f'"{blake2b(repr((self.key(), looks)).encode(), digest_size=9).hexdigest()}"'


@require_http_methods(READ)
@entitled("journal.diary.know")
def own(request: SignedRequest) -> HttpResponse:
    """Lead to one's own diary, or to that of the first child."""
    ward = diary.ward_of(request.actor)
    if ward is None:
        return render(request, "journal/diary/nobody.html")
    place = "journal:diary-marks" if request.GET.get("view") == "marks" else "journal:diary"
    return redirect(place, student=ward.pk)


@require_http_methods(READ)
@gzip_page
@entitled("journal.diary.know")
@kept
def day(request: SignedRequest, student: UUID) -> HttpResponse:
    """One day."""
    return _page(
        request, student, "day", "Дневник", lambda shown: diary.diary_day(request.actor, shown.family, shown.day)
    )


@require_http_methods(READ)
@gzip_page
@entitled("journal.diary.know")
@kept
def week(request: SignedRequest, student: UUID) -> HttpResponse:
    """One week."""
    return _page(
        request, student, "week", "Неделя", lambda shown: diary.diary_week(request.actor, shown.family, shown.day)
    )


@require_http_methods(READ)
@gzip_page
@entitled("journal.diary.know")
@kept
def marks(request: SignedRequest, student: UUID) -> HttpResponse:
    """Marks and absences of the term."""
    return _page(request, student, "marks", "Отметки", lambda shown: diary.diary_marks(request.actor, shown.family))


@require_http_methods([*READ, "POST"])
@entitled("journal.absence.tell")
def tell(request: SignedRequest, student: UUID) -> HttpResponse:
    """A parent tells the cause of an absence; the page stands in for the sheet where scripts are off."""
    actor, posted = request.actor, request.method == "POST"
    found = doors.fetch(actor, "journal.absence.tell", Person, pk=student)
    day = _day(request.GET.get("day", ""), actor)
    form = AbsenceForm(
        request.POST if posted else None, request.FILES or None, today=actor.today, initial={"since": day, "until": day}
    )
    if posted and form.is_valid():
        try:
            tell_cause(actor, found, Told(**form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
        else:
            return redirect("journal:diary", student=found.pk)
    shown = _shown(actor, diary.family_of(actor, found), "day", "Причина отсутствия", actor.today)
    context = {"form": form, "shown": shown, "child": shown.family.child}
    return render(request, "journal/diary/tell.html", context, status=422 if posted else 200)


def _shown(actor: PersonActor, family: diary.Family, view: str, title: str, shown_day: date) -> Shown:
    return Shown(view, title, family, shown_day, actor.today, actor.person_id, actor.parameters.leader_word)


def _page(
    request: SignedRequest, student: UUID, view: str, title: str, load: Callable[[Shown], object]
) -> HttpResponse:
    """The page, its body alone, or «nothing new»."""
    actor = request.actor
    try:
        family = diary.open_family(actor, student)
    except Absent:
        return _closed(request, student)
    shown = _shown(actor, family, view, title, _day(request.GET.get("day", ""), actor))
    looks = request.COOKIES.get("appearance", "")
    tag = shown.tag(looks + request.headers.get(LIVE, ""))
    if shown.numbered and holds(request.headers.get("If-None-Match", ""), tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    if LIVE in request.headers:
        response = InPieces([b"<main data-live>", *_body(shown, load), b"</main>"])
    else:
        response = InPieces(_whole(request, shown, looks, load))
    response["ETag"] = tag
    return response


def tag_of(poll: Poll) -> str | None:
    """The tag of a page of the diary, by the page's own door (``people.polls``)."""
    actor, view = poll.actor, (poll.place["view"] or "day").rstrip("/")
    if not policy.may(actor, "journal.diary.know"):
        return None
    family = diary.open_family(actor, UUID(poll.place["student"]))
    shown = _shown(actor, family, view, "", _day(poll.query.get("day", ""), actor))
    looks = poll.cookies.get("appearance", "") + poll.environ.get("HTTP_X_LIVE", "")
    return shown.tag(looks) if shown.numbered else None


def _body(shown: Shown, load: Callable[[Shown], object]) -> Sequence[Piece | bytes]:
    """The part that changes: kept, or made now."""

    def make() -> str:
        return render_to_string(f"journal/diary/{shown.view}.html", {"page": load(shown), "shown": shown})

    return filled(bodies.get(shown.key(), make), {}) if shown.numbered else [make().encode()]


def _whole(request: SignedRequest, shown: Shown, looks: str, load: Callable[[Shown], object]) -> list[Piece | bytes]:
    """The body inside of the shell. The shell is kept apart: it stays while marks come."""
    actor, token, nonce = request.actor, get_token(request), request.csp_nonce  # type: ignore[attr-defined]

    def make() -> str:
        context = {
            "body": BODY_PLACE,
            "shown": shown,
            "form": AbsenceForm(today=shown.today, initial={"since": shown.today, "until": shown.today}),
            "csrf_token": token,
        }
        text = render_to_string("journal/diary/page.html", context, request)
        return text.replace(token, TOKEN_PLACE).replace(nonce, NONCE_PLACE)

    key = (shown.around(), looks, actor.name, actor.college_name, actor.roles, actor.unread)
    shell = bodies.get(key, make, token=len(token), nonce=len(nonce))
    return filled(shell, {"token": [token.encode()], "nonce": [nonce.encode()], "body": _body(shown, load)})


def _day(given: str, actor: PersonActor) -> date:
    """The day of the address, today without one."""
    if not given:
        return actor.today
    try:
        found = parse_date(given) if given.startswith("20") else None
    except ValueError:
        found = None
    if found is None:
        message = "Такой даты нет."
        raise BadRequest(message)
    return found


def _closed(request: SignedRequest, student: UUID) -> HttpResponse:
    """An adult student closed his diary: his parents read a sentence; for everybody else the page is absent."""
    found = doors.fetch(request.actor, "journal.diary.know", Person, pk=student)
    family = diary.family_of(request.actor, found)
    return render(request, "journal/diary/closed.html", {"family": family, "child": family.child}, status=403)
