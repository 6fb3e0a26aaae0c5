"""Somebody who is logged in on every site of a run, by the same cookie."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from monographs.models import User

KEY = "everybodyknowsthiskeyofabenchmark"
COOKIE = f"sessionid={KEY}"


def log_in_for_good(person: User) -> None:
    Session.objects.create(
        session_key=KEY,
        session_data=SessionStore().encode(
            {
                SESSION_KEY: str(person.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: person.get_session_auth_hash(),
            }
        ),
        expire_date=timezone.now() + timedelta(days=7),
    )
