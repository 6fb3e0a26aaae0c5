from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class TolerantList:
    """A list whose address holds what no filter understands shows all, and says so."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        try:
            response: HttpResponse = super().changelist_view(  # type: ignore[misc]
                request, extra_context
            )
        except (ValueError, OverflowError, DataError):
            # Django's own word for it: the list then asks to correct the address.
            return HttpResponseRedirect(f"{request.path}?e=1")
        return response
