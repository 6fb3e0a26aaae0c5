"""How many lines and drugs of a batch came to what."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from monographs.importing.counts import count_rows
from monographs.models import Batch, BatchRow

# By sheet: how many of its lines are new, changed, unchanged and bad.
Lines = dict[str, Counter[str]]


def add_counts(total: Lines, more: Mapping[str, Mapping[str, int]]) -> Lines:
    for sheet, counts in more.items():
        total.setdefault(sheet, Counter()).update(counts)
    return total


def count_batch(batch: Batch) -> dict[str, Any]:
    """Drugs by outcome and state, issues by code; `lines` by sheet as the plan has
    them, and `loaded` those that went in, as the transactions counted that did it."""
    lines: Lines = add_counts({}, batch.counts.get("unchanged", {}))
    for counts in batch.rows.values_list("counts", flat=True).iterator():
        add_counts(lines, counts)
    counted = count_rows(batch)
    unchanged = batch.counts.get("drugs_unchanged", 0)
    if unchanged:
        name = BatchRow.Outcome.UNCHANGED.value
        counted["outcomes"][name] = counted["outcomes"].get(name, 0) + unchanged
    kept = ("drugs_unchanged", "unchanged", "loaded")
    return {
        **{name: batch.counts[name] for name in kept if name in batch.counts},
        **counted,
        "lines": lines,
    }
