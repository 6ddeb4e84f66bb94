"""Rules about pages of practice (1.6, A1.8, A5.16)."""

from collections.abc import Iterator
from datetime import timedelta

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.facts import CourseFacts, Found
from zhurnal.kernel.dates import short


def practice_unrecorded(facts: CourseFacts, number: int) -> Iterator[Found]:
    """A working day of the practice was ``number`` days ago or earlier, and nothing is written of it."""
    for page in facts.practices:
        for day in page.due:
            if (facts.today - day).days >= number:
                said = f"День практики {short(day)}: записи нет."
                yield Found(Rule.PRACTICE_UNRECORDED, facts.id, said, page.leader, practice=page.id, day=day)


def practice_unmarked(facts: CourseFacts, number: int) -> Iterator[Found]:
    """The practice ended ``number`` days ago or earlier, and somebody on its list has no mark."""
    for page in facts.practices:
        if page.last and page.unmarked and facts.today >= page.ends + timedelta(days=max(number, 1)):
            said = f"Практика кончилась {short(page.ends)}, отметки нет у {page.unmarked} из {page.listed}."
            yield Found(Rule.PRACTICE_UNMARKED, facts.id, said, page.leader, practice=page.id)
