"""The reports, one file each; ``REPORTS`` is the menu, the addresses, the files and the schedule."""

from zhurnal.reports.catalogue import (
    activity,
    attendance,
    builder,
    day,
    department,
    deputy,
    hours,
    leader,
    lists,
    notice,
    spo1,
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
    department,
    deputy,
    hours,
    builder,
    spo1,
    activity,
)
REPORTS = {report.slug: report for file in _FILES for report in file.REPORTS}
