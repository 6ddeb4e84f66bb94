"""1.11 a: record and control of progress: a numbered statement decides the final mark, a debt is followed to its end (A4.8, A4.12, A4.13)."""

import re

from zhurnal.statements.models import Debt, Statement, StatementLine


def wanted(college, head):
    """A statement of the exam, drafted and opened by the head of the department on his page."""
    page, group = college.courses["electro"], college.groups["Э-21"]
    row = f"{page.discipline_id}.exam"
    head.client.post(
        "/statements/new/",
        {
            "group": group.pk, "term": college.term.pk, "dated": "2026-11-20", "open": "1", "row": row, f"form-{row}": "Э",
        },
    )  # fmt: skip
    return Statement.objects.of(college.id).get()


def fill(college, who, statement, rest="4", **marks):
    """Type the marks into the page, as it stands there, and close the statement."""
    address = f"/statements/{statement.pk}/"
    page = who.sees(address)
    people = {person.pk: name for name, person in college.people.items()}
    rows = StatementLine.objects.of(college.id).filter(statement=statement)
    body = {f"v-{row.pk}": marks.get(people[row.student_id], rest) for row in rows}
    body |= dict(re.findall(r'name="(n-[^"]+)" value="(\d+)"', page))
    return who.client.post(f"{address}fill/", {**body, "close": "1"})


def plan(college, head, *examiners):
    """A retake of the only debt that stands, today."""
    debt = Debt.objects.of(college.id).get(closed_on__isnull=True)
    body = {"debt": debt.pk, "day": "2026-11-24", "place": "ауд. 304"}
    for place, name in enumerate(examiners):
        body |= {f"person{place}": college.people[name].pk, f"part{place}": "chair" if place == 0 else "member"}
    made = head.client.post("/statements/debts/retake/", body)
    head.client.post(f"{made['Location']}open/")
    return Statement.objects.of(college.id).get(pk=made["Location"].split("/")[2])


def test_1_11_a_a_statement_a_debt_a_retake_and_a_commission_through_the_pages(college, enter):
    head, teacher, student = enter("department_head"), enter("teacher"), enter("classmate")
    main = wanted(college, head)
    own = f"/statements/own/{college.people['classmate'].pk}/"
    assert "неудовлетворительно" not in student.sees(own)

    assert fill(college, teacher, main, classmate="2").status_code == 302
    assert "неудовлетворительно" in student.sees(own)
    assert fill(college, teacher, main, classmate="5").status_code == 403  # closed: the only source of the mark

    first = plan(college, head, "teacher")
    assert fill(college, teacher, first, classmate="2").status_code == 302
    commission = plan(college, head, "deputy", "teacher", "other_teacher")
    assert commission.kind == "commission"
    assert fill(college, teacher, commission, classmate="3").status_code == 302

    assert [row.number for row in Statement.objects.of(college.id).order_by("number")] == [1, 2, 3]
    page = student.sees(own)
    assert "Задолженностей нет" in page
    assert "удовлетворительно" in page
