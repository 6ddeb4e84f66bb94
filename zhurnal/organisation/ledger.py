"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("College", "Колледж", kept="college", plain="code name short_name timezone parameters due_on reminded_at"),
    Table("Department", "Отделения", kept="college", plain="name short_name"),
)
