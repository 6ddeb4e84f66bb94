"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Statement",
        "Ведомости",
        kept="statement",
        makers="opened_by closed_by",
        free="cancelled_why",
        plain="year number kind group discipline term semester level form hours dated state previous opened_at closed_at version",
    ),
    Table("StatementDiscipline", "Дисциплины ведомостей", kept="statement", plain="statement discipline"),
    Table("Examiner", "Участие в экзаменах и комиссиях", kept="statement", subjects="person", facts="statement part"),
    Table(
        "Reopening",
        "Вскрытия ведомостей",
        kept="statement",
        makers="asked_by answered_by",
        free="reason",
        plain="statement asked_at answered_at declined",
    ),
    Table(
        "Debt",
        "Академические задолженности",
        kept="summary",
        subjects="student",
        facts="discipline term semester level form arisen arisen_on due_on closed_on ended",
        free="note",
        plain="group source settled",
    ),
    Table(
        "DebtPause",
        "Продления срока задолженностей",
        kept="summary",
        subjects="debt__student",
        makers="made_by",
        facts="since until made_at",
        special="reason ground",
        plain="debt",
        shown="debt__discipline",
    ),
    Table(
        "DebtTry",
        "Пересдачи",
        kept="summary",
        subjects="debt__student",
        facts="number planned_on place outcome",
        plain="debt statement",
        shown="debt__discipline",
    ),
    Table(
        "StatementLine",
        "Строки ведомостей",
        kept="statement",
        subjects="student",
        makers="set_by",
        facts="statement ticket value mastery no_show expelled set_at",
        free="barred remark",
        plain="debt version",
        told="statement:{statement_id}:{student_id}",
    ),
)
