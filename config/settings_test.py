"""Settings of the tests: a key, a cheap hasher, files found without collecting."""

import os

from zhurnal.kernel import env

os.environ.setdefault("ZHURNAL_SECRET_KEY", "tests only")

from config.settings import *  # noqa: F403  (the tests change a few of the same settings)
from config.settings import BASE_DIR

DATABASES = {
    "default": env.database(
        env.text("ZHURNAL_TEST_DATABASE", f"sqlite:///{BASE_DIR / 'var' / 'test.sqlite3'}", "database of the tests"),
        pool_size=0,
    )
}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite"):
    # A file, not memory: the write lock, WAL and threads are part of what is tested.
    # Its name bears the process, so that two runs in one copy do not meet.
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / f"test_{os.getpid()}.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
READINGS_DIR = BASE_DIR / "var" / f"readings_{os.getpid()}"
DRAINS_READINGS = False
DATABASE_PATIENCE = 120  # a busy machine is no fault of what is tested; tests/kernel/test_patience.py names its own
STARTS_WORKER = False  # tests do the work themselves
