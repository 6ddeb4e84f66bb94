"""The tests mirror ``zhurnal/``; what they share stands in ``worlds.py``, ``postgres.py`` and ``conftest.py``."""
