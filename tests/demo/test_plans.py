import pytest

from zhurnal.demo import plan_130203
from zhurnal.demo.programmes import plans
from zhurnal.demo.topics import programme

PLANS = plans()


@pytest.mark.parametrize("key", sorted(PLANS))
def test_every_week_of_theory_has_36_hours(key):
    plan = PLANS[key]
    taught = {
        semester: sum(line.in_semester(semester) for line in plan.taught(semester))
        for semester in range(1, len(plan.weeks) + 1)
    }
    told = {semester: hours for semester, hours in taught.items() if hours and not (key == "23.01.17" and semester > 1)}
    assert told == {semester: 36 * plan.weeks[semester - 1] for semester in told}


def test_the_electrical_plan_has_its_sums():
    plan = plan_130203.plan()
    theory = sum(sum(line.hours) for line in plan.lines if line.is_theory)
    practice = sum(sum(line.hours) for line in plan.lines if line.kind.startswith("practice"))
    assert (theory, practice) == (4500, 972)


def test_topic_37_is_the_star():
    rows = programme("Электротехника и электроника", 48)
    assert rows[36].title == "Соединение потребителей звездой. Роль нейтрального провода"
    assert [row.title for row in rows[30:32]] == [
        "Лабораторная работа № 5. Резонанс напряжений",
        "Практическая работа № 4. Расчёт цепи переменного тока",
    ]


def test_every_discipline_has_named_topics():
    for key, plan in PLANS.items():
        for semester in (1, 3, 5, 7):
            lines = plan.taught(semester) if semester <= len(plan.weeks) else []
            for line in lines:
                pairs = line.in_semester(semester) // 2
                rows = programme(line.name, pairs)
                assert len(rows) == pairs, (key, line.name)
                assert all(len(row.title) > 2 and row.homework for row in rows), (key, line.name)
                assert not any(row.title.startswith("Тема ") for row in rows)
