"""What an address of the explorer asks for; its parameters have one order. Pure."""

from dataclasses import dataclass

from django.http import QueryDict

from monographs.public.canonical import query_of

NUMBER, SYSTEM, SERIOUS = "", "system", "serious"
ORDERS = {
    NUMBER: "How often, by number",
    SYSTEM: "Part of the body",
    SERIOUS: "Serious or not",
}
LONGEST_TEXT = 100


@dataclass(frozen=True)
class Asked:
    order: str = NUMBER
    is_serious_only: bool = False
    has_figure_only: bool = False
    text: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        """Whatever makes no sense asks for nothing."""
        order = given.get("by", "")
        text = given.get("q", "").replace("\0", "")
        return cls(
            order=order if order in ORDERS else NUMBER,
            is_serious_only=given.get("serious") == "1",
            has_figure_only=given.get("figure") == "1",
            text=" ".join(text.split())[:LONGEST_TEXT].strip(),
        )

    @property
    def query(self) -> str:
        values = {
            "by": self.order,
            "serious": "1" if self.is_serious_only else "",
            "figure": "1" if self.has_figure_only else "",
            "q": self.text,
        }
        return query_of(values, tuple(values))

    @property
    def query_string(self) -> str:
        return f"?{self.query}" if self.query else ""

    @property
    def is_filtered(self) -> bool:
        return self.is_serious_only or self.has_figure_only or bool(self.text)
