"""The words that surround a figure in the sources: comparisons, people, numbers."""


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = word_set(
    "patient patients people person persons individual individuals user users "
    "recipient recipients subject subjects participant participants adult adults "
    "child children infant infants woman women man men male males female females "
    "case cases volunteer volunteers vaccinee vaccinees adolescent adolescents "
    "population girl girls boy boys pts those everyone babies newborns"
)
# Followed by one of these, "patient" is part of a unit of time ("patient-years").
TIME_UNITS = word_set("year years month months day days week weeks hour hours")

# Between a figure and "patients", one of these makes it a figure of something else.
NOT_BEFORE_PEOPLE = word_set(
    "of in by with for from than per on at or and increase decrease reduction rise "
    "drop loss gain change dose doses solution cream gel ointment reports events mg "
    "mcg ml g kg w v higher lower more less fewer greater times"
)

Sequences = dict[tuple[str, ...], str]

COMPARISONS: Sequences = {
    (">",): ">",
    ("more", "than"): ">",
    ("greater", "than"): ">",
    ("higher", "than"): ">",
    ("over",): ">",
    ("above",): ">",
    ("exceeding",): ">",
    ("in", "excess", "of"): ">",
    ("just", "over"): ">",
    ("slightly", "more", "than"): ">",
    ("≥",): "≥",
    ("at", "least"): "≥",
    ("a", "minimum", "of"): "≥",
    ("no", "less", "than"): "≥",
    ("not", "less", "than"): "≥",
    ("no", "fewer", "than"): "≥",
    ("not", "fewer", "than"): "≥",
    ("more", "than", "or", "equal", "to"): "≥",
    ("greater", "than", "or", "equal", "to"): "≥",
    ("equal", "to", "or", "greater", "than"): "≥",
    ("equal", "to", "or", "more", "than"): "≥",
    ("<",): "<",
    ("less", "than"): "<",
    ("fewer", "than"): "<",
    ("lower", "than"): "<",
    ("under",): "<",
    ("below",): "<",
    ("just", "under"): "<",
    ("slightly", "less", "than"): "<",
    ("up", "to"): "<",
    # "Almost 10 %" is below 10 %, and says no more than that.
    ("almost",): "<",
    ("nearly",): "<",
    ("≤",): "≤",
    ("at", "most"): "≤",
    ("a", "maximum", "of"): "≤",
    ("no", "more", "than"): "≤",
    ("not", "more", "than"): "≤",
    ("no", "greater", "than"): "≤",
    ("not", "exceeding"): "≤",
    ("less", "than", "or", "equal", "to"): "≤",
    ("equal", "to", "or", "less", "than"): "≤",
}
APPROXIMATIONS = word_set("~ about approximately approx around roughly circa")
TRAILING: Sequences = {
    ("+",): "≥",
    **{("or", word): "≥" for word in ("more", "greater", "higher", "above", "over")},
    ("and", "above"): "≥",
    **{("or", word): "≤" for word in ("less", "fewer", "lower", "below", "under")},
    ("and", "below"): "≤",
    ("or", "rarer"): "≤",
    **{
        ("or", "less", word): "≤"
        for word in ("frequent", "frequently", "often", "common", "commonly")
    },
    **{
        ("or", "more", word): "≥"
        for word in ("frequent", "frequently", "often", "common", "commonly")
    },
}

UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

NEGATIONS = word_set(
    "not no never without neither nor cannot can't isn't aren't wasn't weren't "
    "doesn't don't didn't won't hasn't haven't"
)

# What may stand straight before a bare figure, so that "hydrocortisone 1%" is none.
BEFORE_FIGURE = word_set(
    "in affecting affects affect affected incidence rate frequency prevalence is was "
    "from vs versus or and placebo vehicle sham common commonly uncommon rare "
    "rarely frequent frequently infrequent occasional among estimated reported"
)
BEFORE_OF = word_set("incidence rate frequency prevalence risk probability likelihood")
# After one of these, a comparison measures something else ("weight gain >7%").
CHANGES = word_set(
    "gain loss increase increases increased decrease decreases decreased reduction "
    "reduced rise drop fall change changes elevation elevations weight lvef by "
    "concentration strength solution cream gel ointment dose doses dosage haematocrit "
    "hematocrit saturation spo2 fev1 bilirubin age aged absorption bioavailability "
    "binding"
)
# Shortly before a figure that names no people, these make it a strength or a success.
STRENGTHS = word_set(
    "concentration concentrations strength strengths drop drops solution cream gel "
    "lotion ointment shampoo bioavailability activity protection efficacy effective "
    "effectiveness"
)
# What may follow a bare figure, so that "5% solution" and "1/2 tablet" are none.
AFTER_FIGURE = word_set(
    "or and to in with vs versus compared for but on during reported post "
    "postmarketing from incidence frequency while among when were who may each at "
    "overall only placebo vehicle sham often usually mostly based frequently than if "
    "as especially particularly after against both can include includes including "
    "although though"
)
PLACEBO = word_set("placebo vehicle sham")
