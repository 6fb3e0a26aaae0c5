"""All settings, read from the environment; the README lists the variables."""

import warnings
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF

from medsite import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of process this is ---------------------------------------------------

DEBUG = env.flag("DEBUG", default=False)

if not DEBUG:
    env.require(
        {
            "SECRET_KEY": "a long random text that only this site knows "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')",
            "ALLOWED_HOSTS": "the host names that this site answers to "
            "(www.example.org,example.org)",
            "DATABASE_URL": "where the data lives "
            "(postgres://user:password@host:5432/medsite, or sqlite:////path/to/file)",
        }
    )

SECRET_KEY = env.text("SECRET_KEY", "django-insecure-only-for-trying-medsite-out")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# --- Parts --------------------------------------------------------------------------

INSTALLED_APPS = [
    "monographs",  # before the admin, so that its templates win
    "monographs.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "medsite.headers.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "medsite.urls"
WSGI_APPLICATION = "medsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------

DATABASES = {
    "default": env.database(
        "DATABASE_URL", default="sqlite:///db.sqlite3", base=BASE_DIR
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = env.caches("CACHE_URL", default="memory://")
# For so long a process may remember what an address shows. With the memory of each
# process, another one may show a withdrawn page for so long; 0 asks each time.
LOOKUP_SECONDS = env.number("LOOKUP_SECONDS", default=3, most=5)
# Told of each change, a proxy may keep pages for longer than a minute.
PURGE_URL = env.web_address("PURGE_URL")

# One change form holds up to 400 side effects with about twenty fields each; Django's
# limit of 1,000 would refuse to save it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Above Django's 2.5 MB it answers with a bare 400, and what was typed would be lost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# --- Imports ------------------------------------------------------------------------

# More come in a ZIP.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
IMPORT_FILE_BYTES = env.number("IMPORT_FILE_BYTES", default=20_000_000)
IMPORT_DOCUMENT_BYTES = env.number("IMPORT_DOCUMENT_BYTES", default=2_000_000)
IMPORT_ZIP_MEMBERS = env.number("IMPORT_ZIP_MEMBERS", default=10_000)
IMPORT_ZIP_RATIO = env.number("IMPORT_ZIP_RATIO", default=100)
IMPORT_UNPACKED_BYTES = env.number("IMPORT_UNPACKED_BYTES", default=200_000_000)
IMPORT_SHEETS = env.number("IMPORT_SHEETS", default=20)
IMPORT_SHEET_ROWS = env.number("IMPORT_SHEET_ROWS", default=1_000_000)
IMPORT_SHEET_COLUMNS = env.number("IMPORT_SHEET_COLUMNS", default=200)
IMPORT_CELL_BYTES = env.number("IMPORT_CELL_BYTES", default=1_000_000)
# For so long an import can be taken back; `manage.py prune_imports` empties older ones.
IMPORT_KEPT_DAYS = env.number("IMPORT_KEPT_DAYS", default=180)

# --- Readers ------------------------------------------------------------------------

# How long the texts of readers' reports are kept after they are closed; 0 for good.
REPORT_DAYS = env.number("REPORT_DAYS", default=180, most=36_500)
# Who runs the site, and how they are reached: said on the pages about the site.
SITE_OWNER = env.text("SITE_OWNER")
CONTACT_EMAIL = env.text("CONTACT_EMAIL")

# Where `manage.py publish_data` puts its sets, and under which licence: its name as
# SPDX has it, and its address.
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "open-data")))
DATA_LICENCE = env.licence("DATA_LICENCE")

# --- People -------------------------------------------------------------------------

AUTH_USER_MODEL = "monographs.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

# --- Language and time --------------------------------------------------------------

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["medsite.formats"]
TIME_ZONE = env.one_of("TIME_ZONE", available_timezones(), default="UTC")
USE_TZ = True

# --- Mail ---------------------------------------------------------------------------

# Adds EMAIL_BACKEND or EMAIL_HOST and its companions.
globals().update(
    env.email("EMAIL_URL", default="console://" if DEBUG else "smtp://localhost")
)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "medsite@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20  # seconds; a silent server would hold up all other mail
# What links in mails begin with: a mail is read far from any request.
SITE_URL = env.site_url("SITE_URL", hosts=ALLOWED_HOSTS, https=not DEBUG)
DIGEST_HOUR = env.number("DIGEST_HOUR", default=7, most=23)
NOTIFICATION_DAYS = env.number("NOTIFICATION_DAYS", default=365, most=36_500)

# --- Static files -------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-collected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security -----------------------------------------------------------------------

# HTTPS=0 is for a process that is reached over plain HTTP on purpose, such as a
# benchmark on the loopback interface.
HTTPS = env.flag("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # probes come straight to the process
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=3600) if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Believed only on request: without a proxy that overwrites it, anyone can send it.
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Subdomains and preloading bind a whole domain, which only its owner can decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],  # the admin's autocomplete
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Behaviour of newer Django, taken early ------------------------------------------

# A link typed without its scheme means https; the switch itself warns until Django 6.
warnings.filterwarnings(
    "ignore", "The FORMS_URLFIELD_ASSUME_HTTPS transitional setting is deprecated"
)
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Logging ------------------------------------------------------------------------

LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_queries": {"()": "medsite.logs.WithoutQueries"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "request": {
            "()": "django.utils.log.ServerFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        },
    },
    "handlers": {
        name: {
            "class": "logging.StreamHandler",
            "formatter": formatter,
            "filters": ["without_queries"],
        }
        for name, formatter in {"console": "line", "requests": "request"}.items()
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        **{
            name: {
                "handlers": ["console"],
                "level": env.one_of("LOG_LEVEL", LOG_LEVELS, default="INFO"),
                "propagate": False,
            }
            for name in ("django", "monographs")
        },
        # What runserver, and so the demo, writes of each request.
        "django.server": {
            "handlers": ["requests"],
            "level": "INFO",
            "propagate": False,
        },
    },
}
