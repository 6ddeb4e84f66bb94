"""An empty college and small files for it: what imports are tried on."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.exchange.rules.stages import silent
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

SINCE, UNTIL = dt.date(2026, 11, 16), dt.date(2026, 12, 13)  # four weeks from a Monday
TEACHERS = ("Кравцова Ольга Сергеевна", "Лосев Павел Ильич", "Жукова А. Б.")
SUBJECTS = ("Физика", "Химия", "История")


class Desk:
    """One college and the files that somebody brings to it."""

    def __init__(self, folder: Path, code: str = "empty") -> None:
        self.folder = folder
        self.college = College.objects.create(code=code, name="Пустой колледж", short_name="Пустой")

    @property
    def actor(self) -> PersonActor:
        """Whoever stands at the console, now."""
        return PersonActor.system(self.college, "проверка", door="console")

    def prepare(self, kind: Kind, files: dict[str, str | bytes], since=SINCE, until=UNTIL, tell=silent) -> ImportRun:
        """The preview of files that are made for it."""
        paths = []
        for name, text in files.items():
            path = self.folder / name
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return self.again(prepare(self.actor, kind, paths, since, until, tell))

    @property
    def office(self) -> PersonActor:
        """Whoever keeps the timetable by hand."""
        return replace(self.actor, roles=frozenset({Role.DISPATCHER.value}))

    def load(self, kind: Kind, files: dict[str, str | bytes], since=SINCE, until=UNTIL) -> ImportRun:
        """The same, applied."""
        run = self.prepare(kind, files, since, until)
        apply_import(self.actor, run)
        return self.again(run)

    def answer(self, kind: Kind, files: dict[str, str | bytes], answer: str, **window: dt.date | None) -> ImportRun:
        """Loaded with one answer to everything that is in question."""
        run = self.prepare(kind, files, **window)
        asked = {f"{change.entity}:{change.key}": answer for change in changes_of(run) if change.asks}
        apply_import(self.actor, run, asked)
        return self.again(run)

    def undo(self, run: ImportRun) -> ImportRun:
        """Taken back."""
        undo_import(self.actor, run)
        return self.again(run)

    def again(self, run: ImportRun) -> ImportRun:
        """The run as the database has it."""
        return ImportRun.objects.of(self.college.id).get(pk=run.pk)

    def rows(self, entity: str):
        """All rows of a table."""
        return ENTITIES[entity].model.objects.of(self.college.id)

    def everything(self) -> dict[str, list[dict[str, object]]]:
        """Every row of every table that imports write."""
        return {
            name: [{k: v for k, v in row.items() if k != "version"} for row in self.rows(name).order_by("pk").values()]
            for name in ENTITIES
            if name != "chain"
        }


def changes_of(run: ImportRun, *whats: What) -> list[Change]:
    """The plan's rows of these fates, or all."""
    return [change for change in unpack_plan(run.plan)[0] if not whats or change.what in whats]


def codes_of(run: ImportRun) -> list[str]:
    """What the run complains about."""
    return [problem.code for problem in unpack_plan(run.plan)[1]]


def timetable(cards: list[tuple[int, int, int]], extra: str = "", weeks: dict[int, str] | None = None) -> str:
    """A timetable of one class: cards are (subject and teacher 0–2, weekday 0–4, period 1–4)."""
    weeks = weeks or {}
    days = "".join(
        f'<daysdef id="D{n}" name="{name}" days="{"".join("1" if n == m else "0" for m in range(5))}"/>'
        for n, name in enumerate(("Понедельник", "Вторник", "Среда", "Четверг", "Пятница"))
    )
    periods = "".join(
        f'<period period="{n}" name="{n}" starttime="{8 + n}:00" endtime="{8 + n}:45"/>' for n in range(1, 5)
    )
    teachers = "".join(f'<teacher id="T{n}" name="{name}" short="{n}"/>' for n, name in enumerate(TEACHERS))
    subjects = "".join(f'<subject id="S{n}" name="{name}" short="{name[:3]}"/>' for n, name in enumerate(SUBJECTS))
    lessons = "".join(
        f'<lesson id="L{n}" subjectid="S{n}" classids="C1" groupids="G1" teacherids="T{n}" periodspercard="1" '
        f'periodsperweek="{sum(card[0] == n for card in cards)}.0"/>'
        for n in sorted({card[0] for card in cards})
    )
    placed = "".join(
        f'<card lessonid="L{subject}" period="{period}" days="{"".join("1" if day == m else "0" for m in range(5))}" '
        f'weeks="{weeks.get(number, "11")}" terms="1" classroomids="R1"/>'
        for number, (subject, day, period) in enumerate(cards)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<timetable importtype="database" options="export:idprefix:%CHRID" displayname="aSc Timetables 2012 XML">
<periods>{periods}</periods><daysdefs>{days}</daysdefs>
<weeksdefs><weeksdef id="W0" name="Любая" weeks="10,01"/></weeksdefs>
<termsdefs><termsdef id="T0" name="Весь год" terms="1"/></termsdefs>
<subjects>{subjects}</subjects><teachers>{teachers}</teachers>
<classrooms><classroom id="R1" name="304"/><classroom id="R2" name="305"/></classrooms>
<classes><class id="C1" name="Э-21" short="Э-21"/><class id="C2" name="Э-22" short="Э-22"/></classes>
<groups><group id="G1" name="Весь класс" classid="C1" entireclass="1" divisiontag="0"/>
<group id="G2" name="Весь класс" classid="C2" entireclass="1" divisiontag="0"/>
<group id="P1" name="1 группа" classid="C1" entireclass="0" divisiontag="1"/>
<group id="P2" name="2 группа" classid="C1" entireclass="0" divisiontag="1"/></groups>
<lessons>{lessons}{extra.partition("|")[0]}</lessons><cards>{placed}{extra.partition("|")[2]}</cards>
</timetable>"""


def roster(students: str = "", users: str = "", enrolments: str = "") -> dict[str, str]:
    """A bundle with group Э-21 (homeroom), its leader and two students, and more lines if given."""
    return {
        "manifest.csv": "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nfile.classes,bulk\n"
        "file.enrollments,bulk\nfile.demographics,bulk\n",
        "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg,active,,Колледж,school,,\n",
        "classes.csv": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
        "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\ne21,active,,Э-21,,,Э-21,homeroom,,org,,,,\n"
        + students,
        "users.csv": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
        "t1,active,,true,org,teacher,,,Ольга,Кравцова,Сергеевна,,,,,,,\n"
        "s1,active,,true,org,student,,,Кирилл,Абрамов,Игоревич,,,,,p1,,\n"
        "s2,active,,true,org,student,,,Инна,Белова,Олеговна,,,,,,,\n"
        "p1,active,,true,org,parent,,,Игорь,Абрамов,Львович,,,,,s1,,\n" + users,
        "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
        "beginDate,endDate\nn1,active,,e21,org,t1,teacher,true,,\nn2,active,,e21,org,s1,student,false,2026-09-01,\n"
        "n3,active,,e21,org,s2,student,false,2026-09-01,\n" + enrolments,
        "demographics.csv": "sourcedId,status,dateLastModified,birthDate,sex\ns1,,,2009-05-04,male\ns2,,,2009-06-05,female\n",
    }
