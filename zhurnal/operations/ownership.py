"""Whose files these are: a command of somebody else would leave locks and keys that the service cannot open, so it does nothing."""

import os
import sys
from pathlib import Path

from django.conf import settings

from zhurnal.operations.engines import Trouble

STRANGER = (
    "«{0}» принадлежит пользователю {1}, а команду запустил {2}: файлы, которые она создаст, служба журнала не откроет. "
    "Ничего не сделано. Повторите от имени владельца: runuser -u {1} -- … (страница «Развёртывание», «Команды вручную»)."
)


def as_owner() -> None:
    """Raises ``Trouble`` unless the owner of the state folder, and of what lies in it, runs this.

    A folder that root owns is a mounted one, and nobody's in particular: whose it is is told by its files.
    """
    root = Path(settings.STATE_DIR)
    if sys.platform == "win32" or not root.exists():
        return
    own = os.geteuid()
    for place in (root, *(root.iterdir() if os.access(root, os.R_OK | os.X_OK) else ())):
        owner = place.lstat().st_uid
        if owner not in {0, own}:
            raise Trouble(STRANGER.format(place, _name(owner), _name(own)))


def _name(number: int) -> str:
    import pwd  # not on Windows

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"с номером {number}"
