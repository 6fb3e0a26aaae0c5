"""What can be taken out as a table."""

from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from monographs.desk.table_download import FORMATS, RIGHT, download
from monographs.exporting.reports import REPORTS
from monographs.workflow import require


def reports_page(request: HttpRequest) -> HttpResponseBase:
    require(request.user, RIGHT)
    context = {
        **site.each_context(request),
        "title": "Reports to take out",
        "reports": REPORTS,
        "formats": [(ending, form.label) for ending, form in FORMATS.items()],
    }
    template = "admin/monographs/telling/reports.html"
    return TemplateResponse(request, template, context)


def report_file(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    require(request.user, RIGHT)
    report = next((report for report in REPORTS if report.name == name), None)
    if report is None:
        raise Http404("There is no such report.")
    return download(request, report.name, ending, report.rows())
