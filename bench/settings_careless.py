"""The control of the storm: Django's dear hash, every password at once, nobody slowed."""

from zhurnal.people.rules import throttle

throttle.EVERYBODY = throttle.NETWORK = throttle.ACCOUNT = throttle.Limit(10**9, 0.001)

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORDS_AT_ONCE = 50
