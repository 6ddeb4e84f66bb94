"""A line of a task's trace with its documents, and the event in the record of changes: written together, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead
from zhurnal.people.actor import PersonActor
from zhurnal.tasks.models import Task, TaskFile, TaskWord
from zhurnal.tasks.rules.documents import Document
from zhurnal.tasks.rules.states import Move


@dataclass(frozen=True, slots=True)
class Trace:
    """What was done with a task: with which words and documents, with whom, and what the record of changes is told."""

    move: Move
    text: str = ""
    assignment: UUID | None = None
    documents: Sequence[Document] = ()
    before: object = None
    after: object = None


def leave_trace(head: ChainHead, actor: PersonActor, task: Task, trace: Trace) -> TaskWord:
    """Write it; ``head`` is the locked head of the task's own chain."""
    word: TaskWord = TaskWord.objects.create(
        college_id=actor.college_id, task_id=task.pk, assignment_id=trace.assignment, person_id=actor.person_id,
        at=actor.now.astimezone(UTC), move=trace.move, text=trace.text,
    )  # fmt: skip
    TaskFile.objects.bulk_create(
        TaskFile(
            college_id=actor.college_id, task_id=task.pk, word_id=word.pk, name=one.name, media=one.media, ending=one.ending,
            size=len(one.content), content=one.content,
        )
        for one in trace.documents
    )  # fmt: skip
    target = f"task:{task.pk.hex}" + (f":{trace.assignment.hex}" if trace.assignment else "")
    told = {"after": trace.after, "documents": len(trace.documents)} if trace.documents else trace.after
    audit.append(head, actor, [audit.Event(f"tasks.{trace.move}", target, trace.before, told, trace.text)])
    return word
