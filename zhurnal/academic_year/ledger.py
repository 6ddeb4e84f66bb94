"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("AcademicYear", "Учебные годы", kept="college", plain="name starts ends closed_at"),
    Table("Term", "Семестры", kept="college", plain="year number starts ends"),
    Table("Holiday", "Праздники и каникулы", kept="college", plain="date name"),
    Table("Bell", "Звонки", kept="college", plain="weekday shift building pair starts ends"),
)
