import os

from django.core.wsgi import get_wsgi_application

from medsite.content_type import reading_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medsite.settings")

application = reading_utf8(get_wsgi_application())
