from django.db import models


class CachePurge(models.Model):
    """Pages that a shared cache is still to be told of; removed once it has heard."""

    pages = models.JSONField(help_text="Slug and address of each.")
    not_before = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["not_before"]
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(address for _, address in self.pages)
