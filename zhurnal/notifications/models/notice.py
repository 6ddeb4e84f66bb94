"""A notice in a person's inbox."""

from django.db import models

from zhurnal.notifications.rules.items import Kind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Notice(CollegeOwned):
    """What one person was told. ``about`` names the event: while unread, whatever else happens about it is folded in.

    ``items``: rows (key, order, head, line) of ``rules.items.Item``. ``mail_at``: from when a letter about it is to be sent, None
    for no letter. No text of a notice names a student or a mark.
    """

    person = CollegeForeignKey(Person)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    about = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    items = models.JSONField(default=list)
    url = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "person", "about"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread_once",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "person", "-happened_at"], name="notice_inbox"),
            models.Index(
                fields=["college", "mail_at"], condition=models.Q(mail_at__isnull=False), name="notice_to_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.title
