"""Lines about the side effects of drugs that do not exist, as an export writes them.

They have no keys: a line is found by its drug and its effect, by ours and by the plain
resource alike.
"""

from collections.abc import Iterator
from functools import cache
from random import Random

from benchmarks import formulary, vocabulary
from benchmarks.vocabulary import EffectEntry
from monographs.exporting.sheets import SHEETS
from monographs.models import frequency_columns

LINES_A_DRUG = 20
SHEET = "side_effects"
COLUMNS = tuple(
    name for name in SHEETS[SHEET].column_names() if name not in ("key", "verified")
)
# So many pages differ from each other; further ones are the same about other drugs.
DIFFERENT = 500

Cells = tuple[str, ...]


def address_of(drug: int) -> str:
    return f"examplazole-{drug:06}"


def drugs_of(lines: int) -> int:
    return -(-lines // LINES_A_DRUG)


def side_effect_lines(count: int) -> Iterator[Cells]:
    """The first of a long list: fewer are the beginning of more."""
    for number in range(count):
        drug, place = divmod(number, LINES_A_DRUG)
        yield (address_of(drug), *_page(drug % DIFFERENT)[place])


@cache
def _page(number: int) -> list[Cells]:
    random = Random(f"{formulary.SEED} {number}")
    effects = random.sample(vocabulary.EFFECTS, LINES_A_DRUG)
    return [_cells(random, place, effect) for place, effect in enumerate(effects, 1)]


def _cells(random: Random, place: int, effect: EffectEntry) -> Cells:
    frequency = vocabulary.frequency(random)
    (serious,) = random.choices(
        list(formulary.SERIOUS), list(formulary.SERIOUS.values())
    )
    values = {
        **frequency_columns(frequency),
        "position": place,
        "effect__name": effect.name,
        "effect__body_system": effect.body_system,
        "wording": effect.name.lower(),
        "serious": serious,
        "group": frequency.phrase,
        "scope": "product",
        "scope_name": "",
    }
    fields = SHEETS[SHEET].by_name
    return tuple(
        fields[name].as_text(*(values[path] for path in fields[name].reads))
        for name in COLUMNS
        if name != "drug"
    )
