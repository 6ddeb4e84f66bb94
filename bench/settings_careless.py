"""The control of the storm: Django's dear hash, every password at once, nobody slowed."""

from zhurnal.people.rules import throttle

NOBODY = throttle.Limit(10**9, 0.001)
throttle.EVERYBODY = throttle.NETWORK = throttle.CROWD = throttle.ACCOUNT = throttle.DEVICE = NOBODY

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORDS_AT_ONCE = 50
