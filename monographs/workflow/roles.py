"""The groups that come with medsite, and what each may do."""

from typing import Any

EDITING = [
    "add_monograph",
    "change_monograph",
    "view_monograph",
    "submit_monograph",
    "park_monograph",
    "verify_monograph",
    "add_effect",
    "change_effect",
    "view_effect",
    "add_drugclass",
    "change_drugclass",
    "view_drugclass",
    "view_revision",
    "view_finding",
    "view_sourcedocument",
    "view_batch",
    "assign_monograph",
    "discard_monograph",
    "comment_monograph",
    "share_preview",
    "export_reports",
    "answer_reports",
]

ROLES: dict[str, list[str]] = {
    "Editor": EDITING,
    "Reviewer": [
        "view_monograph",
        "view_revision",
        "view_finding",
        "view_sourcedocument",
        "view_batch",
        "verify_monograph",
        "sign_editorial",
        "request_changes",
        "comment_monograph",
    ],
    "Clinical reviewer": [
        "view_monograph",
        "view_revision",
        "view_finding",
        "view_sourcedocument",
        "view_batch",
        "verify_monograph",
        "sign_clinical",
        "request_changes",
        "comment_monograph",
    ],
    "Publisher": [
        "view_monograph",
        "view_revision",
        # Of entries that live pages name.
        "change_effect",
        "view_effect",
        "change_drugclass",
        "view_drugclass",
        "publish_monograph",
        "withdraw_monograph",
        "bypass_review",
        "post_notice",
        "assign_monograph",
        "comment_monograph",
        "share_preview",
        "export_reports",
        "answer_reports",
    ],
    "Data steward": [
        "add_monograph",
        "change_monograph",
        "view_monograph",
        "add_effect",
        "view_effect",
        "add_drugclass",
        "view_drugclass",
        "view_revision",
        "view_batch",
        "view_finding",
        "view_sourcedocument",
        "import_monographs",
        "export_monographs",
        "undo_import",
        "comment_monograph",
        "export_reports",
    ],
}


def create_groups(apps: Any) -> None:
    """Make each group with its permissions; running it again changes nothing."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(
                content_type__app_label="monographs", codename__in=codenames
            )
        )
