"""One import: its preview, its application, its undoing."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class ImportRun(CollegeOwned):
    """A file (or bundle) that somebody brought; ``state`` is preview, applied, undone or dropped.

    ``reading`` is what the readers made of the files (the files themselves are not kept), emptied once it is decided;
    ``plan`` is what the preview shows, the application did and the undoing takes back. Both are packed JSON.
    ``mended``: cells that somebody typed anew in the preview, as ``rules.mending`` keeps them; ``answers``: what he answered
    meanwhile.
    ``by_hand``: nobody brought a file, the rows were changed on the screens of the lists.
    """

    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="preview")
    title = models.CharField(max_length=250)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    today = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    reading = models.BinaryField(default=bytes)
    plan = models.BinaryField(default=bytes)
    mended = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    by_hand = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "made_at"], name="importrun_made")]

    def __str__(self) -> str:
        return self.title
