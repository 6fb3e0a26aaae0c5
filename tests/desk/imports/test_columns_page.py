"""What was found in the files, and what a person says that it means."""

import io
import zipfile
import zlib
from base64 import b64encode
from html import unescape

import pytest
from django.contrib.auth.models import Permission

from monographs.models import Batch, ImportProfile
from tests.desk.imports.pages import words_of
from tests.desk.imports.sheets import answer, page_url, table, upload
from tests.desk.pages import typed_on
from tests.factories import make_drug, make_user
from tests.importing.batches import drug

pytestmark = pytest.mark.django_db

STRANGE = table("Mittel;Frage;Rat;Zeile", "examplazole;Why?;Bücause.;7")


def packed(said):
    return b64encode(zlib.compress(said)).decode()


@pytest.fixture(autouse=True)
def _examplazole():
    make_drug(title="Examplazole", slug="examplazole")


@pytest.fixture
def url(steward):
    """Of a file in which nothing has our names."""
    upload(steward, {"liste.csv": STRANGE.decode().encode("cp1252")})
    return page_url(Batch.objects.get(), "columns")


def test_what_was_assumed_is_said(steward, url):
    words = words_of(steward.get(url))

    assert "windows-1252, parted by semicolons; 1 table: liste" in words
    assert "Windows-1252 was assumed" in words
    assert '"liste" is no sheet that medsite knows.' in words


def test_choosing_a_sheet_shows_its_columns(steward, url):
    page = answer(steward, url, "look", **{"t1-sheet": "faqs"})

    assert "4 questions are open" not in words_of(page)
    assert 'name="t1-c2"' in page.content.decode()
    assert "Why?" in words_of(page)
    assert Batch.objects.get().state == Batch.State.MAPPING


def test_the_nearest_name_is_offered_first_and_chosen_by_nobody(steward):
    text = table("drug,question,anwser", "examplazole,Why?,Because.")
    upload(steward, {"faqs.csv": text})
    url = page_url(Batch.objects.get(), "columns")

    page = steward.get(url).content.decode()
    refused = answer(steward, url, "use")
    loaded = answer(steward, url, "use", **{"t1-c2": "answer"})

    assert (
        '<option value="?" selected>choose…'
        '<option value="answer">answer (the nearest name)'
        '<option value="-">leave this column out'
    ) in page
    assert page.count('<option value="answer">answer (') == 1
    assert refused.status_code == 422
    assert "Examplazole changed" in words_of(loaded)


def means(steward, url, **more):
    """All columns answered, step by step as the page asks for it."""
    first = answer(steward, url, "look", **{"t1-sheet": "faqs"})
    values = typed_on(first, "columns")
    columns = {"t1-c0": "drug", "t1-c1": "question", "t1-c2": "answer", "t1-c3": "-"}
    return {**values, **columns, **more}


def test_columns_are_mapped_and_left_out_by_hand(steward, url):
    typed = means(steward, url, blank="clear", use="")

    page = steward.post(url, typed, follow=True)

    batch = Batch.objects.get()
    assert batch.state == Batch.State.PREVIEW
    assert batch.mapping["blank"] == "clear"
    assert "Examplazole changed" in words_of(page)


def test_what_is_still_open_is_refused_and_the_answers_stay(steward, url):
    typed = means(steward, url, use="")

    page = steward.post(url, {**typed, "t1-c2": "?"})

    assert page.status_code == 422
    assert '"Rat" is no column of the sheet faqs' in words_of(page)
    assert '<option value="question" selected>' in page.content.decode()
    assert Batch.objects.get().state == Batch.State.MAPPING


@pytest.mark.parametrize(
    "typed",
    [
        {"t1-sheet": "no such sheet"},
        {"known": "{"},
        {"known": "[" * 5000},
        {"known": packed(b'{"tables": [{"file": "x"}]}')},
        {"known": packed(b"[" * 5000)},
        {"known": packed(b" " * 30_000_000)},
        {"known": packed(b"{}")[:-8]},
        {"from": "9" * 400},
        {"from": "4711"},
        {"shown": "99"},
        {"blank": "perhaps"},
    ],
)
def test_a_form_that_no_page_has_does_no_harm(steward, url, typed):
    page = steward.post(url, {"shown": "1", **typed, "use": ""})

    assert page.status_code == 422
    assert Batch.objects.get().state == Batch.State.MAPPING


def test_a_profile_is_saved_and_used_again(steward, url):
    saved = steward.post(url, means(steward, url, save="", name=" Ours "))

    profile = ImportProfile.objects.get()
    shown = words_of(steward.get(f"{url}?profile={profile.pk}"))
    assert 'Saved as the profile "Ours".' in words_of(saved)
    assert profile.mapping["tables"][0]["headers"]["rat"] == "answer"
    assert "Every column is understood." in shown
    assert "The sheet faqs, with 3 of 4 columns." in shown


def test_a_profile_without_a_name_is_refused(steward, url):
    page = steward.post(url, means(steward, url, save="", name=" "))

    assert page.status_code == 422
    assert "needs a name" in words_of(page)
    assert not ImportProfile.objects.exists()


def test_a_file_is_read_otherwise(steward, url):
    batch = Batch.objects.get()
    detected = page_url(batch, "detected", number=1)

    steward.post(detected, {"f1-encoding": "macintosh", "f1-header-1": "1"})
    as_mac = words_of(steward.get(url))
    steward.post(detected, {"f1-encoding": "", "f1-header-1": "2"})
    below = words_of(steward.get(url))

    assert "macintosh" in as_mac
    assert "names in line 2" in below


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"f1-header-1": "0"}, "greater than or equal to 1"),
        ({"f1-encoding": "klingon"}, "Select a valid choice"),
        ({"f1-header-1": "17"}, "Line 17 cannot be the header"),
    ],
)
def test_what_cannot_be_is_said(steward, url, typed, sentence):
    detected = page_url(Batch.objects.get(), "detected", number=1)

    page = steward.post(detected, typed, follow=True)

    assert sentence in words_of(page)


