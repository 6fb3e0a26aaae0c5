"""Words that people use in an emergency, and whom to call then.

A report is read after days. Whoever writes that somebody cannot breathe is told so
before it is sent, and whom to call; the report can be sent all the same. A false alarm
costs one more click, so the list is generous: it names what cannot wait, not what is
merely serious. Words are compared without case, accents and apostrophes.
"""

from dataclasses import dataclass

from monographs.search.words import words_of


@dataclass(frozen=True)
class Call:
    """A number to call, as people read it and as a telephone dials it."""

    who: str
    number: str

    @property
    def link(self) -> str:
        return f"tel:{self.number.replace(' ', '')}"


CALLS = (
    Call("Emergency, most of Europe and from mobile phones in many countries", "112"),
    Call("Emergency, United States and Canada", "911"),
    Call("Emergency, United Kingdom", "999"),
    Call("Emergency, Australia", "000"),
    Call("Emergency, New Zealand", "111"),
    Call("Poison Help, United States", "1 800 222 1222"),
    Call("Suicide and crisis line, United States and Canada", "988"),
    Call("Samaritans, United Kingdom and Ireland", "116 123"),
)

# Each line is a phrase; "*" stands for any end of a word.
_PHRASES = """
    overdos*
    over dose
    took too many
    taken too many
    took too much
    taken too much
    swallowed too many
    swallowed the whole
    took the whole bottle
    took a whole bottle
    took all the pills
    took all the tablets
    took all my pills
    took all my tablets
    poisoned
    poisoning
    cant breathe
    can not breathe
    cannot breathe
    cant breath
    hard to breathe
    trouble breathing
    difficulty breathing
    difficulties breathing
    struggling to breathe
    gasping for air
    not breathing
    stopped breathing
    isnt breathing
    choking
    throat is closing
    throat closing
    throat is swelling
    throat is swollen
    throat swelling
    tongue is swelling
    tongue is swollen
    swollen tongue
    tongue swelling
    face is swelling
    lips are swelling
    swollen lips
    lips are blue
    blue lips
    turning blue
    anaphyla*
    chest pain
    chest pains
    pain in my chest
    heart attack
    having a stroke
    face is drooping
    slurred speech
    unconscious*
    unresponsive
    wont wake up
    not waking up
    cant wake
    doesnt wake up
    passed out
    fainted
    collapsed
    seizure now
    having a seizure
    having seizures
    convulsion*
    convulsing
    bleeding heavily
    wont stop bleeding
    bleeding wont stop
    vomiting blood
    coughing up blood
    throwing up blood
    suicid*
    kill myself
    killing myself
    kill himself
    kill herself
    end my life
    ending my life
    take my own life
    want to die
    wants to die
    better off dead
    dont want to live
    self harm*
    selfharm*
    hurt myself
    hurting myself
    harm myself
    cut myself
    is dying
    am dying
    i am going to die
    emergency
    ambulance
    call 911
    call 999
    call 112
"""
PHRASES = tuple(line.strip() for line in _PHRASES.strip().splitlines())


def is_urgent(text: str) -> bool:
    """Whether somebody may need help sooner than a report is read."""
    # "can't" is folded to "cant"; "can not" stays two words.
    folded = f" {' '.join(words_of(text))} "
    return any(_as_found(phrase) in folded for phrase in PHRASES)


def _as_found(phrase: str) -> str:
    return f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "
