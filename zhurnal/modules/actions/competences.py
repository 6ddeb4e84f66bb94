"""Competences of a module and who has mastered them. The record's chain is the page's from which it was written."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import Competence, CompetenceMastery, PracticePage
from zhurnal.modules.policy import PRACTICE_ARRANGE, PRACTICE_WRITE, viewed_page
from zhurnal.modules.standing import plan_parts, written_students
from zhurnal.people.actor import PersonActor

NO_MODULE = Refusal("no_module", "Эта практика не входит в модуль учебного плана: компетенций у неё нет.")


def list_competences(actor: PersonActor, page: PracticePage, rows: Sequence[tuple[str, str]]) -> int:
    """Add competences «ПК 1.1», «words» to the page's module, or mend the words of those known by code."""
    policy.require(actor, PRACTICE_ARRANGE, page)
    module = plan_parts(page.group).module_of(page.discipline_id)
    if module is None:
        raise Refused(NO_MODULE)
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_page(page):
            raise Refused(refusal)
        known = {row.code: row for row in Competence.objects.of(actor.college_id).filter(module=module.item.pk)}
        events = []
        for code, name in rows:
            row = known.get(code)
            before = row.name if row else None
            if before == name:
                continue
            row = row or Competence(
                college_id=actor.college_id, module_id=module.item.pk, code=code, position=len(known) + 1
            )
            row.name = name
            sql.insert(Competence, [row], ("college_id", "module_id", "code"), ("name",))
            known[code] = row
            events.append(audit.Event("modules.competence.list", f"competence:{row.pk.hex}", before, [code, name]))
        audit.append(head, actor, events)
    return len(events)


def judge(actor: PersonActor, page: PracticePage, verdicts: Mapping[tuple[UUID, UUID], bool]) -> int:
    """Write (competence, student) → mastered or not. Returns how many changed."""
    policy.require(actor, PRACTICE_WRITE, page)
    module = plan_parts(page.group).module_of(page.discipline_id)
    if module is None:
        raise Absent
    own = set(Competence.objects.of(actor.college_id).filter(module=module.item.pk).values_list("pk", flat=True))
    listed = {one.pk for one in written_students(actor, page, page.starts, page.ends)}
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_page(page):
            raise Refused(refusal)
        rows = CompetenceMastery.objects.of(actor.college_id).filter(competence__in=own, student__in=listed)
        known = {(row.competence_id, row.student_id): row for row in rows}
        events, changed = [], []
        for (competence, student), mastered in verdicts.items():
            row = known.get((competence, student))
            if competence not in own or student not in listed or (row is not None and row.mastered == mastered):
                continue
            before = row.mastered if row else None
            row = row or CompetenceMastery(college_id=actor.college_id, competence_id=competence, student_id=student)
            row.mastered, row.set_by_id, row.set_at = mastered, actor.person_id, actor.now
            changed.append(row)
            target = f"competence:{competence.hex}:{student.hex}"
            events.append(audit.Event("modules.competence.judge", target, before, mastered))
        sql.insert(
            CompetenceMastery, changed, ("college_id", "competence_id", "student_id"),
            ("mastered", "set_by_id", "set_at"),
        )  # fmt: skip
        audit.append(head, actor, events)
    return len(events)
