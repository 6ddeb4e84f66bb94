"""Whose files these are: a command of somebody else would leave locks and keys that the service cannot open, so it does nothing."""

import os
import sys
from pathlib import Path

from django.conf import settings

from zhurnal.operations.engines import Trouble

STRANGER = (
    "Папка состояния {0} принадлежит пользователю {1}, а команду запустил {2}: файлы, которые она создаст, служба журнала не откроет. "
    "Ничего не сделано. Повторите от имени владельца: runuser -u {1} -- … (страница «Развёртывание», «Команды вручную»)."
)


def as_owner() -> None:
    """Raises ``Trouble`` unless the owner of the state folder runs this; a folder that root owns is a mounted one, and nobody's in particular."""
    root = Path(settings.STATE_DIR)
    if sys.platform == "win32" or not root.exists():
        return
    owner, own = root.stat().st_uid, os.geteuid()
    if owner not in {0, own}:
        raise Trouble(STRANGER.format(root, _name(owner), _name(own)))


def _name(number: int) -> str:
    import pwd  # not on Windows

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"с номером {number}"
