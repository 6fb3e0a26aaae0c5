"""What a check may know of other monographs; whoever calls the checks gathers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Context:
    # Titles of other drugs by the last part of their address, as far as asked for.
    drugs: Mapping[str, str] = field(default_factory=dict)
    # Titles of others that hold a passage, by the passage's digest.
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_ELSE = Context()
