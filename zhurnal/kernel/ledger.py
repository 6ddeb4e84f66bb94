"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Change",
        "История изменений: кто, когда и что изменил",
        kept="history",
        subjects="actor_id",
        identity="actor_name",
        facts="at door device action",
        mixed="before after reason",
        withheld="salt hash",
        plain="chain seq target key",
        source="machine",
    ),
    Table(
        "ChainHead",
        "Концы цепочек истории",
        kept="history",
        plain="chain seq hash",
        source="machine",
        unlogged="сама и есть учёт истории",
    ),
    Table(
        "contenttypes.ContentType",
        "Перечень таблиц (служебный)",
        kept="college",
        plain="app_label model",
        source="machine",
        unlogged="строки пишет сама программа",
    ),
    Table(
        "auth.Permission",
        "Не используется (часть Django)",
        kept="college",
        plain="name content_type codename",
        source="machine",
        unlogged="не используется",
    ),
    Table(
        "auth.Group",
        "Не используется (часть Django)",
        kept="college",
        plain="name",
        source="machine",
        unlogged="не используется",
    ),
    Table(
        "auth.Group_permissions",
        "Не используется (часть Django)",
        kept="college",
        plain="group permission",
        source="machine",
        unlogged="не используется",
    ),
)
