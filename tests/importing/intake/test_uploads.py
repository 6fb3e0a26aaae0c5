import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from monographs.importing.intake import Incoming, IntakeRefused, read_uploads
from tests.importing.intake.archives import ROOMY, TEXT, make_zip_of


def in_a_file(name, content):
    """As Django keeps a large upload."""
    upload = TemporaryUploadedFile(name, "application/zip", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def stored(name, content):
    return ContentFile(content, name)


@pytest.fixture(params=[SimpleUploadedFile, in_a_file, stored])
def upload(request):
    uploads = []

    def make(name, content):
        uploads.append(request.param(name, content))
        return uploads[-1]

    yield make
    for each in uploads:
        each.close()


def test_several_files_come_in_by_their_names(upload):
    uploads = [upload("b.md", b"two"), upload("a.TXT", b"one")]

    intake = read_uploads(uploads, ROOMY)

    assert intake.total == 2
    assert [*intake] == [
        Incoming("b.md", "b.md", b"two"),
        Incoming("a.TXT", "a.TXT", b"one"),
    ]


def test_a_zip_gives_the_documents_in_it(upload):
    content = make_zip_of("documents/b.md", "documents/a/a.md", "logo.png")

    intake = read_uploads([upload("upload.ZIP", content)], ROOMY)

    assert [*intake] == [
        Incoming("documents/a/a.md", "a/a.md", TEXT),
        Incoming("documents/b.md", "b.md", TEXT),
    ]
    assert intake.left_alone.names == ("logo.png",)


def test_an_upload_can_be_read_twice(upload):
    uploads = [upload("a.md", TEXT), upload("b.zip", make_zip_of("b/b.md"))]

    intake = read_uploads(uploads, ROOMY)

    assert [*intake] == [*intake]


@pytest.mark.parametrize("name", ["imports/7/a.md", "../a.md", r"C:\desk\a.md"])
def test_folders_in_the_name_are_dropped(name):
    (incoming,) = read_uploads([stored(name, TEXT)], ROOMY)

    assert incoming == Incoming("a.md", "a.md", TEXT)


@pytest.mark.parametrize(("size", "is_taken"), [(100_000, True), (100_001, False)])
def test_an_upload_may_have_so_many_bytes(upload, size, is_taken):
    (incoming,) = read_uploads([upload("a.md", b"x" * size)], ROOMY)

    assert (incoming.content is not None) == is_taken


def test_an_upload_that_is_no_document_is_refused_alone(upload):
    uploads = [upload("a.pdf", b"%PDF-1.7"), upload("b.md", TEXT)]

    problems = {each.path: each.problem for each in read_uploads(uploads, ROOMY)}

    assert "no document" in problems["a.pdf"]
    assert problems["b.md"] == ""


def test_two_uploads_of_one_name_are_not_both_taken(upload):
    first, second = read_uploads([upload("a.md", b"1"), upload("a.md", b"2")], ROOMY)

    assert first.content == b"1"
    assert "same path" in second.problem


def test_a_dangerous_zip_refuses_the_whole(upload):
    uploads = [upload("a.md", TEXT), upload("b.zip", make_zip_of("../b.md"))]

    with pytest.raises(IntakeRefused, match=r'The ZIP "b\.zip" holds "\.\./b\.md"'):
        read_uploads(uploads, ROOMY)
