"""A group's register as a typed table: what goes out as XLSX or CSV. Special categories never do."""

from datetime import date

from zhurnal.curriculum.models import Group
from zhurnal.kernel.export import Cell, Column, Table
from zhurnal.kernel.export import Kind as Sort
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.policy import EXPORT
from zhurnal.registers.queries.group import group_sheet
from zhurnal.registers.rules.fields import Field, Kind
from zhurnal.registers.rules.reading import shown_value
from zhurnal.registers.sheet import Sheet, Student


def group_table(actor: PersonActor, group: Group) -> Table:
    """One row for each student on the list today. Five statements."""
    chosen = chosen_fields(actor.college_id)
    sheet = group_sheet(actor, group, chosen.usual)
    tell(actor, EXPORT, people=sheet.parents)
    columns = (
        Column("code", "Код"),
        *(Column(key, title) for key, title in (("surname", "Фамилия"), ("given", "Имя"), ("patronymic", "Отчество"))),
        Column("group", "Группа"),
        *(Column(one.key, one.title, Sort.DATE if one.kind is Kind.DATE else Sort.TEXT) for one in chosen.usual),
    )
    rows = [
        (str(student.id), *student.parts, group.name, *(_cell(sheet, student, one) for one in chosen.usual))
        for student in sheet.students
    ]
    return Table(f"Реестр группы {group.name}", columns, rows)


def _cell(sheet: Sheet, student: Student, one: Field) -> Cell:
    if one.kind is Kind.FAMILY:
        return "; ".join(f"{parent.name} ({parent.basis})" for parent in sheet.families.get(student.id, ()))
    values = [(label, sheet.value(person, one)) for person, label in sheet.subjects(student, one)]
    if one.of_parent:
        return "; ".join(f"{label.split(',')[0]}: {shown_value(one, value)}" for label, value in values if value)
    value = values[0][1]
    return date.fromisoformat(value) if one.kind is Kind.DATE and value else shown_value(one, value)
