"""Writes ``docs/admin/personal-data.md`` from the declarations: ``python -m tests.privacy.document``; a test compares."""

import os
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "admin" / "personal-data.md"
HEAD = """# Personal data: what is held

Made from the declarations of the rooms (`zhurnal/*/ledger.py`) by `python -m tests.privacy.document`; do not edit by hand, a test
compares. Another test walks the real tables and columns and fails for one that nobody has declared. The rest is in Russian, for
whoever writes the college's notification to Роскомнадзор (ст. 22 152-ФЗ) and its local acts.

## Что сообщить в уведомлении

Оператор, его адрес и ответственный за обработку – сведения колледжа; ниже то, что следует из самой программы.
"""


def block(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"* {line};" for line in lines)


def table() -> str:
    """The page."""
    from zhurnal.kernel.held import holdings
    from zhurnal.kernel.holdings import Category
    from zhurnal.privacy.rules.ledger import BACKUP, CATEGORY_WORDS, SOURCES, TERMS, given_out, made_nameless

    held = holdings()
    about = [one for one in held if one.table.personal]
    columns = [(one, column) for one in held for column in one.table.columns]
    count = {category: sum(column.category is category for _one, column in columns) for category in Category}
    special = [
        f"{one.table.title} (`{one.label}`: {one.table.special.replace(' ', ', ')})"
        for one in held
        if one.table.special_too
    ]
    parts = [HEAD]
    parts.append(_notification(special))
    parts.append(
        f"\n## Счёт\n\nТаблиц {len(held)}, из них со сведениями о людях {len(about)}; столбцов {len(columns)}, кроме ключей строк.\n"
    )
    parts.append("| что в столбце | столбцов | человеку о нём самом | при обезличивании |\n|---|---:|---|---|")
    parts += [f"| {CATEGORY_WORDS[one]} | {count[one]} | {given_out(one)} | {made_nameless(one)} |" for one in Category]
    parts.append("\n## Сроки\n\n| срок | сколько | чем кончается |\n|---|---|---|")
    parts += [f"| `{key}` | {term.words} | {term.end} |" for key, term in TERMS.items()]
    parts.append(
        "\nСроки дел по номенклатуре колледж задаёт на странице «Сроки хранения»; акт уничтожает архивные пакеты."
    )
    parts.append(f"\nРезервные копии: каждая таблица {BACKUP}.")
    parts.append("\n## Таблицы\n")
    for one in held:
        parts.append(_one(one, SOURCES, CATEGORY_WORDS))
    return "\n".join(parts) + "\n"


def _notification(special: list[str]) -> str:
    """What a notification asks for."""
    from zhurnal.privacy.rules.ledger import SOURCES

    return f"""
* **Чьи данные**: студенты; их родители и законные представители; сотрудники колледжа; наставники с предприятий (имя).
* **Цели**: учёт успеваемости и посещаемости (ст. 28 и 98 273-ФЗ), информирование семей, расписание и замены, ведомости и архив,
  защита самих сведений (вход, история изменений).
* **Основание**: закон и договор об образовании (п. 2 и 5 ч. 1 ст. 6 152-ФЗ); согласие – только на то, что им не покрыто.
* **Что делается**: сбор, запись, хранение, изменение, извлечение, предоставление в колледже по ролям, обезличивание, уничтожение. Со
  средствами автоматизации, по внутренней сети колледжа или через Интернет. Сама программа ничего не передаёт третьим лицам и за границу:
  письма уходят через почтовый сервер, который назначил колледж, выгрузки делают сотрудники.
* **Где**: база данных на машине колледжа; файлы и копии в папках, которые он указал (`ZHURNAL_STATE`, `ZHURNAL_BACKUP_TO`).
* **Откуда**: {"; ".join(SOURCES.values())}.
* **Особые категории** хранятся, только если колледж включил такие поля или принимает причины пропусков по болезни; тогда уровень
  защищённости – УЗ-3 (ПП 1119), иначе при числе субъектов до 100 000 – УЗ-4:

{block(special)}
"""


def _one(held: object, sources: dict[str, str], words: dict[object, str]) -> str:
    from zhurnal.kernel.held import Held
    from zhurnal.kernel.holdings import Category

    assert isinstance(held, Held)
    own = held.table
    lines = [f"### {own.title} · `{held.label}`\n"]
    facts = [f"срок `{own.kept}`"]
    if own.personal:
        facts += [
            f"откуда: {sources[own.source]}",
            f"о ком: {', '.join(f'`{path}`' for path in own.subjects.split()) or 'назван в тексте или как исполнитель'}",
        ]
        facts.append(f"изменения: {own.unlogged or 'в истории изменений'}")
    lines.append("; ".join(facts) + ".\n")
    for category in Category:
        names = [f"`{column.name}`" for column in own.columns if column.category is category]
        if names and own.personal:
            lines.append(f"* {words[category]}: {', '.join(names)}")
        elif names:
            lines.append(f"* не о людях: {', '.join(names)}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    import django

    django.setup()
    PAGE.write_text(table(), "utf-8")


if __name__ == "__main__":
    main()
