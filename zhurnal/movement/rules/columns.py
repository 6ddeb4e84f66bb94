"""Columns of the list of orders: the same titles go out in a file and are read from one."""

KIND, NUMBER, DATED, EFFECTIVE = "Вид приказа", "Номер приказа", "Дата приказа", "Действует с"
SURNAME, GIVEN, PATRONYMIC, BORN, SEX = "Фамилия", "Имя", "Отчество", "Дата рождения", "Пол"
GROUP, TARGET, SUBGROUPS = "Группа", "В группу", "Подгруппы"
NEW_SURNAME, NEW_GIVEN, NEW_PATRONYMIC = "Новая фамилия", "Новое имя", "Новое отчество"
GROUND, DETAILS, UNDONE = "Основание", "Подробности", "Отменён"
