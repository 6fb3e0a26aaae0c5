from django.contrib import admin
from django.urls import include, path

handler404 = "monographs.public.errors.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("monographs.public.urls")),
]
