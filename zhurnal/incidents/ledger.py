"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Incident",
        "Инциденты с учётной записью",
        kept="history",
        subjects="person",
        makers="opened_by agreed_by released_by",
        facts="number opened_at since until agreed_at released_at",
        free="words",
        mixed="sessions",
        plain="spared",
    ),
    Table(
        "Anomaly",
        "Сигналы о необычных действиях",
        kept="history",
        subjects="person",
        makers="settled_by",
        facts="rule first_at last_at found_at settled_at",
        free="words",
        mixed="student facts",
        plain="key incident",
        source="machine",
        stays="facts",
    ),
    Table(
        "Breach",
        "Дела об утечках персональных данных",
        kept="act",
        subjects="person",
        makers="opened_by",
        facts="number opened_at discovered_at since until first_at first_number result_at result_number",
        mixed="counted happened categories cause harm measures contact result culprits first_text result_text",
        plain="incident",
    ),
)
