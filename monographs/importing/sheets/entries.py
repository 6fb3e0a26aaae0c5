"""What a line names that is shared: effects, classes, other drugs; and its rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monographs.importing.documents.draft import Severity
from monographs.importing.sheets.issue import cut
from monographs.importing.sheets.known import Known
from monographs.importing.sheets.line_values import Values
from monographs.importing.sheets.new_names import NewNames


@dataclass(frozen=True, slots=True)
class Remark:
    """About a line that was read: the column, and a sentence."""

    column: str
    code: str
    message: str
    severity: Severity = Severity.ERROR


def settle(
    sheet: str, values: Values, written: Values, known: Known, address: str
) -> list[Remark]:
    """Puts the shared entries' own names into the values; what is wrong with them."""
    rule = RULES.get(sheet)
    return list(rule(values, written, known, address)) if rule else []


def _side_effect(
    values: Values, written: Values, known: Known, address: str
) -> Iterator[Remark]:
    system = values["body_system"]
    effect = known.effects.called(values["effect"], system)
    values["effect"], values["body_system"] = effect.name, effect.body_system
    if "body_system" in written and system not in ("", effect.body_system):
        yield Remark(
            "body_system",
            "not_changed_here",
            f'The vocabulary has "{cut(effect.name)}" under another part of the body, '
            "which stays. Change it there, or make the cell empty.",
            Severity.WARNING,
        )
    affected, total = values["affected"], values["total"]
    if (affected is None) != (total is None):
        yield Remark(
            "total" if total is None else "affected",
            "n_of_m",
            '"N of M people" needs both columns, affected and total, or neither.',
        )
    elif affected is not None and affected > total:
        yield Remark(
            "affected", "n_of_m", f"{affected:,} of {total:,} people cannot be."
        )
    if "effect" in written and effect.is_unknown:
        yield from _hint("effect", "new_effect", known.effects.new_names, effect.name)


def _class(
    values: Values, written: Values, known: Known, address: str
) -> Iterator[Remark]:
    slug, code = values["class_address"] or None, values["atc_code"] or None
    name = values["drug_class"]
    entry = known.classes.called(name, slug, code)
    by_slug = known.classes.by_slug.get(slug or "")
    by_code = known.classes.by_code.get(code or "")
    if by_slug is not None and by_slug.name != name:
        yield Remark(
            "class_address",
            "other_class",
            f'This is the address of the class "{cut(by_slug.name)}". Correct the name '
            "of the class or its address.",
        )
    elif by_code is not None and by_code.name != name:
        yield Remark(
            "atc_code",
            "other_class",
            f'This is the ATC code of the class "{cut(by_code.name)}". Correct the '
            "name of the class or the code.",
        )
    else:
        for column, said, has in (
            ("class_address", slug, entry.slug),
            ("atc_code", code, entry.atc_code),
        ):
            if column in written and said not in (None, has):
                yield Remark(
                    column,
                    "not_changed_here",
                    f'The class "{cut(name)}" has another one, which stays. Change it '
                    "among the drug classes, or make the cell empty.",
                    Severity.WARNING,
                )
        if "drug_class" in written and entry.pk is None:
            yield from _hint("drug_class", "new_class", known.classes.new_names, name)
    values["class_address"], values["atc_code"] = entry.slug, entry.atc_code


def _hint(column: str, code: str, names: NewNames, name: str) -> Iterator[Remark]:
    if message := names.hint(name):
        yield Remark(column, code, message, Severity.HINT)


def _component(
    values: Values, written: Values, known: Known, address: str
) -> Iterator[Remark]:
    drug = values["component_drug"]
    if drug is None or "component_drug" not in written:
        return
    if drug == address:
        yield Remark(
            "component_drug", "own_component", "A drug is not a component of itself."
        )
    elif drug not in known.components:
        yield Remark(
            "component_drug",
            "unknown_drug",
            "There is no drug with this address, neither here nor in the file. "
            "Correct it, or make the cell empty.",
        )


def _disagreement(
    values: Values, written: Values, known: Known, address: str
) -> Iterator[Remark]:
    if values["is_settled"] and not (values["shown"] and values["reason"]):
        yield Remark(
            "settled",
            "settled_without_reason",
            "A settled disagreement says what is shown, and why. Fill in both, or "
            'write "no" under settled.',
        )


Rule = Callable[[Values, Values, Known, str], Iterator[Remark]]
RULES: dict[str, Rule] = {
    "side_effects": _side_effect,
    "classes": _class,
    "components": _component,
    "disagreements": _disagreement,
}
# Where the database takes each only once a page: these columns together.
ONLY_ONCE = {
    "names": ("kind", "name"),
    "classes": ("drug_class",),
    "components": ("component",),
    "citations": ("number",),
}
