"""Writes ``docs/developer/access.md`` from the policies: ``python -m tests.access.document``; a test compares."""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "developer" / "access.md"
HEAD = """# Who may: actions, roles, reach

Made from the policies (`zhurnal/*/policy.py`) by `python -m tests.access.document`; do not edit by hand, a test compares.
What each person meets at each address is held by `tests/access/matrix.py`, which is written by hand from the regulation
and tested against the pages and against the policies.

An action that a role does not know, and an object out of reach, look like absent (404); a stranger is led to sign-in; an
object within reach whose state forbids the action now answers with the reason (403). All reach ends at the own college.
**p** marks actions that open personal data: the door tells of each.
"""


def first_line(reach: object) -> str:
    """The reach in words."""
    return (reach.__doc__ or "").strip().split("\n")[0].removesuffix(".")


def said(role: str) -> str:
    """A role by its name in code and in Russian."""
    from zhurnal.people.rules.roles import ROLE_NAMES, Role

    return f"{role} ({ROLE_NAMES[Role(role)]})" if role in tuple(Role) else f"{role} (named jobs of the product itself)"


def table() -> str:
    """The page."""
    from zhurnal.kernel import policy
    from zhurnal.people.rules.roles import Role

    parts = [HEAD]
    for action in sorted(policy.all_actions(), key=lambda a: a.name):
        model = policy.policy_of(action.name).model.__name__
        parts.append(f"\n## `{action.name}` · {model}{' · **p**' if action.personal else ''}\n")
        parts.append("| role | reaches |\n|---|---|")
        order = {role: place for place, role in enumerate(Role)}
        for role, reach in sorted(action.reach.items(), key=lambda item: order.get(item[0], len(order))):
            parts.append(f"| {said(role)} | {first_line(reach)} |")
    parts.append("\n## By role\n")
    parts.append("| role | actions |\n|---|---|")
    for role in Role:
        known = sorted(action.name for action in policy.all_actions() if role in action.reach)
        parts.append(f"| {said(role)} | {', '.join(f'`{name}`' for name in known)} |")
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    import django

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(table(), "utf-8")


if __name__ == "__main__":
    main()
