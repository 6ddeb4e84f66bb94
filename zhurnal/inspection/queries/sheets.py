"""Papers of control as what their templates are given: JSON values only."""

from zhurnal.inspection.queries.act_paper import ActPage
from zhurnal.inspection.queries.reference import Reference
from zhurnal.kernel.dates import full
from zhurnal.people.actor import PersonActor


def _column(title: str, width: float, *, number: bool = False) -> dict[str, object]:
    return {"title": title, "width": width, "number": number}


def _row(*cells: str) -> dict[str, object]:
    return {"total": False, "cells": list(cells)}


def reference_sheet(actor: PersonActor, paper: Reference) -> dict[str, object]:
    """Справка по итогам проверки."""
    page, line, totals = paper.page, paper.page.line, paper.page.totals
    return {
        "college": actor.college_name, "title": f"Справка по итогам проверки журналов № {line.number}",
        "heading": [f"{line.title}, {page.round.year.name}", f"{full(line.since)}–{full(line.until)}"],
        "facts": [
            ["Цель", line.aim], ["Проверено", f"{line.scope}; {line.kind}; {page.viewed}"],
            ["Проверяли", ", ".join(line.checkers)],
        ],
        "columns": [
            _column("№", 4, number=True), _column("Журнал, преподаватель", 18), _column("Замечание", 34), _column("Срок", 11),
            _column("Исполнение", 15),
        ],
        "rows": [
            _row(
                str(one.number), f"{one.journal}\n{one.teacher}", f"{one.text}\n{one.place}", full(one.due) if one.due else "–",
                one.executed,
            )
            for one in paper.lines
        ],
        "totals": (
            f"Всего замечаний {totals.all}; исполнено {totals.kept}, ждут срока {totals.waiting}, "
            f"просрочено {totals.overdue} (на {full(actor.today)})."
        ),
        "found": page.round.found, "posts": [post for post, _name in paper.signers],
        "names": [name for _post, name in paper.signers], "teachers": list(paper.teachers),
        "foot": f"Справка № {line.number}, {full(actor.today)}",
    }  # fmt: skip


def act_sheet(actor: PersonActor, paper: ActPage) -> dict[str, object]:
    """Акт об исправлении."""
    return {
        "college": actor.college_name, "title": f"Акт об исправлении записей в журнале № {paper.number}",
        "heading": [f"от {full(paper.dated)}"], "preamble": paper.preamble,
        "columns": [
            _column("№", 4, number=True), _column("Запись", 24), _column("Было", 20), _column("Стало", 20),
            _column("Внесено", 14),
        ],
        "rows": [
            _row(
                str(one.number), one.place + (f"\nпричина: {one.reason}" if one.reason else ""), one.before, one.after,
                f"{one.at:%d.%m.%Y %H:%M}" + (f"\n{one.author}" if one.author else ""),
            )
            for one in paper.rows
        ],
        "ground": paper.ground,
        "digest": f"Сведения взяты из истории изменений журнала; контрольная сумма последней записи {paper.digest}.",
        "posts": [
            "Председатель", *("Член комиссии" for _one in paper.commission[1:]), *("С актом ознакомлен(а)" for _one in paper.told),
        ],
        "names": [*(name for _post, name in paper.commission), *paper.told],
        "foot": f"Акт № {paper.number} ({paper.year})",
    }  # fmt: skip
