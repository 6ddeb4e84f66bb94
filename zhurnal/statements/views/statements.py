"""The list of statements, one statement to read and to fill in, its paper, admission of a group."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.statements.actions.closing import fill_and_close
from zhurnal.statements.actions.filling import fill_statement
from zhurnal.statements.actions.taken import note_statement
from zhurnal.statements.forms import FilterForm, cells, changes, keys
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.policy import ADMISSION, ADMIT, DEBTS, FILL, MANAGE, OPEN, READ, SECOND
from zhurnal.statements.queries.admission import admission_page
from zhurnal.statements.queries.page import Page, statement_page
from zhurnal.statements.queries.sheet import statement_table
from zhurnal.statements.queries.statements import Filters, groups_for, groups_with_statements, statement_rows, terms


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def listing(request: SignedRequest) -> HttpResponse:
    """Statements in reach, narrowed by group, term, state and kind."""
    actor, form = request.actor, FilterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    filters = Filters(said.get("group"), said.get("term"), said.get("state") or "", said.get("kind") or "")
    admitting = groups_for(actor, ADMISSION) if policy.may(actor, ADMISSION) else []
    context = {
        "rows": statement_rows(actor, filters), "form": form, "filters": filters, "groups": groups_with_statements(actor),
        "terms": terms(actor), "opens": policy.may(actor, OPEN), "debts": policy.may(actor, DEBTS),
        "admitting": admitting, "narrowed": any((filters.group, filters.term, filters.state, filters.kind)),
    }  # fmt: skip
    return render(request, "statements/list.html", context)


def shown(request: SignedRequest, page: Page, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a statement; ``more``: what was typed, what was refused."""
    actor = request.actor
    row = Statement(pk=page.id, college_id=actor.college_id, state=page.state, level=page.level)
    manages = policy.can(actor, MANAGE, row)
    context = {
        "page": page, "cells": cells(page.lines), "manages": bool(manages), "held": manages.refusal or "",
        "sheets": manages.refusal is not None and _gives_sheets(actor, page),
        "seconds": bool(policy.can(actor, SECOND, row)), "debts": policy.may(actor, DEBTS), "today": actor.today,
        "fills": page.dated <= actor.today and bool(policy.can(actor, FILL, row)),
    }  # fmt: skip
    return render(request, "statements/statement.html", {**context, **more}, status=status)


def _gives_sheets(actor: PersonActor, page: Page) -> bool:
    """Whether who may not change the statement still opens the line of who was ill: his sheet has a day of its own."""
    ill = next((line.id for line in page.lines if line.ill), None)
    own = StatementLine(pk=ill, college_id=actor.college_id, statement_id=page.id)
    return ill is not None and bool(policy.can(actor, ADMIT, own))


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def statement(request: SignedRequest, statement: UUID) -> HttpResponse:
    """One statement."""
    found = doors.fetch(request.actor, READ, Statement, pk=statement)
    return shown(
        request, statement_page(request.actor, found.pk), saved="saved" in request.GET, looked="looked" in request.GET
    )


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def paper(request: SignedRequest, statement: UUID) -> HttpResponse:
    """The statement as it is printed and signed."""
    found = doors.fetch(request.actor, READ, Statement, pk=statement)
    page = statement_page(request.actor, found.pk)
    return render(request, "statements/paper.html", {"page": page, "college": request.actor.college_name})


@require_POST
@entitled(READ)
def file(request: SignedRequest, statement: UUID) -> HttpResponse:
    """The same paper as a file. Asked for in a body: taking it out is written down."""
    found = doors.fetch(request.actor, READ, Statement, pk=statement)
    form = request.POST.get("format", "")
    table = statement_table(request.actor, statement_page(request.actor, found.pk))
    note_statement(request.actor, found)
    return cast(HttpResponse, send(table, Format(form) if form in ("xlsx", "pdf") else Format.XLSX, table.title))


@require_POST
@entitled(FILL)
def fill(request: SignedRequest, statement: UUID) -> HttpResponse:
    """Save what was typed; with ``close`` also close the statement when everything was saved."""
    actor = request.actor
    found = doors.fetch(actor, FILL, Statement, pk=statement)
    typed = changes(request.POST, statement_page(actor, found.pk).lines)
    if "close" in request.POST:
        outcomes, refusal = fill_and_close(actor, found, typed)
    else:
        done = fill_statement(actor, found, typed)
        outcomes, refusal = ([], done) if isinstance(done, Refusal) else (done, None)
    refused = [one for one in outcomes if one.refusal is not None]
    if refusal is None and not refused:
        return redirect(f"{request.path.removesuffix('fill/')}?saved=1")
    page = statement_page(actor, found.pk)
    kept = cells(page.lines, typed, outcomes)
    return shown(request, page, 422, cells=kept, refusal=refusal, refused=len(refused))


@require_http_methods(["GET", "HEAD"])
@entitled(ADMISSION)
def admission(request: SignedRequest, group: UUID) -> HttpResponse:
    """Who of the group is admitted to the session, and why not."""
    found = doors.fetch(request.actor, ADMISSION, Group, pk=group)
    return admission_shown(request, found, request.GET.get("term", ""), looked="looked" in request.GET)


def term_of(choices: Sequence[Term], said: str) -> Term | None:
    """The term that is asked for; None for what is none of them."""
    wanted = keys([said])
    return next((one for one in choices if one.pk in wanted), None)


def admission_shown(request: SignedRequest, group: Group, said: str, status: int = 200, **more: Any) -> HttpResponse:
    """The page of admission in a term; ``more``: what was looked at again, what was refused."""
    actor = request.actor
    choices = [one for one in terms(actor) if one.year_id == group.year_id]
    term = term_of(choices, said) or (choices[0] if choices else None)
    context = {
        "group": group, "term": term, "terms": choices, "page": admission_page(actor, group, term) if term else None,
        "manages": bool(policy.can(actor, OPEN, group)),
    }  # fmt: skip
    return render(request, "statements/admission.html", {**context, **more}, status=status)
