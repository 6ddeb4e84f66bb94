"""Writes curricula, disciplines and work programmes."""

from zhurnal.curriculum.models import (
    Curriculum,
    Discipline,
    PlanItem,
    PlanLoad,
    ProgrammeTopic,
    WorkProgramme,
)
from zhurnal.demo.load import Loaded


def load_plans(loaded: Loaded) -> None:
    """What is taught: plans, disciplines, topics."""
    _load_curricula(loaded)
    _load_disciplines(loaded)
    _load_topics(loaded)


def _load_curricula(loaded: Loaded) -> None:
    made, own = loaded.made, loaded.college
    loaded.keep(
        "curriculum",
        [
            (
                c.key,
                Curriculum(
                    college=own, specialty_code=c.code, specialty_name=c.name, qualification=c.qualification,
                    title=c.title, base=c.base, form=c.form, start_year=c.start_year,
                ),
            )
            for c in made.curricula
        ],
    )  # fmt: skip
    plans = loaded.ids["curriculum"]
    items: dict[str, PlanItem] = {}
    for row in sorted(made.plan_items, key=lambda row: row.parent is not None):
        items[row.key] = PlanItem(
            college=own, curriculum_id=plans[row.curriculum], index=row.index, name=row.name, kind=row.kind,
            position=row.position, parent_id=items[row.parent].pk if row.parent else None,
        )  # fmt: skip
    loaded.keep("item", list(items.items()))
    loaded.add(
        PlanLoad(
            college=own, item_id=items[w.item].pk, semester=w.semester, hours_total=w.hours, lectures=w.lectures,
            practicals=w.practicals, labs=w.labs, course_project=w.course_project, attestation=w.attestation,
        )
        for w in made.plan_loads
    )  # fmt: skip


def _load_disciplines(loaded: Loaded) -> None:
    made, own, items = loaded.made, loaded.college, loaded.ids["item"]
    loaded.keep(
        "discipline",
        [
            (
                d.key,
                Discipline(
                    college=own, index=d.index, name=d.name, short_name=d.short_name, kind=d.kind,
                    plan_item_id=items[d.plan_item] if d.plan_item else None,
                ),
            )
            for d in made.disciplines
        ],
    )  # fmt: skip
    discipline = loaded.ids["discipline"]
    loaded.keep(
        "programme",
        [
            (p.key, WorkProgramme(college=own, discipline_id=discipline[p.discipline], title=p.title))
            for p in made.programmes
        ],
    )


def _load_topics(loaded: Loaded) -> None:
    made, own = loaded.made, loaded.college
    programme = loaded.ids["programme"]
    loaded.keep(
        "topic",
        [
            (
                t.key,
                ProgrammeTopic(
                    college=own, programme_id=programme[t.programme], number=t.number, title=t.title, hours=t.hours,
                    kind=t.kind, homework=t.homework,
                ),
            )
            for t in made.topics
        ],
    )  # fmt: skip
