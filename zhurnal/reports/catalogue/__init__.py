"""The reports, one file each; ``REPORTS`` is the menu, the addresses, the files and the schedule."""

from zhurnal.reports.catalogue import (
    activity,
    attendance,
    builder,
    checked,
    day,
    department,
    deputy,
    frdo,
    hours,
    leader,
    lists,
    monitoring,
    notice,
    spo1,
    statements,
    summary,
    teacher_term,
)

_FILES = (
    teacher_term,
    leader,
    summary,
    day,
    attendance,
    notice,
    lists,
    statements,
    department,
    deputy,
    checked,
    hours,
    builder,
    spo1,
    monitoring,
    frdo,
    activity,
)
REPORTS = {report.slug: report for file in _FILES for report in file.REPORTS}
