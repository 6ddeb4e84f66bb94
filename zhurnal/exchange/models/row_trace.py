"""Where to look for the history of a row."""

from django.db import models

from zhurnal.exchange.models.import_run import ImportRun
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class RowTrace(CollegeOwned):
    """An import or an edit that wrote something about a row: a person, group, room, discipline, journal …

    ``row`` is the id of what it is about, ``wrote`` of the row that was written (a role of the person, a leader of the
    group; the same as ``row`` for the row itself). Plain ids: what an undone import made is gone, its history is not.
    """

    run = CollegeForeignKey(ImportRun)
    row = models.UUIDField()
    wrote = models.UUIDField()

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "row"], name="rowtrace_row")]

    def __str__(self) -> str:
        return self.row.hex
