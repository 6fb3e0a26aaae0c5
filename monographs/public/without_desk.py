"""The addresses of the public site alone: they load in half the time."""

from django.urls import include, path

urlpatterns = [path("", include("monographs.public.urls"))]
