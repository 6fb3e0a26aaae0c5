"""The project's settings as production has them, with what a test run needs.

DATABASE_URL chooses the database; without it the tests run on SQLite.
"""

import os

os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789" * 5
os.environ["EMAIL_URL"] = "console://"
os.environ["CACHE_URL"] = "memory://"
# Tests change what no verb would; those about caches choose for themselves.
os.environ["LOOKUP_SECONDS"] = "0"
# Nowhere; tests that publish open data choose a folder of their own.
os.environ["DATA_DIR"] = os.path.join(os.devnull, "open-data")
os.environ["DATA_LICENCE"] = ""
os.environ["DATABASE_URL"] = (
    os.environ.get("DATABASE_URL") or "sqlite:///never-opened.sqlite3"
)

from medsite.settings import *  # noqa: F403
from medsite.settings import DATABASES, STORAGES

# Threads in tests close their own connections; a pool would hide a leaked one.
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Static files straight from their folders, without collecting them first.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Fast, where strength would only cost time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
