"""The page that lists the sets, and the files that it leads to."""

import pytest
from django.conf import settings as project
from django.utils import timezone

from monographs import workflow
from monographs.public.open_data.publish import publish_data
from tests.factories import make_published_drug, make_publisher
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert not response.cookies
    return assert_well_made(response.content.decode())


def status_of(client, address):
    response = client.get(address)
    b"".join(response.streaming_content)  # read to its end, it is closed
    return response.status_code


def test_it_says_that_there_is_nothing_yet(client, root):
    page = read(client, "/data/")

    assert "No set has been made yet" in page.text
    assert client.get("/data/latest/").status_code == 404


def test_it_lists_sets_with_files_sizes_checksums_and_licence(client, root):
    make_published_drug(slug="examplazole")
    outcome = publish_data()

    page = read(client, "/data/")

    assert outcome.name in page.text
    assert "Licence of the sets: not stated" in page.text
    assert "1 page in 1 version, 0 statements" in page.text
    links = [link["href"] for link in page.all("a")]
    files = [link for link in links if link.startswith(f"/data/{outcome.name}/")]
    assert len(files) == 11
    for link in files:
        response = client.get(link)
        content = b"".join(response.streaming_content)
        assert content == (root / link.removeprefix("/data/")).read_bytes()
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("versions.jsonl", "application/jsonl; charset=utf-8"),
        ("side-effects.csv", "text/csv; charset=utf-8"),
        ("medsite.sqlite", "application/vnd.sqlite3"),
        ("datapackage.json", "application/json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_has_its_type_and_is_sent_once(client, root, name, content_type):
    make_published_drug()
    outcome = publish_data()

    first = client.get(f"/data/{outcome.name}/{name}")
    again = client.get(
        f"/data/{outcome.name}/{name}", headers={"If-None-Match": first["ETag"]}
    )

    assert first["Content-Type"] == content_type
    assert int(first["Content-Length"]) == len(b"".join(first.streaming_content))
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        "/data/{name}/.lock",
        "/data/{name}/../.lock",
        "/data/{name}/%2e%2e/.lock",
        "/data/{name}/..%2f..%2fmanage.py",
        "/data/{name}/notes.txt",
        "/data/{name}/",
        "/data/2020-01-01/versions.jsonl",
        "/data/latest/notes.txt",
        "/data/.unfinished-x/versions.jsonl",
    ],
)
def test_nothing_but_the_named_files_is_given_out(client, root, address):
    make_published_drug()
    outcome = publish_data()
    (root / outcome.name / "notes.txt").write_text("left here by hand")
    half = root / ".unfinished-x"
    half.mkdir()
    (half / "versions.jsonl").write_text("half")

    response = client.get(address.format(name=outcome.name))

    assert response.status_code == 404


def test_the_latest_set_leads_to_the_newest(client, root):
    make_published_drug()
    publish_data()
    make_published_drug()
    newest = publish_data()

    response = client.get("/data/latest/medsite.sqlite")

    assert response.status_code == 302
    assert response["Location"] == f"/data/{newest.name}/medsite.sqlite"
    assert "datapackage.json" in client.get("/data/latest/")["Location"]


def test_a_set_with_a_page_that_was_withdrawn_since_is_held_back(client, root):
    drug = make_published_drug()
    outcome = publish_data()
    workflow.withdraw(drug, by=make_publisher(), reason="The dose was wrong.")

    gone = client.get(f"/data/{outcome.name}/versions.jsonl")
    page = read(client, "/data/")

    assert gone.status_code == 410
    assert_well_made(gone.content.decode())
    assert "no set is given out until a new one is made" in page.text

    newer = publish_data()

    page = read(client, "/data/")
    assert newer.name in page.text
    assert "Not given out any more" in page.text
    assert status_of(client, f"/data/{newer.name}/versions.jsonl") == 200
    assert client.get(f"/data/{outcome.name}/versions.jsonl").status_code == 410

    workflow.reinstate(drug, by=make_publisher())
    assert status_of(client, f"/data/{outcome.name}/versions.jsonl") == 200


def test_every_page_and_the_file_for_models_lead_there(client):
    home = assert_well_made(client.get("/").content.decode())

    assert "/data/" in [link["href"] for link in home.all("a")]
    assert "/data/)" in client.get("/llms.txt").content.decode()
    assert "/data/" in client.get("/sitemap-site.xml").content.decode()


def test_many_sets_cost_one_query_and_older_ones_a_line(
    client, root, django_assert_num_queries
):
    for _ in range(5):
        make_published_drug()
        publish_data()

    with django_assert_num_queries(1):
        page = read(client, "/data/")

    assert len(page.all("table")) == 3
    assert page.inside("h2").count("Older sets") == 1
    assert str(timezone.localdate()) in page.text
    assert root == project.DATA_DIR


@pytest.mark.parametrize(
    "description",
    ["", "{", "[]", "{}", "[" * 99_999, '{"created": "soon"}', '{"created": 5}'],
)
def test_a_folder_that_nobody_can_read_hides_no_other(client, root, description):
    make_published_drug(slug="examplazole")
    name = publish_data().name
    (root / "2020-01-01").mkdir()
    (root / "2020-01-01" / "datapackage.json").write_text(description)
    (root / "2030-01-01").mkdir()
    (root / "2030-01-01" / "datapackage.json").write_text(description)

    assert name in read(client, "/data/").text
    assert client.get("/data/latest/").url == f"/data/{name}/datapackage.json"
    assert client.get("/data/2020-01-01/datapackage.json").status_code == 404


def test_no_file_from_elsewhere_is_given_out(client, root, tmp_path):
    """Whoever may write into a set cannot make the site read what it may not."""
    make_published_drug(slug="examplazole")
    name = publish_data().name
    (tmp_path / "secret.txt").write_text("hush")
    described = root / name / "datapackage.json"
    text = described.read_text()
    described.write_text(text.replace("pages.jsonl", "../../secret.txt"))
    for linked in ("changes.jsonl", "README.md"):
        (root / name / linked).unlink()
        (root / name / linked).symlink_to(tmp_path / "secret.txt")

    page = read(client, "/data/")

    assert "secret" not in page.text
    for asked in ("changes.jsonl", "README.md", "..%2F..%2Fsecret.txt"):
        assert client.get(f"/data/{name}/{asked}").status_code == 404
