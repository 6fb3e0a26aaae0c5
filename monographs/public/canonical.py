"""One address for one list: parameters in one order, none empty, none twice."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from monographs.public.responses import redirect


def query_of(values: Mapping[str, str], names: Sequence[str]) -> str:
    """Those with a value, in the order of the names."""
    pairs = [(name, values.get(name, "").strip()) for name in names]
    return urlencode([(name, value) for name, value in pairs if value])


def to_canonical(request: HttpRequest, names: Sequence[str]) -> HttpResponse | None:
    """Where the same list stands, if the address asks for it in another way."""
    query = query_of(request.GET.dict(), names)
    if request.GET.urlencode() == query:
        return None
    return redirect(f"{request.path}?{query}" if query else request.path)
