"""Run the tests on SQLite, then on PostgreSQL where one answers: python -m tests.

Arguments go to pytest as they are: python -m tests tests/workflow -k sign.
"""

import os
import subprocess
import sys

import psycopg

OLDEST = 14
# Who has nothing left takes from the others: tests take from no time to a minute.
PARALLEL = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]
# The others have run on SQLite, and would do the same again.
USING_THE_DATABASE = ["-m", "database"]
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def main(arguments: list[str]) -> int:
    named = os.environ.get("DATABASE_URL", "")
    is_named = named.startswith(("postgres://", "postgresql://"))
    url = named if is_named else "postgres:///medsite"

    passed = {"SQLite": _run("SQLite", "", arguments)}
    obstacle = _obstacle(url)
    if not obstacle:
        passed["PostgreSQL"] = _run(
            "PostgreSQL", url, [*USING_THE_DATABASE, *arguments]
        )

    _say("Results")
    for database, is_passed in passed.items():
        print(f"{database}: {'passed' if is_passed else 'FAILED'}")
    if obstacle:
        print(f"PostgreSQL: NOT TESTED. {obstacle}")
    is_complete = not obstacle or not (is_named or IN_CI)
    return 0 if is_complete and all(passed.values()) else 1


def _run(database: str, url: str, arguments: list[str]) -> bool:
    _say(f"Tests on {database}")
    command = [sys.executable, "-m", "pytest", *PARALLEL, *arguments]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url})
    return done.returncode == 0


def _obstacle(url: str) -> str:
    """Why the tests cannot run on this server, or nothing."""
    try:
        # The database that the address names need not exist: tests make their own.
        with psycopg.connect(url, dbname="postgres", connect_timeout=5) as connection:
            may_create = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        return f"No PostgreSQL server lets us in: {reason}. Name one in DATABASE_URL."
    if version < OLDEST:
        return f"The server is PostgreSQL {version}; medsite needs {OLDEST} or newer."
    if may_create != (True,):
        return "The PostgreSQL user may not create databases: ALTER ROLE … CREATEDB."
    return ""


def _say(title: str) -> None:
    print(f"\n=== {title} ===", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
