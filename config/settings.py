"""Settings: few, typed, from the environment (documented in ``docs/configuration.md``)."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from zhurnal.kernel import env, sqlite_driver

sqlite_driver.prefer_bundled()

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.text("ZHURNAL_STATE", str(BASE_DIR / "var"), "folder of the database, the key and static files"))

DEBUG = env.flag("ZHURNAL_DEBUG", False, "show Django's error pages; never where real people are")
HTTPS = env.flag("ZHURNAL_HTTPS", False, "the site is reached by https: cookies are sent only there")
ALLOWED_HOSTS = env.words("ZHURNAL_HOSTS", "127.0.0.1,localhost,[::1]", "names by which the site is reached")
DATABASE_POOL = env.whole("ZHURNAL_DATABASE_POOL", 8, "connections to PostgreSQL kept by one process")
DATABASE_PLANS = env.flag(
    "ZHURNAL_DATABASE_PLANS",
    True,
    "PostgreSQL keeps the plans of repeated statements; no: behind a pooler of transactions",
)
DATABASE_PATIENCE = env.whole(
    "ZHURNAL_DATABASE_PATIENCE", 10, "seconds a request waits for one answer of PostgreSQL; 0: as long as it takes"
)


def _secret_key() -> str:
    """The key from the environment, else the one kept in the state folder."""
    given = env.text("ZHURNAL_SECRET_KEY", "", "secret of signatures; else kept in the state folder")
    kept = STATE_DIR / "secret_key"
    if given:
        return given
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    message = f"No secret key: set ZHURNAL_SECRET_KEY, or start with run.py, which keeps one in {kept}"
    raise ImproperlyConfigured(message)


SECRET_KEY = _secret_key()
CSRF_TRUSTED_ORIGINS = env.words("ZHURNAL_TRUSTED_ORIGINS", "", "https://name of the site behind a proxy")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "zhurnal.kernel",
    "zhurnal.organisation",
    "zhurnal.people",
    "zhurnal.academic_year",
    "zhurnal.jobs",
    "zhurnal.privacy",
    "zhurnal.curriculum",
    "zhurnal.grading",
    "zhurnal.timetable",
    "zhurnal.journal",
    "zhurnal.assessment",
    "zhurnal.movement",
    "zhurnal.statements",
    "zhurnal.modules",
    "zhurnal.oversight",
    "zhurnal.objectivity",
    "zhurnal.forecast",
    "zhurnal.incidents",
    "zhurnal.checks",
    "zhurnal.inspection",
    "zhurnal.indicators",
    "zhurnal.registers",
    "zhurnal.credentials",
    "zhurnal.opening",
    "zhurnal.results",
    "zhurnal.printing",
    "zhurnal.tasks",
    "zhurnal.exchange",
    "zhurnal.reports",
    "zhurnal.notifications",
    "zhurnal.archive",
    "zhurnal.dictionaries",
    "zhurnal.bylaws",
    "zhurnal.operations",
    "zhurnal.portal",
    "zhurnal.demo",
]

MIDDLEWARE = [
    "zhurnal.kernel.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhurnal.kernel.answers.AnswersMiddleware",
    "zhurnal.kernel.patience.PatienceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhurnal.people.middleware.ActorMiddleware",
    "zhurnal.kernel.readings.ReadingsMiddleware",
    "zhurnal.privacy.middleware.PolicyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "zhurnal.portal.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "zhurnal.kernel.templatetags.ui",
                "zhurnal.journal.templatetags.signs",
            ],
        },
    }
]

DATABASES = {
    "default": env.database(
        env.text("ZHURNAL_DATABASE", f"sqlite:///{STATE_DIR / 'zhurnal.sqlite3'}", "where the journal is kept"),
        pool_size=DATABASE_POOL,
        patience=DATABASE_PATIENCE,
        keep_plans=DATABASE_PLANS,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["zhurnal.people.sign_in.CollegeBackend"]
# 19 MB, t=2, p=1: the floor of OWASP, 23 ms of CPU; a class signing in at once does not stop the journal.
PASSWORD_HASHERS = ["zhurnal.people.sign_in.CollegeArgon2Hasher"]
PASSWORDS_AT_ONCE = env.whole("ZHURNAL_PASSWORDS_AT_ONCE", 2, "passwords worked on at once in each process")
PASSWORD_LIST = env.file("ZHURNAL_PASSWORD_LIST", "passwords of one's own list that nobody may choose")
BROKER = env.server(
    "ZHURNAL_BROKER", "address of the identity broker (OpenID Connect); nothing: no sign-in through one"
)
BROKER_CLIENT = env.text("ZHURNAL_BROKER_CLIENT", "", "name under which the broker knows this journal (client_id)")
BROKER_SECRET = env.file("ZHURNAL_BROKER_SECRET", "file with the secret that the broker gave; nothing: a public client")
BROKER_NAME = env.text("ZHURNAL_BROKER_NAME", "Единый вход", "how the broker is called on the sign-in page")
BROKER_STEP = env.words("ZHURNAL_BROKER_STEP", "", "acr or amr of the broker's answer that count as the second step")
PROXIES = env.whole("ZHURNAL_PROXIES", 0, "proxies of one's own before the product")

SESSION_ENGINE = "zhurnal.people.session_store"
SESSION_COOKIE_NAME = "__Host-journal" if HTTPS else "journal"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zhurnal.kernel.answers.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LANGUAGE_CODE = "ru"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhurnal.kernel.static_files.ModuleStorage"},
}
MEDIA_ROOT = STATE_DIR / "files"
READINGS_DIR = STATE_DIR / "readings"  # readings of personal data on their way to the table
DRAINS_READINGS = True
STARTS_WORKER = env.flag("ZHURNAL_WORKER", True, "the server starts a process for background work when there is some")
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no CORS anywhere, files included

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # one page tells what becomes of every student of a college
ANTIVIRUS = env.peer("ZHURNAL_ANTIVIRUS", "clamd through which uploaded files go: socket or host:port; nothing: none")
IMPORT_MAX_BYTES = 32 * 1024 * 1024

MAIL = env.text("ZHURNAL_MAIL", "", "mail server by which notices go out; nothing: no mail")
SITE = env.text("ZHURNAL_SITE", "", "address of the site for links in letters")
DEFAULT_FROM_EMAIL = env.text("ZHURNAL_MAIL_FROM", "journal@localhost", "whose address letters bear")
globals().update(env.mail(MAIL))

BACKUP_TO = env.words("ZHURNAL_BACKUP_TO", "", "folders that take copies, one or two; nothing: no nightly copies")
BACKUP_KEY = env.text("ZHURNAL_BACKUP_KEY", "", "file with the key of copies; else backup.key in the state folder")
BACKUP_KEEP = env.words("ZHURNAL_BACKUP_KEEP", "7,4,12", "days, weeks and months of which a copy is kept")
HEADS_TO = env.words("ZHURNAL_HEADS_TO", "", "folders outside of this machine that take signed heads of history")
HEADS_MAIL = env.words("ZHURNAL_HEADS_MAIL", "", "addresses to which signed heads of history are mailed")
METRICS_TOKEN = env.text("ZHURNAL_METRICS_TOKEN", "", "token with which Prometheus asks; nothing: no metrics")

LOG_FORM = env.text("ZHURNAL_LOG_FORM", "line", "form of the log: line or json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "zhurnal.kernel.logs.Line"}, "json": {"()": "zhurnal.kernel.logs.Json"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORM}},
    "root": {"handlers": ["stderr"], "level": env.text("ZHURNAL_LOG", "WARNING", "how much is logged")},
}
