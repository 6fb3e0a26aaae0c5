"""Questions and their answers, in the many ways that people write them."""

from monographs.importing.documents.faqs.read import FAQsRead, read_faqs

__all__ = ["FAQsRead", "read_faqs"]
