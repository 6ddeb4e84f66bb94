"""Case 7 of domain C5: an exam with a no-show ill, a no-show without a reason, a retake and a commission."""

from dataclasses import replace

import pytest

from tests.demo.colleges import NOW, TODAY
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.values import is_unfit
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.statements.models import Debt, DebtTry, Statement, StatementLine


@pytest.mark.django_db
def test_case_7_the_last_session_left_a_sheet_a_retake_a_commission_and_one_ahead(frozen_time):
    chosen = tuple(replace(group, size=10) for group in specs.VEK_GROUPS if group.name == "Э-31")
    college = load(build_college(replace(specs.VEK, groups=chosen, parents=10), TODAY, NOW), Progress(0))
    statements = Statement.objects.of(college.id).order_by("dated", "number")

    assert [(row.year.name, row.number, row.kind, row.state) for row in statements.select_related("year")] == [
        ("2025/26", 1, "main", "closed"),
        ("2025/26", 2, "individual", "closed"),
        ("2026/27", 1, "retake", "closed"),
        ("2026/27", 2, "commission", "closed"),
        ("2026/27", 3, "commission", "open"),
    ]
    main = StatementLine.objects.of(college.id).filter(statement=statements[0])
    assert sorted(row.no_show for row in main if row.no_show) == ["invalid", "valid"]
    assert sum(row.value == "2" for row in main) == 2
    of_session = Debt.objects.of(college.id).filter(source=statements[0])
    assert sorted((row.arisen, row.ended) for row in of_session) == [
        ("no_show", "passed"),
        ("unfit", ""),
        ("unfit", "passed"),
    ]
    tries = DebtTry.objects.of(college.id).order_by("planned_on", "number").values_list("number", "outcome")
    assert sorted(tries) == [(1, "failed"), (1, "failed"), (1, "passed"), (2, "passed"), (2, "planned")]
    standing = {
        (row.student_id, row.discipline_id, row.term_id, row.level)
        for row in Result.objects.of(college.id).filter(term__ends__lt=TODAY)  # terms that are over
        if is_unfit(row.value)
    }
    owed = Debt.objects.of(college.id).filter(closed_on__isnull=True)
    assert {(row.student_id, row.discipline_id, row.term_id, row.level) for row in owed} == standing
