"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "StoredForecast",
        "Прогнозы успеваемости",
        kept="work",
        mixed="said",
        plain="course day",
        source="machine",
        unlogged="вычисляется ночью из отметок",
    ),
    Table(
        "Learning",
        "Чему прогноз научился (без людей)",
        kept="college",
        plain="day results coefficients record",
        source="machine",
        unlogged="вычисляется ночью из отметок",
    ),
)
