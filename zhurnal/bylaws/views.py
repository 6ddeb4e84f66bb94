"""«Настройки колледжа»: all of them, and a section to change."""

from collections.abc import Collection, Mapping

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.bylaws import queries
from zhurnal.bylaws.actions import set_section
from zhurnal.bylaws.forms import SEEN, SectionForm
from zhurnal.bylaws.policy import READ
from zhurnal.bylaws.rules.catalogue import BY_KEY, SECTIONS
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def overview(request: SignedRequest) -> HttpResponse:
    """Every setting with its value, and the last changes."""
    kinds = queries.kinds_of_work(request.actor)
    context = {
        "parts": queries.load_parts(request.actor, kinds),
        "events": queries.load_history(request.actor, SECTIONS, kinds),
    }
    return render(request, "bylaws/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(READ)
def section(request: SignedRequest, key: str) -> HttpResponse:
    """The settings of one purpose; absent for who does not change them."""
    actor, found = request.actor, BY_KEY[key]
    if not policy.may(actor, found.action):
        raise Absent
    kinds, standing = queries.kinds_of_work(actor), queries.typed_values(found, actor.parameters)
    offered = queries.open_kinds(actor)
    form = SectionForm(found, standing, offered, request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = set_section(actor, found, form.values(), form.seen, form.cleaned_data["reason"].strip())
        if refusal is None:
            return redirect(f"bylaws:{key}")
        form = SectionForm(found, standing, offered, _beside(request.POST, standing, form.values()))
    part = queries.load_part(actor, found, kinds)
    seen = form.seen if form.is_bound else standing
    context = {
        "part": part, "form": form, "refusal": refusal, "events": queries.load_history(actor, [found], kinds),
        "rows": [(line, form[line.setting.name], f"{SEEN}{line.setting.name}", seen[line.setting.name]) for line in part.lines],
    }  # fmt: skip
    return render(request, "bylaws/section.html", context, status=422 if form.errors or refusal else 200)


def _beside(posted: QueryDict, standing: Mapping[str, str], touched: Collection[str]) -> QueryDict:
    """What this person typed, over what stands now: what he did not touch is as another one set it meanwhile."""
    data = posted.copy()
    for name, value in standing.items():
        data[f"{SEEN}{name}"] = value
        if name not in touched:
            data[name] = value
    return data
