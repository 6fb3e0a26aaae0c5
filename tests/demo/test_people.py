"""The demo's people: one for each role, made once and then left alone."""

from django.contrib.auth.hashers import make_password

from monographs.management.demo import (
    PASSWORD,
    PEOPLE,
    make_people,
    people_as_table,
)
from monographs.models import User


def test_one_person_for_each_role_and_one_for_everything(db):
    people = make_people()

    assert {person.group for person in PEOPLE} == {
        "",
        "Editor",
        "Reviewer",
        "Clinical reviewer",
        "Publisher",
        "Data steward",
    }
    for person in PEOPLE:
        user = people[person.username]
        assert user.check_password(PASSWORD)
        assert user.is_staff
        assert user.is_superuser == (not person.group)
        assert [group.name for group in user.groups.all()] == (
            [person.group] if person.group else []
        )


def test_people_keep_their_password_and_name(db):
    make_people()
    User.objects.filter(username="editor").update(
        password=make_password("another one"), printed_name="E. Changed"
    )

    people = make_people()

    assert people["editor"].check_password("another one")
    row = next(
        line
        for line in people_as_table(people.values()).splitlines()
        if line.startswith("editor")
    )
    assert "(changed)" in row
    assert "E. Changed" in row
    assert PASSWORD not in row
