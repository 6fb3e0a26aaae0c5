"""What holds on each type of page that readers see: nothing foreign, nothing kept, and
room for large letters."""

import pytest

from tests.formulary import put_formulary

pytestmark = pytest.mark.any_database

DRUG = "/drugs/ibuprofen/"
PAGES = [
    "/",
    "/drugs/",
    "/drugs/?body_system=nerves&figures=yes",
    "/drugs/i/",
    DRUG,
    f"{DRUG}side-effects/",
    f"{DRUG}sources/",
    f"{DRUG}history/",
    f"{DRUG}v/1/",
    f"{DRUG}diff/1/2/",
    "/classes/",
    "/body-systems/",
    "/body-systems/nerves/",
    "/side-effects/",
    "/side-effects/headache/",
    "/side-effects/match/?d=ibuprofen&e=headache",
    "/compare/",
    "/compare/?d=ibuprofen&d=paracetamol",
    "/comparisons/",
    "/comparisons/everyday-painkillers-compared/",
    "/search/",
    "/search/?q=ibuprofen",
    "/search/?q=ibuprofin",
    "/changes/",
    "/reviews/",
    f"/feedback/?page={DRUG}",
    "/api/",
    "/data/",
    "/about/",
    "/about/numbers/",
    "/about/review/",
    "/privacy/",
    "/accessibility/",
]
# A browser itself writes to the console that these are errors.
WRONG = ["/drugs/samplonidine/", "/drugs/nothing/", f"{DRUG}v/99/"]
LARGE_LETTERS = "document.documentElement.style.fontSize = '200%'"
IS_WIDER = "document.documentElement.scrollWidth > innerWidth"


def test_nothing_is_foreign_nothing_is_kept_and_letters_may_be_large(
    open_page, transactional_db, live_server
):
    put_formulary()
    page = open_page(viewport={"width": 1280, "height": 800})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    for address in PAGES:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert said == [], address
        page.evaluate(LARGE_LETTERS)
        assert not page.evaluate(IS_WIDER), address
    for address in WRONG:
        assert page.goto(address).status in (404, 410), address
        page.evaluate(LARGE_LETTERS)
        assert not page.evaluate(IS_WIDER), address

    assert [url for url in asked if not url.startswith(f"{live_server.url}/")] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
