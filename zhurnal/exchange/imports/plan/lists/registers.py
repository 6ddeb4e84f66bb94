"""The plan of registers: each cell is a value of its own, read by the rules of the register."""

from typing import Any

from zhurnal.exchange.imports.plan.book import Row
from zhurnal.exchange.imports.plan.lists.base import ListPlan, Texts, Unfit, person_name
from zhurnal.exchange.imports.plan.lists.records import Record
from zhurnal.exchange.imports.plan.roster import RECORDED_NOW
from zhurnal.exchange.lists.registers import LISTED
from zhurnal.kernel.sought import fold
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import read_value

NAMES = ("surname", "given", "patronymic", "group")


class RegisterPlan(ListPlan):
    """Students are found, never made; a file changes neither names nor groups."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.kept_fields = {one.key for one in chosen_fields(self.book.frame.college_id).usual}

    def title(self, texts: Texts) -> str:
        """By name."""
        return person_name(texts)

    def natural(self, texts: Texts) -> object:
        """A student of a group, where the file tells it."""
        return (fold(person_name(texts)), fold(texts.get("group", "")))

    def found(self, texts: Texts) -> Record | None:
        """The only one of this name (in this group)."""
        group = fold(texts.get("group", ""))
        same = [
            one for one in self.by_name.get(fold(person_name(texts)), []) if group in ("", fold(one.texts["group"]))
        ]
        if len(same) > 1:
            raise Unfit("Студентов с этим именем несколько. Укажите группу или код из скачанного списка.", ask=True)
        return same[0] if same else None

    def make(self, texts: Texts, values: Row, line: int) -> None:
        """Nobody is made by a register."""
        raise Unfit("Такого студента на списках групп нет. Сначала загрузите список «Студенты».")

    def _check_filled(self, texts: Texts, keys: Any) -> None:
        """Before anything of the row is written: every cell can be read."""
        super()._check_filled(texts, keys)
        for one in LISTED:
            if one.key in keys and texts.get(one.key):
                self._read(one.key, texts[one.key])

    def _read(self, key: str, text: str) -> str:
        if key not in self.kept_fields:
            raise Unfit(
                f"«{BY_KEY[key].title}»: это поле колледж не ведёт. Включите его в «Реестрах» или уберите столбец.",
                at=BY_KEY[key].title,
            )
        read = read_value(BY_KEY[key], text, self.today)
        if read.trouble:
            raise Unfit(f"«{BY_KEY[key].title}»: {read.trouble}", at=BY_KEY[key].title)
        return read.value

    def rewrite(self, record: Record, texts: Texts, values: Row, line: int) -> None:
        """Names are not changed here."""
        for key in values:
            self.tell(record, texts, key, "Имена меняет список «Студенты» или приказ.", line)

    def relink(self, record: Record, texts: Texts, key: str, line: int) -> None:
        """One value of the register."""
        if key in NAMES:
            self.tell(record, texts, key, "Перевод пишется приказом: раздел «Движение».", line)
            return
        value, row = self._read(key, texts[key]) if texts[key] else "", record.facts["rows"].get(key)
        if value == (row["value"] if row else ""):
            return
        place, title = f"{record.pk.hex}|{key}", f"{self.title(record.texts)}: {BY_KEY[key].title}"
        news: Row = {"value": value, "changed_at": RECORDED_NOW, "changed_by_id": None}
        if row is None:
            self.book.create("registervalue", place, title, {"person_id": record.pk, "field": key, **news}, line)
        else:
            self.book.keep("registervalue", place, title, row, news, line)
