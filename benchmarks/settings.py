"""The product's settings, with a page to compare with and a folder of its own."""

import os
from pathlib import Path

from medsite.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = Path(os.environ["BENCHMARK_FOLDER"]) / "static"

if os.environ.get("BENCHMARK_CACHE") == "0":
    NOTHING = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    CACHES = {"default": NOTHING, "combinations": NOTHING, "counters": NOTHING}
