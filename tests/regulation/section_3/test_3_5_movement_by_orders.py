"""3.5, 3.1: changes of students' data come by orders: somebody is transferred in, another one is expelled, in the browser."""

from zhurnal.curriculum.models import Membership


def test_the_head_of_department_admits_and_expels(college, enter):
    head, group = enter("department_head"), college.groups["Э-21"].pk
    form = f"/movement/new/?kind=transfer_in&group={group}"
    order = {
        "kind": "transfer_in",
        "group": str(group),
        "number": "104-с",
        "dated": "2026-11-20",
        "effective": "2026-11-24",
    }
    new = {"surname": "Новосёлов-А", "given": "Егор", "patronymic": "Ильич", "birth_date": "2009-04-02", "sex": "m"}
    assert head.presses(form, "/movement/new/", "Записать приказ", **order, **new) == 302
    assert "Новосёлов-А Егор" in head.sees("/movement/")
    student = Membership.objects.of(college.id).get(student__surname="Новосёлов-А").student_id
    credit = {"discipline": "История", "hours": "72", "result": "4", "document": "справка о периоде обучения"}
    card = f"/movement/students/{student}/"
    assert head.presses(card, f"{card}credits/", "Добавить перезачёт", **credit) == 302
    assert "справка о периоде обучения" in head.sees(card)
    leaving = f"/movement/new/?kind=expulsion&group={group}"
    gone = {"kind": "expulsion", "group": str(group), "student": str(student), "number": "140-с", "dated": "2026-11-24"}
    assert head.presses(leaving, "/movement/new/", "Записать приказ", **gone, effective="2026-11-25") == 302
    assert "Отчисление" in head.sees(card)
    assert Membership.objects.of(college.id).filter(student=student, left="2026-11-25").count() == 1
