"""Side effects as readers get them: by frequency, figures first, words as written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from monographs.content import DocumentSideEffect
from monographs.frequency import (
    BAND_NAMES,
    WORDS,
    Basis,
    Frequency,
    Serious,
    sentence,
)
from monographs.markdown import to_inline_html

BASES = {
    Basis.TRIAL: "from trials",
    Basis.POST_MARKETING: "reported after the drug was on sale",
    Basis.CASE_REPORTS: "from reports of single cases",
    Basis.MIXED: "from trials and reports, not separated",
    Basis.NOT_STATED: "",
}
WHOLE_PRODUCT = "product"
_SCOPE_LABELS = {
    "component": "From the component {}",
    "route": "When given this way: {}",
    "dose": "At this dose: {}",
    "population": "In these people: {}",
}
SCOPES = (WHOLE_PRODUCT, *_SCOPE_LABELS)

# Few frequencies are told of most side effects, on one page and on all.
say = lru_cache(maxsize=2048)(sentence)


@dataclass(frozen=True)
class EffectLine:
    name: str
    wording: str  # as the source writes it, where that differs from the name
    is_serious: bool
    basis: str

    @property
    def is_plain(self) -> bool:
        """Nothing but a name, as most are."""
        return not (self.is_serious or self.wording or self.basis)


@dataclass(frozen=True)
class Cluster:
    """Effects that stood under one heading, or concern one component, route, …"""

    label: str
    effects: tuple[EffectLine, ...]

    @property
    def runs(self) -> list[tuple[list[str], EffectLine | None]]:
        """Names that follow each other and say no more, which cost a template little;
        and between them each line that says more."""
        runs: list[tuple[list[str], EffectLine | None]] = []
        for is_plain, lines in groupby(self.effects, lambda line: line.is_plain):
            if is_plain:
                runs.append(([line.name for line in lines], None))
            else:
                runs += [([], line) for line in lines]
        return runs


@dataclass(frozen=True)
class FrequencyGroup:
    sentence: str
    band: str
    phrases: tuple[str, ...]
    clusters: tuple[Cluster, ...]

    @property
    def heading(self) -> str:
        return self.sentence[:1].upper() + self.sentence[1:]

    @property
    def said(self) -> str:
        """The phrases as one line: a template takes long for each."""
        return ", ".join(f"“{phrase}”" for phrase in self.phrases)


@dataclass(frozen=True)
class SeriousEffect:
    name: str
    sentence: str


def group_by_frequency(
    rows: Collection[DocumentSideEffect], citations: Collection[int]
) -> tuple[FrequencyGroup, ...]:
    """Known figures from often to seldom, then words alone, not known, not stated."""
    groups: dict[str, list[DocumentSideEffect]] = {}
    for row in sorted(rows, key=often_first):
        groups.setdefault(say(row.frequency), []).append(row)
    return tuple(
        _frequency_group(words, members, citations) for words, members in groups.items()
    )


def serious_ones(rows: Iterable[DocumentSideEffect]) -> tuple[SeriousEffect, ...]:
    return tuple(
        SeriousEffect(row.effect, say(row.frequency))
        for row in rows
        if row.serious == Serious.YES
    )


def often_first(row: DocumentSideEffect) -> tuple[float, ...]:
    frequency = row.frequency
    if frequency.interval:
        return 0, -float(frequency.interval.high), -float(frequency.interval.low)
    if frequency.is_not_known:
        return (2,)
    return (1, WORDS.index(frequency.word)) if frequency.word else (3,)


def _frequency_group(
    words: str, rows: list[DocumentSideEffect], citations: Collection[int]
) -> FrequencyGroup:
    phrases = dict.fromkeys(row.frequency.phrase.strip() for row in rows)
    return FrequencyGroup(
        sentence=words,
        band=band_name(rows[0].frequency),
        phrases=tuple(filter(None, phrases)),
        clusters=tuple(
            Cluster(label, tuple(_line(row, citations) for row in members))
            for label, members in groupby(_labelled_last(rows), label_of)
        ),
    )


@lru_cache(maxsize=2048)
def band_name(frequency: Frequency) -> str:
    band = frequency.band if frequency.interval else None
    return BAND_NAMES[band] if band else ""


def _labelled_last(rows: list[DocumentSideEffect]) -> list[DocumentSideEffect]:
    """Rows of one label together, in the order of their first; those without lead."""
    order = {"": -1}
    for place, row in enumerate(rows):
        order.setdefault(label_of(row), place)
    return sorted(rows, key=lambda row: order[label_of(row)])


def label_of(row: DocumentSideEffect) -> str:
    group, name = row.group, row.scope_name
    # A source's heading is often nothing but the frequency, which is shown as such.
    if group == row.frequency.phrase:
        group = ""
    # Or it names the component or the dose, perhaps with a word more.
    elif row.scope in _SCOPE_LABELS and name.casefold() in group.casefold():
        group, name = "", group
    return " – ".join(filter(None, [scope_label(row.scope, name), group]))


def scope_label(scope: str, name: str) -> str:
    """What a statement holds for; nothing where that is the whole product."""
    return _SCOPE_LABELS.get(scope, "").format(name)


def shared_scope_label(scopes: Iterable[tuple[str, str]]) -> str:
    """Of statements that say the same; nothing where one holds for all."""
    names: dict[str, dict[str, None]] = {}
    for scope, name in scopes:
        if scope not in _SCOPE_LABELS:
            return ""
        names.setdefault(scope, {})[name] = None
    return "; ".join(scope_label(scope, ", ".join(own)) for scope, own in names.items())


def _line(row: DocumentSideEffect, citations: Collection[int]) -> EffectLine:
    return EffectLine(
        name=row.effect,
        wording=wording_of(row, citations),
        is_serious=row.serious == Serious.YES,
        basis=BASES[row.frequency.basis],
    )


def wording_of(row: DocumentSideEffect, citations: Collection[int]) -> str:
    wording = row.wording.strip()
    if wording.casefold() == row.effect.casefold():
        return ""
    # Formatting costs more than all else in a row, and few rows have any.
    return to_inline_html(wording, citations=citations) if "[" in wording else wording
