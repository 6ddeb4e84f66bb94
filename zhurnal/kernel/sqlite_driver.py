"""The SQLite library itself: take the bundled one where there is a wheel.

SQLite 3.7.0–3.51.2 can corrupt a WAL database with two connections (fixed in 3.51.3), and distributions still ship older
ones; ``pysqlite3`` brings its own. Called first thing by the settings, before Django imports ``sqlite3``.
"""

import importlib.util
import sys


def prefer_bundled() -> bool:
    """Put ``pysqlite3`` in the place of ``sqlite3``; False where no wheel is installed."""
    if importlib.util.find_spec("pysqlite3") is None:
        return False
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    return True
