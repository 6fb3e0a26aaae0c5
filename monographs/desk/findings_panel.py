"""What the checks find in a working copy, as the desk shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from monographs.checks import Found
from monographs.desk.finding_words import finding_name
from monographs.models import Acknowledgement
from monographs.workflow.acknowledge import OpenFindings


@dataclass(frozen=True)
class Shown:
    """One finding: in words, with the place to click."""

    found: Found
    anchor: str  # of its row's form; empty where it is about the whole page
    acknowledgement: Acknowledgement | None = None
    typed: str = ""  # a reason that was typed and not yet taken

    @property
    def what(self) -> str:
        return finding_name(self.found.code)


@dataclass(frozen=True)
class Panel:
    errors: tuple[Shown, ...]
    warnings: tuple[Shown, ...]  # those that nobody let stand
    settled: tuple[Shown, ...]
    hints: tuple[Shown, ...]

    def __bool__(self) -> bool:
        return any((self.errors, self.warnings, self.settled, self.hints))


def findings_panel(
    findings: OpenFindings,
    anchors: Mapping[UUID, str],
    typed: Mapping[str, str] | None = None,
) -> Panel:
    """`anchors` are rows' places by key, `typed` reasons by the name of their field."""
    data = typed or {}

    def show(found: Iterable[Found]) -> tuple[Shown, ...]:
        return tuple(
            Shown(
                one,
                anchors.get(one.row_key, "") if one.row_key else "",
                findings.reason_for(one),
                data.get(reason_field(one.digest), ""),
            )
            for one in found
        )

    return Panel(
        errors=show(findings.errors()),
        warnings=show(findings.warnings()),
        settled=show(found for found, _ in findings.settled()),
        hints=show(findings.hints()),
    )


def reason_field(digest: str) -> str:
    return f"reason-{digest}"
