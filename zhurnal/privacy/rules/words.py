"""Columns of the house in Russian, for whoever reads what is held about him. One word for a name wherever it stands; else by table."""

WORDS = {
    "absent": "отсутствовали", "act": "акт", "action": "действие", "actor_name": "имя в истории", "agreed_at": "подтверждено",
    "agreed_by": "подтвердил", "answer": "ответ", "appearance": "оформление", "arisen": "откуда возникла",
    "arisen_on": "возникла", "asked_at": "спрошено", "asked_by": "просил", "at": "когда", "attestation_sheet": "аттестационный лист",
    "author": "кто записал", "average": "средний балл × 100", "barred": "почему не допущен", "basis": "основание",
    "birth_date": "дата рождения", "cancelled_at": "отменено", "cause": "причина", "changed_at": "изменено",
    "changed_by": "кто изменил", "characterisation": "характеристика", "closed_at": "закрыто", "closed_how": "как закрыто",
    "closed_on": "закрыта", "competence": "компетенция", "consent": "согласие совершеннолетнего", "content": "содержимое",
    "course": "страница журнала", "date": "дата", "dated": "за какой день", "day": "день", "debt__discipline": "дисциплина",
    "decided_at": "решено", "decided_by": "кто решил", "demand": "что исправить", "department": "отделение",
    "details": "подробности", "device": "устройство", "diary": "дневник", "discipline": "дисциплина",
    "dismissed_by": "кто снял", "document": "документ", "done_at": "исполнено", "door": "откуда", "due": "срок", "due_on": "срок",
    "effective": "с какого дня", "email": "почта", "ended": "чем кончилась", "ends": "конец", "ends_at": "сеанс до",
    "entered": "зачислен", "enterprise": "предприятие", "evidence": "на чём основано", "expires_on": "код действует до",
    "field": "поле", "first_at": "впервые", "first_seen": "впервые замечено", "fives": "пятёрок", "form": "форма контроля",
    "found_at": "найдено", "fours": "четвёрок", "given": "имя", "given_by": "кто провёл", "ground": "основание", "group": "группа",
    "group_from": "из группы", "group_to": "в группу", "guarded": "есть второй шаг входа", "half": "половина пары",
    "handed_at": "листок отдан", "handed_by": "кто отдал", "happened_at": "когда", "homework": "задание",
    "homework__due": "срок", "homework__text": "задание", "hours": "часы", "is_active": "открыта", "issued_at": "выдано",
    "issued_by": "кто выдал", "kind": "вид", "last_at": "последний раз", "late": "записано поздно", "leader": "руководитель",
    "left": "выбыл", "lesson": "занятие", "lesson__date": "день занятия", "level": "уровень", "listed": "в списке",
    "locked_at": "экран закрыт", "login": "логин", "made_at": "записано", "made_by": "кто записал", "mail_at": "отправлено почтой",
    "mastered": "освоена", "mastery": "освоение", "media": "вид файла", "mentor": "наставник", "mode": "как", "move": "шаг",
    "name": "название", "network": "сеть", "no_show": "неявка", "note": "примечание", "number": "номер",
    "open_until": "открыто до", "opened_at": "открыто", "opened_by": "кто открыл", "order": "приказ", "order__dated": "дата приказа",
    "order__number": "номер приказа", "order_in": "приказ о зачислении", "order_out": "приказ о выбытии",
    "order_words": "приказ", "outcome": "исход", "outer_key": "номер в другой программе", "own": "своё устройство",
    "page": "страница практики", "pair": "пара", "parent": "родитель, представитель", "part": "кем был", "passed": "второй шаг пройден",
    "patronymic": "отчество", "personal_until": "личный срок", "pinned": "закреплён", "place": "место", "planned_on": "назначена на",
    "post": "должность", "published_at": "опубликовано", "rate": "ставка × 100", "read_at": "прочитано", "reason": "причина",
    "recorded_by": "кто записал", "released_at": "снято", "released_by": "кто снял", "remark": "примечание", "report": "отчёт",
    "reported_at": "доложено", "result": "результат", "revoked_at": "отозвана", "role": "роль", "room": "аудитория",
    "round": "проверка", "rule": "правило", "schedule": "расписание", "seen_at": "последний раз", "semester": "семестр плана",
    "set_at": "поставлено", "set_by": "кто поставил", "settled_at": "разобрано", "settled_by": "кто разобрал", "sex": "пол",
    "since": "с", "size": "размер, байт", "source": "откуда", "standing": "чем стало", "started": "начат", "starts": "начало",
    "state": "состояние", "statement": "ведомость", "struck_at": "вычеркнута", "struck_reason": "почему вычеркнута",
    "student": "студент", "subgroup": "подгруппа", "substituted": "с заменой", "suggested": "кого предложил",
    "supervisor": "руководитель", "surname": "фамилия", "task": "поручение", "task__due": "срок", "task__text": "поручение",
    "term": "семестр", "text": "текст", "threes": "троек", "ticket": "билет", "title": "заголовок", "topic": "тема",
    "twos": "двоек", "undone_at": "отменено", "undone_by": "кто отменил", "until": "по", "used_at": "использовано",
    "value": "значение", "was": "было", "weekday": "день недели", "weeks": "недели", "words": "слова", "work": "что сделано",
    "written_by": "кто записал",
}  # fmt: skip

OF_TABLE = {
    "privacy.Reading.account": "учётная запись",
    "privacy.Reading.session": "сеанс",
    "privacy.Reading.key": "чьи данные",
    "privacy.Reading.file": "унесено файлом",
    "privacy.Reading.who": "работа системы",
    "privacy.Reading.kind": "чьи данные: вид",
    "people.RoleAsk.given": "дана",
    "timetable.Slot.since": "действует с",
    "registers.FormerValue.until": "действовало до",
    "people.FormerName.until": "звали так до",
}


def word(label: str, column: str) -> str:
    """The column in Russian; ``KeyError`` where nobody has found a word."""
    return OF_TABLE.get(f"{label}.{column}") or WORDS[column]
