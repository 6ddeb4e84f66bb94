"""Sessions of signed-in people, each belonging to a college and an account (scale rule 1)."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from zhurnal.organisation.models import CollegeForeignKey
from zhurnal.people.models.account import Account


class Session(AbstractBaseSession):
    """Django's session with its owner beside it, so that an account's sessions can be listed and ended.

    ``passed``: the second factor was proved in it. ``confirmed``: when its person last proved that he is himself, in seconds since
    1970. ``tries``: wrong proofs since then; the fifth ends the session.
    ``shown``: by which name a page speaks of it, for the key itself is never told. ``idle``: seconds without a touch after which it ends,
    ``ends_at``: when it ends in any case. While ``locked_at`` is set the owner must give his password before anything is shown.
    """

    college = models.ForeignKey("organisation.College", models.DO_NOTHING, related_name="+", db_index=False)
    account = CollegeForeignKey(Account)
    device = models.CharField(max_length=80, blank=True)
    started = models.DateTimeField()
    passed = models.BooleanField(default=False, db_default=False)
    confirmed = models.BigIntegerField(default=0, db_default=0)
    tries = models.IntegerField(default=0, db_default=0)
    shown = models.UUIDField(null=True)
    network = models.CharField(max_length=50, blank=True, default="", db_default="")
    own = models.BooleanField(default=False, db_default=False)
    idle = models.IntegerField(default=43_200, db_default=43_200)
    seen_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        indexes = [models.Index(fields=["college", "account"], name="session_college_account")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Django asks the row for its store."""
        from zhurnal.people.session_store import SessionStore

        return SessionStore
