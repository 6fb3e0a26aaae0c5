"""What is not public is found on no public page, whichever pages there are.

The walk opens every address that the urls of the public site can name with what this
site holds, and follows every link and form from there. New pages are walked by
themselves.
"""

import re
from itertools import islice, product
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from monographs.models import DrugClass, Effect, FormerSlug, Monograph, ReaderReport
from monographs.public.open_data.publish import publish_data
from monographs.public.open_data.sets import all_sets
from tests.public import secrets
from tests.public.markup import Page

pytestmark = pytest.mark.django_db

# So many addresses of one kind are enough.
MOST_OF_A_KIND = 60
MOST_PAGES = 800


def test_no_secret_is_found_on_any_public_page(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    secret = secrets.build()
    publish_data()

    answers = dict(walk(client, addresses()))

    leaks = {
        address: found
        for address, answer in answers.items()
        if (found := secret.found_in(everything_in(answer)))
    }
    assert leaks == {}
    assert [url for url, answer in answers.items() if answer.status_code >= 500] == []
    # The walk reads what is public, of the page, its versions and its difference.
    public = {url for url, one in answers.items() if b"pubword" in body_of(one)}
    assert {
        "/drugs/examplazole/",
        "/drugs/examplazole/v/2/",
        "/drugs/examplazole/diff/1/2/",
        "/drugs/examplazole/history/",
        "/drugs/withdrazole/",
        "/changes/",
        f"/data/{timezone.localdate()}/versions.jsonl",
        f"/data/{timezone.localdate()}/medsite.sqlite",
    } <= public
    assert len(answers) > 60
    assert len(secret.words) > 50


def test_no_secret_is_found_by_searching_for_it(client):
    secret = secrets.build()
    assert b"examplazole" in client.get("/search/", {"q": secrets.PUBLIC}).content

    for word in secret.words:
        for address in search_addresses():
            begun = client.get(address, {"q": word[:-5]})
            whole = client.get(address, {"q": word})
            # What nobody ever wrote, of the same length.
            control = client.get(address, {"q": f"zzzz{'z' * (len(word) - 4)}"})

            assert word not in everything_in(begun), address
            said, echoed = everything_in(whole), everything_in(control)
            assert said.count(word) == echoed.count("z" * len(word)), address
            assert secret.found_in(said.replace(word, "")) == [], address


def test_an_address_of_what_is_not_public_is_like_any_other_wrong_one(client):
    secret = secrets.build()
    unpublished = Monograph.objects.filter(publication=None)
    assert len(unpublished) >= 3

    for monograph in unpublished:
        right = client.get(f"/{monograph.kind}s/{monograph.slug}/")
        near = client.get(f"/{monograph.kind}s/{monograph.slug[:-1]}/")

        assert (right.status_code, near.status_code) == (404, 404)
        assert secret.found_in(everything_in(near)) == []


QUESTIONS = [
    "/search/?q={}",
    "/search/suggest?q={}",
    "/side-effects/match/?d={}&e=headache",
    "/side-effects/match/?d=examplazole&e={}",
    "/compare/?add={}&d=examplazole",
    "/compare/?d=examplazole&d={}",
    "/drugs/?effect={}",
    "/drugs/?drug_class={}",
    "/drugs/{}/",
    "/comparisons/{}/",
    "/side-effects/{}/",
    "/classes/{}/",
    "/drugs/examplazole/side-effects/?q={}",
    "/drugs/withdrazole/side-effects/?q={}",
    "/api/drugs/?class={}",
    "/api/drugs/?effect={}",
    "/api/drugs/?state=withdrawn&class={}",
    "/api/drugs/?state=withdrawn&effect={}",
    "/composition/a/{}.html",
    "/feedback/?page=/drugs/{}/",
]


def test_no_answer_tells_a_secret_from_what_nobody_ever_wrote(client):
    """Guessing a word must not show that it stands somewhere."""
    secret = secrets.build()

    def answer_to(question, word):
        answer = client.get(question.format(word))
        said = f"{answer.status_code} {everything_in(answer)}"
        return re.sub(r'name="token" value="[^"]*"', "", said).replace(word, "WORD")

    told = [
        (question, word)
        for question in QUESTIONS
        for word in secret.words
        if answer_to(question, word)
        != answer_to(question, f"zq{'x' * (len(word) - 4)}qz")
    ]
    assert told == []


def body_of(answer):
    if not answer.streaming:
        return answer.content
    body = b"".join(answer)
    answer.streaming_content = [body]  # else it could be read once only
    return body


def everything_in(answer):
    return f"{answer.headers} {body_of(answer).decode(errors='replace')}".casefold()


def walk(client, addresses):
    """Each address with its answer, and those that its links lead to."""
    waiting, seen = list(addresses), set(addresses)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        yield address, answer
        for link in links_in(address, answer):
            if link not in seen and len(seen) < MOST_PAGES:
                seen.add(link)
                waiting.append(link)


def links_in(address, answer):
    """All that stands in an attribute or in a text like an address of ours."""
    found = [answer.headers.get("Location", "")]
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        page = Page(body_of(answer).decode())
        for _, attributes in page.tags:
            found += [attributes.get(name) for name in ("href", "src", "action")]
    else:
        found += re.findall(
            r"(?:https?://testserver)?/[a-z][^\s\"'<>,]*",
            body_of(answer).decode(errors="replace"),
        )
    for link in filter(None, found):
        url = urlsplit(urldefrag(urljoin(address, link))[0])
        if url.netloc in ("", "testserver") and url.scheme in ("", "http", "https"):
            path = url._replace(scheme="", netloc="").geturl()
            if path.startswith("/") and not path.startswith(("/static/", "/admin/")):
                yield path


def addresses():
    """What each pattern of the public urls can name here."""
    for pattern in flat(get_resolver().namespace_dict["public"][1].url_patterns):
        assert pattern.name, f"{pattern} has no name, so no test can reach it"
        choices = [
            [
                (name, converter.to_python(word))
                for word in words_for(name)
                if re.fullmatch(converter.regex, word)
            ]
            for name, converter in pattern.pattern.converters.items()
        ]
        for values in islice(product(*choices), MOST_OF_A_KIND):
            yield reverse(f"public:{pattern.name}", kwargs=dict(values))


def flat(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from flat(pattern.url_patterns)


NUMBERS = [str(number) for number in range(1, 9)]


def words_for(name):
    """Of a kind where we know it, and else of any."""
    slugs = [
        *Monograph.objects.values_list("slug", flat=True),
        *FormerSlug.objects.values_list("slug", flat=True),
        *Effect.objects.values_list("slug", flat=True),
        *DrugClass.objects.values_list("slug", flat=True),
    ]
    known = {
        "slug": slugs,
        "initial": ["e", "h", "0", "_"],
        "day": [one.name for one in all_sets()],
        "file_name": [name for one in all_sets() for name in one.files],
        "receipt": list(ReaderReport.objects.values_list("receipt", flat=True)),
        **dict.fromkeys(("number", "first", "second"), NUMBERS),
    }
    return known.get(name, [*NUMBERS, "a", *slugs])


def search_addresses():
    """Those of the public site that ask for words, by their form and by themselves."""
    return [reverse("public:search"), reverse("public:suggestions")]
