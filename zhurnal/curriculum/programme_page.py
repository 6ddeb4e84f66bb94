"""The editor's page, shown by its own views and by the one that reads files."""

import json
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.shortcuts import render

from zhurnal.curriculum.models import WorkProgramme
from zhurnal.curriculum.queries.programmes import TopicRow, load_programme
from zhurnal.curriculum.rules.topics import GROUPS, KIND_WORDS, kind_of
from zhurnal.people.gate import SignedRequest


def editor(
    request: SignedRequest, programme: WorkProgramme, *, rows: Iterable[dict[str, str]] | None = None, said: str = "",
    problems: Sequence[str] = (), revision: int | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; ``rows`` are typed or read ones that stand instead of the saved."""
    page = load_programme(request.actor, programme)
    shown = page.rows if rows is None else _typed(rows, {row.id: row.held for row in page.rows})
    groups = [[name, words, [str(kind) for kind in kinds]] for name, words, kinds in GROUPS]
    context = {
        "page": page, "rows": shown, "said": said, "problems": problems, "unsaved": rows is not None,
        "revision": page.revision if revision is None else revision, "kinds": list(KIND_WORDS.items()),
        "plan": json.dumps({"plan": page.plan, "groups": groups, "semesters": page.semesters}, ensure_ascii=False),
    }  # fmt: skip
    return render(request, "curriculum/programme.html", context, status=status)


def _typed(rows: Iterable[dict[str, str]], held: dict[str, str]) -> list[TopicRow]:
    found = []
    for number, row in enumerate(rows, 1):
        kind, pk = kind_of(row.get("kind", "")), row.get("id", "")
        found.append(
            TopicRow(pk, number, row.get("title", ""), row.get("hours", ""), kind, KIND_WORDS[kind],
                     row.get("homework", ""), held.get(pk, ""))
        )  # fmt: skip
    return found
