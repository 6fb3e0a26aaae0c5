from django.contrib import admin
from django.urls import include, path

from monographs.desk.shared_preview import shared_preview

handler404 = "monographs.public.errors.not_found"

urlpatterns = [
    path("preview/<str:token>/", shared_preview, name="shared_preview"),
    path("admin/", admin.site.urls),
    path("", include("monographs.public.urls")),
]
