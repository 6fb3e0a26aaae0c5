"""Who may take which step: the table is the rule, written out by hand."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from monographs import workflow
from monographs.models import BatchRow, Event, Monograph, Notice, User
from monographs.workflow import Side, TransitionRefused
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    MAJOR,
    make_drug_class,
    make_effect,
    make_published_drug,
    make_publisher,
    make_report,
    make_user,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db

REASON = "The dose is wrong."
TOMORROW = timedelta(days=1)

# A superuser has every right; people without a role, without a login, or deactivated
# have none. The columns are the roles in this order.
ROLES = ["Editor", "Reviewer", "Clinical reviewer", "Publisher", "Data steward"]
RIGHTS = """
                     Editor   Reviewer   Clinical   Publisher   Steward
touch                yes      -          -          -           yes
touch_all            yes      -          -          yes         -
touch_imported       -        -          -          -           yes
merge_effects        yes      -          -          yes         -
verify               yes      yes        yes        -           -
unverify             yes      yes        yes        -           -
submit               yes      -          -          -           -
confirm_unchanged    yes      -          -          -           -
acknowledge          yes      -          -          -           -
cancel               yes      -          -          -           -
request_changes      -        yes        yes        -           -
sign:editorial       -        yes        -          -           -
sign:clinical        -        -          yes        -           -
claim_review:editorial -        yes        -          -           -
claim_review:clinical -        -          yes        -           -
release_review:editorial yes      yes        -          yes         -
release_review:clinical yes      -          yes        yes         -
publish              -        -          -          yes         -
schedule             -        -          -          yes         -
bypass               -        -          -          yes         -
withdraw             -        -          -          yes         -
reinstate            -        -          -          yes         -
roll_back            -        -          -          yes         -
reset_draft          yes      -          -          -           -
park                 yes      -          -          -           -
merge                yes      -          -          -           -
merge_live           yes      -          -          -           -
decide_source        yes      -          -          -           yes
post_notice          -        -          -          yes         -
end_notice           -        -          -          yes         -
comment              yes      yes        yes        yes         yes
answer               yes      yes        yes        yes         yes
resolve_comment      yes      yes        yes        yes         yes
share_preview        yes      -          -          yes         -
assign               yes      -          -          yes         -
take_on              yes      -          -          yes         -
discard              yes      -          -          -           -
restore              yes      -          -          -           -
set_class            yes      -          -          -           yes
set_review_period    yes      -          -          -           yes
take_report          yes      -          -          yes         -
close_report         yes      -          -          yes         -
state_licence        -        -          -          -           yes
"""
STEPS = {
    "touch": lambda on: workflow.touch(on.page, by=on.by),
    "touch_all": lambda on: workflow.touch_all(
        Monograph.objects.filter(pk=on.page.pk), shared=uuid4(), by=on.by
    ),
    "touch_imported": lambda on: workflow.touch_imported([on.page], by=on.by),
    "merge_effects": lambda on: workflow.merge_effects(
        make_effect(), make_effect(), by=on.by
    ),
    "verify": lambda on: workflow.verify(on.page, keys=[], by=on.by),
    "unverify": lambda on: workflow.unverify(on.page, keys=[], by=on.by),
    "submit": lambda on: workflow.submit(on.page, change_kind=MAJOR, by=on.by),
    "confirm_unchanged": lambda on: workflow.confirm_unchanged(on.page, by=on.by),
    "acknowledge": lambda on: workflow.acknowledge(
        on.page, codes=["missing_section"], reason=REASON, by=on.by
    ),
    "cancel": lambda on: workflow.cancel(on.version, by=on.by),
    "request_changes": lambda on: workflow.request_changes(
        on.version, reason=REASON, by=on.by
    ),
    "sign:editorial": lambda on: workflow.sign(
        on.version, role=EDITORIAL, seen=on.version.sha256, by=on.by
    ),
    "sign:clinical": lambda on: workflow.sign(
        on.version, role=CLINICAL, seen=on.version.sha256, by=on.by
    ),
    "claim_review:editorial": lambda on: workflow.claim_review(
        on.version, role=EDITORIAL, by=on.by
    ),
    "claim_review:clinical": lambda on: workflow.claim_review(
        on.version, role=CLINICAL, by=on.by
    ),
    "release_review:editorial": lambda on: workflow.release_review(
        on.version, role=EDITORIAL, by=on.by
    ),
    "release_review:clinical": lambda on: workflow.release_review(
        on.version, role=CLINICAL, by=on.by
    ),
    "publish": lambda on: workflow.publish(on.version, by=on.by),
    "schedule": lambda on: workflow.schedule(
        on.version, at=timezone.now() + TOMORROW, by=on.by
    ),
    "bypass": lambda on: workflow.bypass(on.version, reason=REASON, by=on.by),
    "withdraw": lambda on: workflow.withdraw(on.page, reason=REASON, by=on.by),
    "reinstate": lambda on: workflow.reinstate(on.page, by=on.by),
    "roll_back": lambda on: workflow.roll_back(
        on.page, to=on.version, reason=REASON, by=on.by
    ),
    "reset_draft": lambda on: workflow.reset_draft(on.page, by=on.by),
    "park": lambda on: workflow.park(on.page, by=on.by),
    "merge": lambda on: workflow.merge(on.page, prefer=Side.DRAFT, by=on.by),
    "merge_live": lambda on: workflow.merge_live(on.page, prefer=Side.DRAFT, by=on.by),
    "decide_source": lambda on: workflow.decide_source(
        BatchRow(), choices={}, reason=REASON, seen=0, by=on.by
    ),
    "post_notice": lambda on: workflow.post_notice(
        on.page, severity=Notice.Severity.WARNING, text="A recall.", by=on.by
    ),
    "end_notice": lambda on: workflow.end_notice(on.notice, by=on.by),
    "comment": lambda on: workflow.comment(on.page, text="Why?", by=on.by),
    "answer": lambda on: workflow.answer(on.comment, text="Because.", by=on.by),
    "resolve_comment": lambda on: workflow.resolve_comment(on.comment, by=on.by),
    "share_preview": lambda on: workflow.share_preview(on.page, days=7, by=on.by),
    "assign": lambda on: workflow.assign([on.page], to=None, by=on.by),
    "take_on": lambda on: workflow.take_on([on.page], by=on.by),
    "discard": lambda on: workflow.discard([on.page], reason=REASON, by=on.by),
    "restore": lambda on: workflow.restore([on.page], by=on.by),
    "set_class": lambda on: workflow.set_class(
        [on.page], drug_class=make_drug_class(), by=on.by
    ),
    "set_review_period": lambda on: workflow.set_review_period(
        [on.page], months=36, by=on.by
    ),
    "take_report": lambda on: workflow.take_report(on.report, by=on.by),
    "close_report": lambda on: workflow.close_report(
        on.report, answer="Mended.", reason=REASON, by=on.by
    ),
    "state_licence": lambda on: workflow.state_licence(
        [], workflow.Licence("CC0-1.0"), by=on.by
    ),
}
# Not steps of a person: the clock's, and the words that steps use.
NOT_STEPS = {"publish_due", "require", "Note", "Side", "StaleEdit", "TransitionRefused"}
# The search follows what a person changed; the desk asks for the right to change it.
NOT_STEPS |= {"relearn_effect"}
# How a licence is written.
NOT_STEPS |= {"Licence", "read_licence"}

PERMISSIONS = {
    "Editor": {
        "add_monograph",
        "change_monograph",
        "view_monograph",
        "view_revision",
        "submit_monograph",
        "park_monograph",
        "verify_monograph",
        "add_effect",
        "change_effect",
        "view_effect",
        "add_drugclass",
        "change_drugclass",
        "view_drugclass",
        "view_finding",
        "view_sourcedocument",
        "view_batch",
        "assign_monograph",
        "discard_monograph",
        "comment_monograph",
        "share_preview",
        "export_reports",
        "answer_reports",
    },
    "Reviewer": {
        "view_monograph",
        "view_revision",
        "verify_monograph",
        "sign_editorial",
        "view_finding",
        "view_sourcedocument",
        "view_batch",
        "request_changes",
        "comment_monograph",
    },
    "Clinical reviewer": {
        "view_monograph",
        "view_revision",
        "verify_monograph",
        "sign_clinical",
        "view_finding",
        "view_sourcedocument",
        "view_batch",
        "request_changes",
        "comment_monograph",
    },
    "Publisher": {
        "view_monograph",
        "view_revision",
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
    },
    "Data steward": {
        "add_monograph",
        "change_monograph",
        "view_monograph",
        "view_revision",
        "view_effect",
        "view_drugclass",
        "import_monographs",
        "export_monographs",
        "add_effect",
        "add_drugclass",
        "view_batch",
        "view_finding",
        "view_sourcedocument",
        "undo_import",
        "comment_monograph",
        "export_reports",
    },
}


def allowed(role):
    """A column of the table."""
    rows = [line.split() for line in RIGHTS.strip().splitlines()[1:]]
    return [row[0] for row in rows if row[1 + ROLES.index(role)] == "yes"]


@pytest.fixture
def on():
    """A published page with its next version under review, and a notice."""
    page = make_published_drug()
    notice = workflow.post_notice(
        page, severity=Notice.Severity.WARNING, text="A recall.", by=make_publisher()
    )
    version = workflow.confirm_unchanged(page, by=make_user("Editor"))
    return SimpleNamespace(
        page=page,
        version=version,
        notice=notice,
        comment=workflow.comment(page, text="Is this right?", by=make_user("Editor")),
        report=make_report(page),
        by=None,
    )


def rights_of(person, on):
    """The right is asked for first: whoever is refused for another cause has it."""
    on.by = person
    rights = []
    for step, take in STEPS.items():
        try:
            take(on)
        except TransitionRefused:
            rights.append(step)
        except PermissionDenied:
            continue
        else:
            rights.append(step)
    return rights


def test_the_table_names_every_step():
    named = [line.split()[0] for line in RIGHTS.strip().splitlines()[1:]]

    assert named == list(STEPS)
    assert {step.partition(":")[0] for step in named} == (
        set(workflow.__all__) - NOT_STEPS
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_rights_in_the_table_and_no_others(role, on):
    assert rights_of(make_user(role), on) == allowed(role)


def test_a_superuser_has_every_right(on):
    assert rights_of(make_user(is_superuser=True), on) == list(STEPS)


@pytest.mark.parametrize(
    "make_person",
    [
        pytest.param(make_user, id="without a role"),
        pytest.param(AnonymousUser, id="without a login"),
        pytest.param(
            lambda: make_user(*ROLES, is_active=False), id="deactivated, every role"
        ),
        pytest.param(
            lambda: make_user(is_superuser=True, is_active=False),
            id="deactivated superuser",
        ),
    ],
)
def test_nobody_else_has_any_right(make_person, on):
    assert rights_of(make_person(), on) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_missing_right_is_said_in_a_sentence_and_changes_nothing(step, on):
    on.by = make_user()
    events = Event.objects.count()

    with pytest.raises(PermissionDenied, match=r"lacks the right .* administrator"):
        STEPS[step](on)

    on.version.refresh_from_db()
    assert Event.objects.count() == events
    assert on.version.is_open
    assert not on.version.signatures.exists()


def test_even_a_superuser_signs_nothing_that_they_wrote():
    author = make_user(is_superuser=True)
    page = make_published_drug()
    workflow.touch(page, by=author)
    page.sections.update(body="Changed.")
    version = submit_as(page)

    with pytest.raises(TransitionRefused, match="another person"):
        sign_as(version, author)


def test_the_migration_made_each_group_with_its_permissions():
    made = {
        group.name: {permission.codename for permission in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions")
    }

    assert made == PERMISSIONS


def test_a_person_carries_the_name_and_credential_printed_under_a_signature():
    person = make_user(
        "Clinical reviewer", printed_name="Dr Ada Reader", credential="pharmacist"
    )

    stored = User.objects.get(pk=person.pk)

    assert stored.printed_name == "Dr Ada Reader"
    assert stored.credential == "pharmacist"
    assert str(stored) == "Dr Ada Reader"
