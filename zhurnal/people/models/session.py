"""Sessions of signed-in people, each belonging to a college and an account (scale rule 1)."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from zhurnal.organisation.models import CollegeForeignKey
from zhurnal.people.models.account import Account


class Session(AbstractBaseSession):
    """Django's session with its owner beside it, so that an account's sessions can be listed and ended."""

    college = models.ForeignKey("organisation.College", models.DO_NOTHING, related_name="+", db_index=False)
    account = CollegeForeignKey(Account)
    device = models.CharField(max_length=80, blank=True)
    started = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        indexes = [models.Index(fields=["college", "account"], name="session_college_account")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Django asks the row for its store."""
        from zhurnal.people.session_store import SessionStore

        return SessionStore
