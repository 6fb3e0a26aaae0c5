from django.contrib import admin
from django.urls import include, path

from monographs.desk.shared_preview import shared_preview

handler400 = "monographs.public.errors.bad_request"
handler404 = "monographs.public.errors.not_found"
handler500 = "monographs.public.errors.server_error"

admin.autodiscover()

urlpatterns = [
    path("preview/<str:token>/", shared_preview, name="shared_preview"),
    path("admin/", admin.site.urls),
    path("", include("monographs.public.urls")),
]
