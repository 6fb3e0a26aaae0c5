"""A page's meaning for search engines, as JSON-LD; a review is named only if it was."""

import json
import re
from typing import Any

from monographs.content import Document
from monographs.markdown import to_text
from monographs.public.addresses import absolute_url, list_url, site_url
from monographs.public.formats.status import as_text
from monographs.public.standing import Standing

_HEAD_ENDS = "</head>"
# As Django's json_script does it, so that no text can end the element.
_ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}
_LIST_NAMES = {"drug": "Drugs A–Z", "comparison": "Comparisons"}
# A line without any sign of Markdown, as many are: reading it would cost the most here.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!'()%/–-])*")
_HEALTH_ASPECTS = {
    "usage": "UsageOrScheduleHealthAspect",
    "side_effects": "SideEffectsHealthAspect",
    "precautions": "SafetyHealthAspect",
    "how_it_works": "HowItWorksHealthAspect",
}


def with_linked_data(html: str, document: Document, standing: Standing) -> str:
    """At the end of the head: all text before it is escaped, and cannot end it."""
    data = json.dumps(
        linked_data(document, standing), ensure_ascii=False, separators=(",", ":")
    )
    # By str.translate it would take a twentieth of the whole page's time.
    for sign, escape in _ESCAPES.items():
        data = data.replace(sign, escape)
    script = f'<script type="application/ld+json">{data}</script>\n'
    return html.replace(_HEAD_ENDS, f"{script}{_HEAD_ENDS}", 1)


def linked_data(document: Document, standing: Standing) -> dict[str, Any]:
    graph = [_page(document, standing), _trail(standing)]
    if document.faqs:
        graph.append(_questions(document, standing))
    return {"@context": "https://schema.org", "@graph": graph}


def _page(document: Document, standing: Standing) -> dict[str, Any]:
    url = absolute_url(standing.url)
    page: dict[str, Any] = {
        "@type": ["MedicalWebPage", "HealthTopicContent"],
        "@id": url,
        "url": url,
        "name": document.title,
        "version": str(standing.number),
        "datePublished": as_text(standing.version_published_at),
        "inLanguage": "en",
        "hasHealthAspect": [
            f"https://schema.org/{aspect}"
            for kind, aspect in _HEALTH_ASPECTS.items()
            if any(section.kind == kind for section in document.sections)
        ],
    }
    if standing.reviewed_on:
        page["lastReviewed"] = standing.reviewed_on.isoformat()
        page["reviewedBy"] = [
            {
                "@type": "Person",
                "name": signer.printed_name,
                "jobTitle": signer.credential,
            }
            for signer in standing.signers
        ]
    if document.author:
        # As it is written: whether it is a person or several, only people know.
        page["author"] = document.author
    if document.kind == "drug":
        page["about"] = _drug(document, url)
    if document.citations:
        page["citation"] = [
            {"@type": "CreativeWork", "text": _words(one.text)}
            | ({"url": one.url} if one.url else {})
            for one in document.citations
        ]
    return page


def _drug(document: Document, url: str) -> dict[str, Any]:
    others = [row.text for row in document.names]
    drug: dict[str, Any] = {
        "@type": ["Drug", "MedicalTherapy"],
        "@id": f"{url}#drug",
        "name": document.title,
    }
    if others:
        drug["alternateName"] = others
    if document.classes:
        drug["drugClass"] = [
            {"@type": "DrugClass", "name": row.name} for row in document.classes
        ]
    if document.components:
        drug["activeIngredient"] = [row.name for row in document.components]
    # By seriousness, and only where the source says so: "adverse" is not assumed.
    serious = [row.effect for row in document.side_effects if row.serious == "yes"]
    if serious:
        drug["seriousAdverseOutcome"] = [
            {"@type": "MedicalEntity", "name": name} for name in dict.fromkeys(serious)
        ]
    return drug


def _questions(document: Document, standing: Standing) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": f"{absolute_url(standing.url)}#faqs",
        "mainEntity": [
            {
                "@type": "Question",
                "name": _words(faq.question),
                "acceptedAnswer": {"@type": "Answer", "text": _words(faq.answer)},
            }
            for faq in document.faqs
        ],
    }


def _trail(standing: Standing) -> dict[str, Any]:
    steps = [
        ("medsite", site_url("home")),
        (_LIST_NAMES[standing.kind], list_url(standing.kind)),
        (standing.title, standing.url),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": absolute_url(path),
            }
            for place, (name, path) in enumerate(steps, 1)
        ],
    }


def _words(markdown: str) -> str:
    return markdown if _PLAIN.fullmatch(markdown) else to_text(markdown)
