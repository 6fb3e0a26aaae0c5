from django.db import models


class FormerSlug(models.Model):
    """An address that a page once had; it redirects for ever and is never reused."""

    slug = models.CharField(max_length=300, unique=True)
    publication = models.ForeignKey(
        "monographs.Publication", models.PROTECT, related_name="former_slugs"
    )
    given_up_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug
