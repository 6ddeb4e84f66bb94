"""Who may: one declarative table per model, from which lists, checks and doors derive (``architecture.md`` § 6).

A module's policy names, for each action, which role reaches which rows (``Reach``: actor → ``Q``) and, in ``lock``, which
state forbids it now. Everything else is derived here and never written by hand.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from zhurnal.kernel.errors import Refused, Unconfirmed, UnknownAction
from zhurnal.kernel.refusal import Refusal


class Actor(Protocol):
    """Whoever acts: made by ``people`` once per request, or a named system job.

    ``outline`` gives the values on which a policy's conditions may depend, ``outlined`` the same actor with others in their
    place, ``kind`` everything else that they may depend on: so a condition is compiled once per kind (``kernel.prepared``).
    """

    @property
    def college_id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def account_id(self) -> UUID | None: ...
    @property
    def session(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def departments(self) -> tuple[UUID, ...]: ...
    @property
    def now(self) -> datetime: ...
    @property
    def door(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def fresh(self) -> bool: ...

    def kind(self) -> Hashable: ...
    def outline(self) -> dict[str, Any]: ...
    def outlined(self, values: Mapping[str, Any]) -> "Actor": ...


Reach = Callable[[Any], Q]
"""Actor → condition; each module takes the kind of actor it knows."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done to rows of a model.

    ``personal``: what of people's data is opened, in Russian words that follow «открыто:»; the door tells of it (``readings``), and the
    people themselves read these words. "": nothing personal. ``step_up``: who does it has proved within minutes that he is
    himself (2.9); asked where the deed is done (``require``), not where its page is looked at. ``reach``: role → rows.
    """

    name: str
    reach: Mapping[Any, Reach]
    personal: str = ""
    step_up: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of ``can``: true or false with the reason."""

    allowed: bool
    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.allowed


def everything(_actor: Actor) -> Q:
    """All rows of the actor's college."""
    return Q()


_policies: dict[str, tuple["Policy", Action]] = {}


class Policy:
    """Base of the policies; one instance per model, registered by ``register``."""

    model: ClassVar[type[Model]]
    actions: ClassVar[tuple[Action, ...]]

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Why not now; None when nothing forbids it."""
        return None

    def scope(self, actor: Actor, action: str) -> Q | None:
        """The rows this actor reaches, or None for none at all."""
        declared = action_named(action)
        parts = [reach(actor) for role, reach in declared.reach.items() if role in actor.roles]
        if not parts:
            return None
        whole = parts[0]
        for part in parts[1:]:
            if not whole or not part:  # an empty Q means everything
                return Q()
            whole |= part
        return whole


Wall = Callable[[Any, str, Any], Refusal | None]
"""(actor, action, object) → why a floor above forbids it now."""
_walls: dict[type[Model], list[Wall]] = {}


def register_wall(model: type[Model], wall: Wall) -> None:
    """Let a floor above forbid actions on rows of a model, whichever policy declares them: a closed year is in the archive."""
    _walls.setdefault(model, []).append(wall)


def refusal_of(actor: Actor, action: str, obj: Model) -> Refusal | None:
    """Why the action is not done to this object now: the walls of the floors above, then the policy's own lock."""
    for wall in _walls.get(type(obj), ()):
        refusal = wall(actor, action, obj)
        if refusal is not None:
            return refusal
    return policy_of(action).lock(actor, action, obj)


def register(policy: Policy) -> Policy:
    """Make a policy's actions known; a name declared twice is a mistake."""
    for action in policy.actions:
        if action.name in _policies:
            message = f"action {action.name} is declared twice"
            raise ValueError(message)
        _policies[action.name] = (policy, action)
    return policy


def all_actions() -> Iterable[Action]:
    """Every declared action, for the matrix and the documentation."""
    return [action for _policy, action in _policies.values()]


def _entry(name: str) -> tuple[Policy, Action]:
    try:
        return _policies[name]
    except KeyError:
        raise UnknownAction(name) from None


def action_named(name: str) -> Action:
    """The declared action, or ``UnknownAction``."""
    return _entry(name)[1]


def policy_of(name: str) -> Policy:
    """The policy that declares the action."""
    return _entry(name)[0]


def visible(actor: Actor, action: str) -> QuerySet[Any]:
    """All rows on which the actor may do the action (locks aside): for lists, exports, search, pushes."""
    policy = policy_of(action)
    manager: Any = policy.model.objects  # type: ignore[attr-defined]
    rows: QuerySet[Any] = manager.of(actor.college_id)
    scope = policy.scope(actor, action)
    if scope is None:
        return rows.none()
    return rows.filter(scope) if scope else rows


def may(actor: Actor, action: str) -> bool:
    """Whether any role of the actor knows the action at all: for menus."""
    return knows(actor.roles, action)


def knows(roles: frozenset[str], action: str) -> bool:
    """Whether any of these roles knows the action at all."""
    return any(role in roles for role in action_named(action).reach)


def can(actor: Actor, action: str, obj: Model) -> Decision:
    """Whether the actor may do the action to this object, with the reason if it is locked."""
    if not visible(actor, action).filter(pk=obj.pk).exists():
        return Decision(allowed=False)
    refusal = refusal_of(actor, action, obj)
    return Decision(refusal is None, refusal)


def require(actor: Actor, action: str, obj: Model) -> None:
    """Raise ``Refused`` unless ``can``, ``Unconfirmed`` where the action asks for a fresh proof; for the deeds themselves."""
    decision = can(actor, action, obj)
    if not decision:
        raise Refused(decision.refusal or Refusal("not_yours", "Это не в вашем ведении."))
    if action_named(action).step_up:
        confirmed(actor)


def confirmed(actor: Actor) -> None:
    """Raise ``Unconfirmed`` unless the person has proved within minutes that he is himself (2.9)."""
    if not actor.fresh:
        raise Unconfirmed
