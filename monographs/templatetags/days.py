"""Days as readers write them. Django's own filter takes ten times as long."""

from calendar import month_name
from datetime import date

from django import template

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date) -> str:
    """Like 3 May 2026."""
    return f"{value.day} {month_name[value.month]} {value.year}"


@register.filter(expects_localtime=True)
def iso_day(value: date) -> str:
    """Like 2026-05-03."""
    return f"{value.year:04}-{value.month:02}-{value.day:02}"
