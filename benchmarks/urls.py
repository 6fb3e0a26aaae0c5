"""The product's addresses, and one that does nothing but say hello."""

from django.urls import include, path

from benchmarks.hello import HELLO, hello

urlpatterns = [
    path(HELLO[1:], hello),
    path("", include("medsite.urls")),
]
