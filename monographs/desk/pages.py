"""The pages of the desk that belong to no model; a new one is one more entry."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponseBase

from monographs.desk.activity import activity_page, people_list
from monographs.desk.exports.page import export_page, template_file
from monographs.desk.my_notifications import my_notifications
from monographs.desk.reader_reports.pages import report_list, report_page
from monographs.desk.reports import report_file, reports_page
from monographs.desk.triage.pages import act, discarded_list, working_list


@dataclass(frozen=True)
class DeskPage:
    """Below /admin/, for people with a login; `name` is used as "admin:name"."""

    route: str
    name: str
    view: Callable[..., HttpResponseBase]


PAGES: list[DeskPage] = [
    DeskPage("my-notifications/", "my_notifications", my_notifications),
    DeskPage("activity/", "people_activity", people_list),
    DeskPage("activity/<int:pk>/", "activity", activity_page),
    DeskPage("reports/", "reports", reports_page),
    DeskPage("reports/<slug:name>.<slug:ending>", "report", report_file),
    DeskPage("desk/triage/", "desk_triage", working_list),
    DeskPage("desk/triage/act/", "desk_triage_act", act),
    DeskPage("desk/discarded/", "desk_discarded", discarded_list),
    DeskPage("reader-reports/", "desk_reports", report_list),
    DeskPage("reader-reports/<int:report>/", "desk_report", report_page),
    DeskPage("export/", "desk_export", export_page),
    DeskPage("export/template.xlsx", "desk_sheet_template", template_file),
]
