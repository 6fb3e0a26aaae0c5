"""What an editor would have typed from the four seed documents, written by hand.

None of their sentences is repeated here: a text is named by its lines in the seed, with
the label that stands before it. Single facts, such as an effect's name or a reference's
number, are written out.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """The seed's lines from `first` to `last`, without `label`; or only a part of one.

    The part begins with the word `start` and ends before the words `end`.
    """

    first: int
    last: int
    label: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Part:
    """A section; `body` is None where its rows took all of it."""

    kind: str
    heading: str
    lines: tuple[int, int]
    body: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Effects:
    """The effects of one line; names in pairs are the name and its wording."""

    line: int
    names: tuple[str | tuple[str, str], ...]
    phrase: str
    word: str
    percent: tuple[int, int] | None = None
    is_serious: bool = False
    group: str = ""


@dataclass(frozen=True)
class Seed:
    """`questions` are lines, each with a question and its whole answer."""

    pattern: str
    title: str
    dialect: str
    is_listed: bool
    parts: tuple[Part, ...]
    generic_name: str | None = None
    effects: tuple[Effects, ...] = ()
    questions: tuple[int, ...] = ()
    subjects: tuple[str, ...] = ()
    # A row's line, feature, and for each cell its first word and what it cites.
    rows: tuple[tuple[int, str, tuple[tuple[str, tuple[int, ...]], ...]], ...] = ()
    # A reference's line, number, first word, and the site that it names.
    references: tuple[tuple[int, int, str, str], ...] = ()
    hints: tuple[str, ...] = field(default=())


def _part(kind: str, heading: str, first: int, last: int, label: str = "") -> Part:
    """A section whose text begins behind its label, or below its heading."""
    if label:
        return Part(kind, heading, (first, last), (Text(first, last, label),))
    return Part(kind, heading, (first, last), (Text(first + 1, last),))


TOFISOPAM_LABELLED = Seed(
    pattern="000_*.txt",
    title="Tofisopam",
    dialect="labelled",
    is_listed=False,
    generic_name="Tofisopam",
    parts=(
        _part("generic_name", "Generic Name", 9, 9, "**Generic Name:**"),
        _part("usage", "Usage", 11, 11, "**Usage:**"),
        Part(
            "side_effects",
            "Side Effects",
            (13, 19),
            (
                Text(13, 13, "**Side Effects:**"),
                # The advice keeps the label that says what it is about.
                Text(17, 17, start="Rare", end=":**"),
                Text(17, 17, start="Immediate"),
                Text(19, 19),
            ),
        ),
        _part("how_it_works", "How it Works", 21, 21, "**How it Works:**"),
        Part("faqs", "FAQs", (23, 30)),
        _part("disclaimer", "Disclaimer", 33, 33, "**Disclaimer:**"),
        _part("note", "Note", 36, 36, "**Note:**"),
    ),
    effects=(
        Effects(
            15,
            ("Drowsiness", "dizziness", "fatigue", "headache", "nausea", "dry mouth")
            + ("blurred vision",),
            phrase="Common",
            word="common",
        ),
        Effects(
            16,
            ("Constipation", "changes in appetite", "weight gain or loss", "skin rash")
            + ("decreased libido",),
            phrase="Less Common",
            word="less common",
        ),
        Effects(
            17,
            (
                ("Allergic reactions", "Allergic reactions (including anaphylaxis)"),
                "severe liver damage",
                "blood disorders",
            ),
            phrase="Rare but Serious",
            word="rare",
            is_serious=True,
        ),
    ),
    questions=(25, 26, 27, 28, 29, 30),
    hints=("missing_section:dosage", "missing_section:precautions"),
)

_NOT_SPECIFIED = (
    "Common side effects (frequency not specified in available data) can include"
)


def _by_system(line: int, group: str, *names: str | tuple[str, str]) -> Effects:
    return Effects(line, names, phrase=_NOT_SPECIFIED, word="common", group=group)


TOFISOPAM_HEADED = Seed(
    pattern="001_*.txt",
    title="Tofisopam",
    dialect="headed",
    is_listed=True,
    generic_name="Tofisopam",
    parts=(
        _part("generic_name", "Generic Name", 7, 8),
        _part("usage", "Usage", 10, 11),
        _part("dosage", "Dosage", 13, 25),
        Part("side_effects", "Side Effects", (27, 42), (Text(42, 42),)),
        _part("how_it_works", "How it Works", 44, 46),
        _part("precautions", "Precautions", 48, 54),
        Part("faqs", "FAQs", (57, 63)),
        _part("disclaimer", "Disclaimer", 66, 66, "**Disclaimer:**"),
    ),
    effects=(
        _by_system(
            31,
            "Nervous System",
            *("Agitation", "anxiety", "depression", "dizziness", "drowsiness"),
            *("headache", "insomnia", "malaise", "staggering gait"),
            "tingling sensations",
        ),
        _by_system(
            32,
            "Cardiovascular",
            ("Facial edema", "Facial edema (swelling)"),
            "flushing",
            ("hypertension", "hypertension (high blood pressure)"),
            "palpitations",
        ),
        _by_system(33, "Dermatologic", ("Pruritus", "Pruritus (itching)"), "skin rash"),
        _by_system(
            34,
            "Gastrointestinal",
            "Abdominal pain",
            ("anorexia", "anorexia (loss of appetite)"),
            *("constipation", "diarrhea", "nausea", "vomiting"),
            ("dry mouth", "dry mouth (xerostomia)"),
        ),
        _by_system(35, "Endocrine & Metabolic", "Menstrual irregularities"),
        _by_system(
            36,
            "Hepatic",
            (
                "Increased levels of liver enzymes",
                "Increased levels of liver enzymes (ALT and AST)",
            ),
        ),
        _by_system(37, "Neuromuscular & Skeletal", "Tremor", "weakness"),
        _by_system(
            38,
            "Genitourinary",
            ("Lactation", "Lactation (milk production)"),
            ("breast pain", "breast pain (mastalgia)"),
        ),
        _by_system(39, "Other", "Fever"),
    ),
    questions=(59, 60, 61, 62, 63),
)


def _one_in_ten(line: int, *names: str | tuple[str, str]) -> Effects:
    return Effects(
        line,
        names,
        phrase="Common side effects (occurring in 1-10% of patients) include",
        word="common",
        percent=(1, 10),
    )


def _less_common(line: int, *names: str | tuple[str, str]) -> Effects:
    return Effects(
        line,
        names,
        phrase="Less common, but potentially serious side effects include",
        word="less common",
        is_serious=True,
    )


TOLPERISONE = Seed(
    pattern="003_*.txt",
    title="Tolperisone",
    dialect="headed",
    is_listed=True,
    generic_name="Tolperisone",
    parts=(
        _part("generic_name", "Generic Name", 7, 8),
        _part("usage", "Usage", 10, 17),
        _part("dosage", "Dosage", 20, 38),
        Part("side_effects", "Side Effects", (41, 66), (Text(66, 66),)),
        _part("how_it_works", "How it Works", 69, 76),
        _part("precautions", "Precautions", 79, 86),
        Part("faqs", "FAQs", (89, 99)),
        _part("disclaimer", "Disclaimer", 101, 101, "**Disclaimer:**"),
    ),
    effects=(
        _one_in_ten(45, "Dizziness"),
        _one_in_ten(46, "Drowsiness"),
        _one_in_ten(47, "Headache"),
        _one_in_ten(48, "Nausea"),
        _one_in_ten(49, "Vomiting"),
        _one_in_ten(50, "Constipation"),
        _one_in_ten(51, "Diarrhea"),
        _one_in_ten(52, "Weakness"),
        _one_in_ten(53, "Tremor"),
        _one_in_ten(54, ("Hypotension", "Hypotension (low blood pressure)")),
        _one_in_ten(55, "Palpitations"),
        _one_in_ten(56, "Skin rash"),
        _less_common(
            60,
            ("Allergic reactions", "Allergic reactions (angioedema, anaphylaxis)"),
        ),
        _less_common(
            61,
            ("Decreased blood pressure", "Decreased blood pressure (hypotension)"),
        ),
        _less_common(62, "Liver problems"),
        _less_common(63, "Confusion"),
        _less_common(64, "Fatigue"),
    ),
    questions=(91, 93, 95, 97, 99),
)

COMPARISON = Seed(
    pattern="002_*.txt",
    title="Comparative Withdrawal Profiles: Tofisopam vs. Classic Benzodiazepines",
    dialect="comparison",
    is_listed=True,
    parts=(
        # Author, date, compound, CAS and catalogue numbers.
        Part("note", "", (5, 11), (Text(5, 11),)),
        # Advertising, here and in other notes.
        Part("note", "", (13, 13), (Text(13, 13),)),
        Part("other", "", (15, 15), (Text(15, 15),)),
        _part("other", "Experimental Data and Clinical Evidence", 24, 30),
        _part("how_it_works", "Neurobiological Mechanisms of Action", 32, 38),
        _part("other", "Conclusion for Professionals", 40, 47),
        _part("note", "Need Custom Synthesis?", 49, 51),
        _part("note", "To cite this document", 63, 65, "To cite this document:"),
        _part("disclaimer", "Disclaimer & Data Validity", 67, 69),
        _part("note", "Technical Support", 71, 71, "Technical Support:"),
        Part("note", "", (73, 73), (Text(73, 73),)),
        _part("note", "Smolecule", 75, 77),
        _part("note", "Contact", 79, 87),
    ),
    subjects=(
        "Classic 1,4-Benzodiazepines (e.g., Diazepam)",
        "Tofisopam (a 2,3-Benzodiazepine)",
    ),
    # Nine citations in the first column, five in the second.
    rows=(
        (18, "Withdrawal Symptom Frequency", (("Frequent", (1, 2)), ("Less", (3,)))),
        (19, "Withdrawal Symptom Severity", (("Range", (1, 4)), ("Resembles", (3,)))),
        (20, "Cognitive Impairment", (("Commonly", (1, 5)), ("Does", (3,)))),
        (21, "Risk of Physical Dependence", (("High", (5,)), ("Preclinical", (6,)))),
        (22, "Primary Mechanism of Action", (("Potential", (1, 5)), ("Does", (3,)))),
    ),
    references=(
        (55, 1, "Benzodiazepine", "en.wikipedia.org"),
        (56, 2, "The", "pubmed.ncbi.nlm.nih.gov"),
        (57, 3, "A", "pmc.ncbi.nlm.nih.gov"),
        (58, 4, "Benzo", "americanaddictioncenters.org"),
        (59, 5, "research", "frontiersin.org"),
        (60, 6, "Uses", "vinmec.com"),
        (61, 7, "Chapter", "benzoinfo.com"),
    ),
    hints=("reference_without_link",),
)

SEEDS = (TOFISOPAM_LABELLED, TOFISOPAM_HEADED, COMPARISON, TOLPERISONE)
