"""The reports, one file each; ``REPORTS`` is the menu, the addresses, the files and the schedule."""

from zhurnal.reports.catalogue import (
    attendance,
    day,
    department,
    deputy,
    hours,
    leader,
    lists,
    notice,
    summary,
    teacher_term,
)

_FILES = (teacher_term, leader, summary, day, attendance, notice, lists, department, deputy, hours)
REPORTS = {report.slug: report for file in _FILES for report in file.REPORTS}
