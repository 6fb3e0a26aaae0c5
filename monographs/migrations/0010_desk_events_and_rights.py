"""What happens at the desk, as events, and who may do it."""

from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0009_import_rights"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="monograph",
            options={
                "ordering": ["title", "id"],
                "permissions": [
                    ("submit_monograph", "Can submit a working copy for review"),
                    ("park_monograph", "Can park, merge and reset working copies"),
                    ("verify_monograph", "Can verify imported rows"),
                    ("sign_editorial", "Can sign as editorial reviewer"),
                    ("sign_clinical", "Can sign as clinical reviewer"),
                    ("request_changes", "Can send a revision back"),
                    ("publish_monograph", "Can schedule, publish and roll back"),
                    ("withdraw_monograph", "Can withdraw and reinstate"),
                    ("bypass_review", "Can publish before all signatures are there"),
                    ("post_notice", "Can post and end safety notices"),
                    ("import_monographs", "Can load documents and spreadsheets"),
                    ("export_monographs", "Can take documents and spreadsheets out"),
                    ("assign_monograph", "Can give a monograph to somebody to work on"),
                    (
                        "discard_monograph",
                        "Can discard a working copy as not a monograph",
                    ),
                    ("comment_monograph", "Can comment and resolve comments"),
                    ("share_preview", "Can share a preview with outsiders"),
                    ("export_reports", "Can take reports and histories out"),
                ],
            },
        ),
        GuardsSetAside(
            [
                migrations.RemoveConstraint(
                    model_name="event",
                    name="event_reason_where_needed",
                ),
                migrations.AlterField(
                    model_name="event",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("created", "created"),
                            ("edited", "edited"),
                            ("verified", "rows verified"),
                            ("submitted", "submitted"),
                            ("cancelled", "submission cancelled"),
                            ("changes_requested", "sent back"),
                            ("signed", "signed"),
                            ("scheduled", "scheduled"),
                            ("published", "published"),
                            ("bypassed", "published before all had signed"),
                            ("withdrawn", "withdrawn"),
                            ("reinstated", "reinstated"),
                            ("rolled_back", "rolled back"),
                            ("reset", "working copy reset"),
                            ("parked", "draft parked"),
                            ("merged", "parked draft merged"),
                            ("review_started", "whole-page review started"),
                            ("notice_posted", "notice posted"),
                            ("notice_ended", "notice ended"),
                            ("unverified", "verification taken back"),
                            ("acknowledged", "warnings acknowledged"),
                            ("assigned", "assigned"),
                            ("discarded", "discarded as not a monograph"),
                            ("restored", "restored from the discarded"),
                            ("period_set", "review period set"),
                            ("claimed", "review claimed"),
                            ("released", "review handed back"),
                            ("commented", "commented"),
                            ("comment_resolved", "comment resolved"),
                            ("source_decided", "competing source decided"),
                            ("preview_shared", "preview shared"),
                        ],
                        max_length=17,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="event",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        "changes_requested",
                                        "withdrawn",
                                        "bypassed",
                                        "rolled_back",
                                        "discarded",
                                        "source_decided",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("reason__trim", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="event_reason_where_needed",
                        violation_error_message="This step needs a reason.",
                    ),
                ),
            ]
        ),
    ]
