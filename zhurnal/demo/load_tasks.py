"""Management tasks of the demonstration college: some done in time, one late, one waiting, some overdue."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.demo.load import Loaded
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.tasks.models import Assignment, Task, TaskWord
from zhurnal.tasks.rules.rhythm import Rhythm
from zhurnal.tasks.rules.states import Move, State

GIVEN = (
    (
        Role.DEPUTY_ACADEMIC, (Role.TEACHER, 5), "Заполнить все занятия ноября до подсчёта часов.", -3, Rhythm.MONTHLY,
        (State.ACCEPTED, State.ACCEPTED, State.REPORTED, State.TAKEN, State.GIVEN),
    ),
    (
        Role.DEPUTY_ACADEMIC, (Role.DEPARTMENT_HEAD, 3), "Подготовить сведения о студентах с долгами за семестр.", 6, Rhythm.TERM,
        (State.TAKEN, State.GIVEN, State.GIVEN),
    ),
    (
        Role.DIRECTOR, (Role.DEPUTY_ACADEMIC, 1), "Проверить готовность журналов к плановой проверке.", 2, Rhythm.ONCE,
        (State.TAKEN,),
    ),
    (
        Role.DIRECTOR, (Role.DEPARTMENT_HEAD, 3), "Провести совещание с руководителями групп о посещаемости.", -10, Rhythm.ONCE,
        (State.ACCEPTED, State.ACCEPTED, State.RETURNED),
    ),
    (
        Role.DEPUTY_ACADEMIC, (Role.GROUP_LEADER, 4), "Обновить телефоны родителей в реестрах групп.", -6, Rhythm.ONCE,
        (State.ACCEPTED, State.ACCEPTED, State.ACCEPTED, State.GIVEN),
    ),
)  # fmt: skip
WORDS = "Сделано, сведения переданы в учебную часть."
REPORTED = (State.REPORTED, State.RETURNED, State.ACCEPTED)


def load_tasks(loaded: Loaded) -> None:
    """Five tasks of the last weeks, each with its trace."""
    people: dict[str, list[UUID]] = {}
    for row in loaded.made.roles:
        people.setdefault(row.role, []).append(loaded.id("person", row.person))
    for giver, (role, number), text, days, rhythm, states in GIVEN:
        chosen = [person for person in people.get(role, ()) if person not in people.get(giver, ())][:number]
        if people.get(giver) and chosen:
            due = loaded.made.today + timedelta(days=days)
            _give(loaded, people[giver][0], chosen, Task(text=text, due=due, rhythm=rhythm, day=due.day), states)


def _give(loaded: Loaded, giver: UUID, people: list[UUID], task: Task, states: tuple[State, ...]) -> None:
    own = loaded.college.pk
    given = loaded.moment(datetime.combine(task.due - timedelta(days=14), time(9, 30)))
    task.college_id, task.giver_id, task.given_at = own, giver, given
    task.series = task.pk if task.rhythm != Rhythm.ONCE else None
    task.goes_on = task.rhythm != Rhythm.ONCE
    words = [TaskWord(college_id=own, task=task, person_id=giver, at=given, move=Move.GIVE)]
    lines = []
    for number, (person, state) in enumerate(zip(people, states, strict=False)):
        day = min(task.due + timedelta(days=1 if number == 1 else -number), loaded.made.today - timedelta(days=1))
        told = _moment(loaded, day, 12 + number) if state in REPORTED else None
        closed = _moment(loaded, day, 16) if state is State.ACCEPTED else None
        line = Assignment(college_id=own, task=task, person_id=person, state=state, reported_at=told, closed_at=closed)
        lines.append(line)
        about = {"college_id": own, "task": task, "assignment": line}
        if told:
            words.append(TaskWord(**about, person_id=person, at=told, move=Move.REPORT, text=WORDS))
        if state in (State.ACCEPTED, State.RETURNED):
            move = Move.ACCEPT if closed else Move.RETURN
            said = "" if closed else "Нет протокола: приложите его."
            words.append(TaskWord(**about, person_id=giver, at=_moment(loaded, day, 16), move=move, text=said))
    for rows in ([task], lines, words):
        loaded.add(rows)
    actor = PersonActor.system(loaded.college, "демонстрация", now=given)
    head = audit.lock(own, task.pk)
    after = {"due": task.due.isoformat(), "people": [str(person) for person in people], "rhythm": task.rhythm}
    audit.append(head, actor, [audit.Event(f"tasks.{Move.GIVE}", f"task:{task.pk.hex}", None, after, task.text)])


def _moment(loaded: Loaded, day: date, hour: int) -> datetime:
    return loaded.moment(datetime.combine(day, time(hour, 15)))
