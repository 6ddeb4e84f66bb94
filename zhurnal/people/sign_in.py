"""Signing in: a password of one college's account (second factor and slips come with the accounts' own issue)."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.http import HttpRequest

from zhurnal.people.models import Account

# Compared against when there is no such login, so that the answer takes the same time (checklist 52).
_nobody = ""


class CollegeArgon2Hasher(Argon2PasswordHasher):
    """Argon2id, 19 MB, two passes, one lane."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1


def _nobody_hash() -> str:
    global _nobody
    if not _nobody:
        _nobody = make_password("nobody's password")
    return _nobody


class CollegeBackend(BaseBackend):
    """Finds an account by college and login."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        """The account whose password fits, or None; the time spent does not tell whether the login exists."""
        if not {"college_id", "login", "password"} <= credentials.keys():
            return None
        login, password = str(credentials["login"]).strip().lower(), str(credentials["password"])
        account: Account | None = Account.objects.of(credentials["college_id"]).filter(login=login).first()
        fits = check_password(password, account.password if account else _nobody_hash())
        return account if account is not None and fits and account.is_active else None

    def get_user(self, user_id: object) -> Account | None:
        """The account of a session, with its person and college in the same query; a closed one is nobody."""
        rows = Account.objects.of_all("the session names the account").select_related("person", "college")
        found: Account | None = rows.filter(pk=user_id, is_active=True).first()
        return found
