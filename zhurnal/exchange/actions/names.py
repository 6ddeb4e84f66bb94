"""Remembering and forgetting what names of files mean."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from zhurnal.exchange.actions.prepare import renew
from zhurnal.exchange.imports.packing import unpack_reading
from zhurnal.exchange.imports.readers.programmes import Programmes
from zhurnal.exchange.imports.readers.timetable import Timetable
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.exchange.policy import NAMES, RUN
from zhurnal.exchange.rules.likeness import Question
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

NAMED = ("college_id", "source", "kind", "key")
SAID = ("name", "answer", "target", "said", "made_by_id", "made_at")
DECIDED = Refusal("decided", "Эта загрузка уже не ждёт решения.")


def remember(actor: PersonActor, run: ImportRun, said: Mapping[Question, tuple[str, str, str]]) -> None:
    """Keep answers (question → answer, id or "", its title) for this college and source, and renew the preview."""
    policy.require(actor, RUN, run)
    if run.state != "preview":
        raise Refused(DECIDED)
    reading = unpack_reading(run.kind, run.reading)
    if reading is None or not isinstance(reading.content, Timetable | Programmes):
        return
    source = reading.content.program
    with transaction.atomic():
        head = audit.lock(actor.college_id, run.pk)
        events = []
        for question, (answer, target, title) in said.items():
            row = NameMapping(
                college_id=actor.college_id, source=source, kind=question.kind, key=question.key, name=question.name[:300],
                answer=answer, target=UUID(target) if target else None, said=title[:300], made_by_id=actor.person_id,
                made_at=actor.now,
            )  # fmt: skip
            sql.insert(NameMapping, [row], NAMED, SAID)
            after = {"source": source, "kind": question.kind, "answer": answer, "target": target}
            events.append(audit.Event("exchange.name", f"import:{run.pk.hex}", None, after))
        audit.append(head, actor, events)
    renew(actor, run)


def forget(actor: PersonActor, mapping: NameMapping) -> None:
    """The next import asks again; what earlier ones wrote stays."""
    policy.require(actor, NAMES, mapping)
    with transaction.atomic():
        head = audit.lock(actor.college_id, mapping.pk)
        before = {"source": mapping.source, "kind": mapping.kind, "answer": mapping.answer}
        audit.append(head, actor, [audit.Event("exchange.forget_name", f"name:{mapping.pk.hex}", before, None)])
        NameMapping.objects.of(actor.college_id).filter(pk=mapping.pk).delete()
