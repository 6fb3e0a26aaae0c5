"""Each process here starts from an empty environment, as a fresh clone does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from medsite import environment

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "a-long-random-text-" + "0123456789abcdef" * 3,
    "ALLOWED_HOSTS": "www.example.org, example.org",
    "DATABASE_URL": "postgres://ann:s%2Fcret@db.example.org:6543/medsite",
}


def run_manage(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
    )


def named_in(done):
    return [name for name in PRODUCTION if f"  {name}: " in done.stderr]


def read_settings(*names, **variables):
    script = (
        "import json; from medsite import settings;"
        f"print(json.dumps([getattr(settings, name) for name in {names}], default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def variable(monkeypatch):
    return lambda value: monkeypatch.setenv("EXAMPLE_URL", value)


# --- Refusing to start ----------------------------------------------------------------


@pytest.mark.parametrize("name", PRODUCTION)
@pytest.mark.parametrize("value", [None, ""])
def test_production_refuses_to_start_without_a_secret_and_names_it(name, value):
    variables = {key: text for key, text in PRODUCTION.items() if key != name}
    if value is not None:
        variables[name] = value

    done = run_manage("check", **variables)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert named_in(done) == [name]


def test_production_names_all_missing_variables_at_once():
    done = run_manage("check")

    assert named_in(done) == [*PRODUCTION]
    assert "DEBUG=1" in done.stderr


def test_a_switch_that_is_neither_on_nor_off_gets_a_sentence():
    done = run_manage("check", DEBUG="perhaps")

    assert done.returncode == 2
    assert done.stderr == 'DEBUG is "perhaps". Set it to 1 or to 0.\n'


def test_a_malformed_address_is_refused_without_showing_its_password():
    done = run_manage(
        "check", **PRODUCTION | {"DATABASE_URL": "postgres://ann:pass#word@host/db"}
    )

    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "pass" not in done.stderr.replace("password", "")


# --- What each kind of process gets ---------------------------------------------------


def test_production_is_closed_by_default():
    debug, hosts, redirect, hsts, session, csrf = read_settings(
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        **PRODUCTION,
    )

    assert (debug, hosts) == (False, ["www.example.org", "example.org"])
    assert [redirect, session, csrf] == [True, True, True]
    assert hsts > 0


def test_a_fresh_clone_under_debug_runs_on_its_own_sqlite_file():
    debug, databases, redirect, backend = read_settings(
        "DEBUG", "DATABASES", "SECURE_SSL_REDIRECT", "EMAIL_BACKEND", DEBUG="1"
    )

    database = databases["default"]
    assert (debug, redirect) == (True, False)
    assert database["NAME"] == str(ROOT / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "console" in backend


@pytest.mark.parametrize(
    ("variables", "site"),
    [
        (PRODUCTION, "https://www.example.org"),
        ({**PRODUCTION, "ALLOWED_HOSTS": ".example.org"}, "https://example.org"),
        (
            {**PRODUCTION, "SITE_URL": "https://desk.example.org/"},
            "https://desk.example.org",
        ),
        ({"DEBUG": "1"}, "http://127.0.0.1:8000"),
    ],
)
def test_links_in_mails_begin_with_the_sites_address(variables, site):
    assert read_settings("SITE_URL", "DIGEST_HOUR", **variables) == [site, 7]


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DIGEST_HOUR", "24", "whole number from 0 to 23"),
        ("NOTIFICATION_DAYS", "-1", "whole number from 0 to 36500"),
        ("NOTIFICATION_DAYS", "99999", "whole number from 0 to 36500"),
        ("SITE_URL", "desk.example.org", "https://www.example.org"),
    ],
)
def test_a_wrong_mail_setting_gets_a_sentence(variable, value, sentence):
    done = run_manage("check", **PRODUCTION, **{variable: value})

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


# --- Addresses ------------------------------------------------------------------------


def test_a_postgresql_address_gives_account_pool_and_driver_options(variable):
    variable("postgres://ann:s%2Fcret@db.example.org:6543/medsite?sslmode=require")

    database = environment.database("EXAMPLE_URL", default="", base=ROOT)

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("ann", "s/cret")
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 6543)
    assert database["NAME"] == "medsite"
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] > 1
    assert database["OPTIONS"]["options"] == "-c jit=off"


def test_a_postgresql_address_may_ask_for_no_settings_as_some_proxies_want_it(variable):
    variable("postgres://ann@db.example.org/medsite?options=")

    database = environment.database("EXAMPLE_URL", default="", base=ROOT)

    assert database["OPTIONS"]["options"] == ""


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:///data/site.sqlite3", ROOT / "data/site.sqlite3"),
        ("sqlite:////srv/site.sqlite3", Path("/srv/site.sqlite3")),
    ],
)
def test_a_sqlite_address_is_relative_to_the_project_or_absolute(
    variable, address, file
):
    variable(address)

    database = environment.database("EXAMPLE_URL", default="", base=ROOT)

    assert database["NAME"] == file


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "smtp://ann:s%40cret@mail.example.org:587/?tls=1",
            ("mail.example.org", 587, "ann", "s@cret", False, True),
        ),
        ("smtps://mail.example.org", ("mail.example.org", 465, "", "", True, False)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_a_mail_address_gives_host_account_and_encryption(variable, address, expected):
    variable(address)

    settings = environment.email("EXAMPLE_URL", default="")

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(settings[f"EMAIL_{name}"] for name in names) == expected


def test_a_cache_address_chooses_memory_or_redis(variable):
    memory = environment.caches("EXAMPLE_URL", default="memory://")
    variable("redis://cache.example.org:6379/1")
    redis = environment.caches("EXAMPLE_URL", default="memory://")

    assert {one["BACKEND"].rpartition(".")[2] for one in memory.values()} == {
        "LocMemCache"
    }
    assert len({one["LOCATION"] for one in memory.values()}) == 3
    assert {one["LOCATION"] for one in redis.values()} == {
        "redis://cache.example.org:6379/1"
    }


@pytest.mark.parametrize(
    "address", ["mysql://host/name", "postgres://host", "sqlite://", "medsite"]
)
def test_an_unknown_database_address_is_answered_with_examples(variable, address):
    variable(address)

    with pytest.raises(ImproperlyConfigured, match="EXAMPLE_URL.*postgres://user"):
        environment.database("EXAMPLE_URL", default="", base=ROOT)


# --- Headers --------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/no-such-page/", "/healthz", "/admin/login/"])
def test_every_page_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/no-such-page/", "/healthz"])
def test_public_pages_set_no_cookie(client, path):
    response = client.get(path)

    assert not response.cookies