def test_after_loading_the_page_tells_what_columns_meant(steward, url):
    steward.post(url, means(steward, url, use=""))
    steward.post(page_url(Batch.objects.get(), "load"))

    page = steward.get(url)

    assert drug("examplazole").faqs.get().answer == "Bücause."
    assert "This is what the columns meant" in words_of(page)
    assert 'id="columns"' not in page.content.decode()
    assert "Zeile left out" in words_of(page)


def test_from_a_preview_columns_are_chosen_again(steward, url):
    steward.post(url, means(steward, url, use=""))
    preview = Batch.objects.get()
    assert preview.state == Batch.State.PREVIEW

    answer(steward, url, "use", blank="clear")

    preview.refresh_from_db()
    assert (preview.state, preview.mapping["blank"]) == (Batch.State.PREVIEW, "clear")


def test_many_tables_with_many_columns_fit_a_page(steward):
    header = ",".join(f"column {n}" for n in range(200))
    upload(steward, {f"t{n}.csv": table(header, "," * 199) for n in range(20)})
    url = page_url(Batch.objects.get(), "columns")

    chosen = answer(
        steward, url, "look", **{f"t{n}-sheet": "side_effects" for n in range(1, 21)}
    )

    assert len(steward.get(url).content) < 200_000
    assert len(chosen.content) < 200_000
    assert 'name="t1-c199"' in chosen.content.decode()


def test_the_widest_headers_and_values_fit_a_page(steward):
    header = ",".join(f"{n} {'long name ' * 30}" for n in range(200))
    values = ",".join(["long value " * 30] * 200)
    upload(
        steward, {f"t{n}.csv": table(header, values, values, values) for n in range(20)}
    )
    url = page_url(Batch.objects.get(), "columns")

    chosen = answer(
        steward, url, "look", **{f"t{n}-sheet": "side_effects" for n in range(1, 21)}
    )

    assert len(steward.get(url).content) < 200_000
    assert len(chosen.content) < 200_000


@pytest.mark.parametrize("columns", [60, 200])
def test_names_and_values_that_a_page_must_write_out_fit_it_too(steward, columns):
    """Some letters take six times the room of others."""
    nasty = "<&>'" * 60
    header = ",".join(f"{n} {nasty}" for n in range(columns))
    values = ",".join([nasty] * columns)
    upload(
        steward,
        {
            f"t{n}{'&' * 70}.csv": table(header, values, values, values)
            for n in range(20)
        },
    )
    url = page_url(Batch.objects.get(), "columns")
    are_all = {f"t{n}-sheet": "side_effects" for n in range(1, 21)}

    chosen = answer(steward, url, "look", **are_all)
    opened = answer(steward, url, "look", **are_all, open=[str(n) for n in range(21)])

    pages = [steward.get(url), chosen, opened]
    assert [len(page.content) for page in pages if len(page.content) > 200_000] == []
    assert "is no column of the sheet side_effects" in words_of(chosen)


def zipped(number, columns):
    """Twenty tables, whose names and headers take six times their room."""
    nasty = "<&>'" * 30
    header = ",".join(f"{n} {nasty}" for n in range(columns))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for place in range(20):
            archive.writestr(
                f"{number} {place}{'&' * 50}.csv", table(header, header, header)
            )
    return data.getvalue()


def test_hundreds_of_tables_fit_pages(steward):
    upload(steward, {f"z{n}{'&' * 70}.zip": zipped(n, 30) for n in range(20)})
    url = page_url(Batch.objects.get(), "columns")
    are_all = {f"t{n}-sheet": "side_effects" for n in range(1, 401)}

    first = steward.get(url)
    opened = [str(n) for n in range(1, 21)]
    chosen = answer(steward, url, "look", **are_all, shown=opened)
    after = {**typed_on(chosen, "columns"), "from": "390", "look": ""}
    last = steward.post(url, after)
    back = steward.post(url, {**typed_on(last, "columns"), "from": "0", "look": ""})

    pages = [first, chosen, last, back]
    assert [len(page.content) for page in pages if len(page.content) > 200_000] == []
    assert 'name="t1-c29"' in chosen.content.decode()
    assert "tables 381 to 400 of 400" in words_of(last)
    # What was chosen stays.
    assert 'value="side_effects" selected' in back.content.decode()


def test_columns_of_a_wide_table_are_typed(steward):
    header = ",".join(["Mittel", "Frage", *(f"column {n}" for n in range(70))])
    upload(steward, {"faqs.csv": table(header, f"examplazole,Why?{',' * 70}")})
    url = page_url(Batch.objects.get(), "columns")
    typed = {f"t1-c{n}": "-" for n in range(2, 72)}

    asked = answer(steward, url, "use", **{"t1-c0": "drug", "t1-c1": "frage"})
    page = answer(
        steward, url, "use", **typed, **{"t1-c0": "drug", "t1-c1": " question "}
    )

    assert 'has no column "frage"' in unescape(words_of(asked))
    assert "Examplazole changed" in words_of(page)


def test_an_onlooker_sees_and_changes_nothing(log_in, steward, url):
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename="view_batch"))
    onlooker = log_in(user)

    assert onlooker.get(url).status_code == 200
    assert 'id="columns"' not in onlooker.get(url).content.decode()
    assert onlooker.post(url, {"use": ""}).status_code == 403
    detected = page_url(Batch.objects.get(), "detected", number=1)
    assert onlooker.post(detected, {}).status_code == 403
