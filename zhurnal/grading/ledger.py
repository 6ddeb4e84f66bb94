"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("WorkKind", "Виды работ", kept="college", plain="code name short weight marks_everyone position closed_on"),
    Table("KindWeight", "Веса видов работ", kept="college", plain="kind discipline course weight"),
)
