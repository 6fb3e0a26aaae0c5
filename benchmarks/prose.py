"""Text that looks like a monograph's and says nothing. Pure.

As long and as varied as real pages are, so that rendering and packing it costs as much.
"""

from random import Random

_WORDS = """
about above across after again along also although always among another answer anyone
around asked because become before begin behind below beside better between beyond blue
bright bring broad brown build calm careful carry change choice clear close cloud cold
colour common corner country course cover curve daily dark deep describe different
distance draw dry during each early east easy either empty enough evening every example
far few field figure find first follow forest four garden gentle given glass green half
harbour heavy here high hill however important inside instead island keep lamp large
last late leaf letter light line listen little long many maybe measure meet middle
moment morning most mountain move narrow near never night north note often old once
only open other outside page paper part path perhaps plain quiet quite rain rather read
really river road round second several short side silent simple slow small soft some
sometimes south spring stone story street summer table taken tall than their then there
through together toward tree under until usually valley very walk warm water well west
where whether while whole wide wind window winter within without word yellow
"""
WORDS = _WORDS.split()


def section(random: Random, title: str) -> str:
    return "\n\n".join(_block(random, title) for _ in range(random.randint(1, 3)))


def sentence(random: Random, title: str) -> str:
    words = random.choices(WORDS, k=random.randint(9, 18))
    shape = random.random()
    if shape < 0.3:
        words[0] = title
    elif shape < 0.45:
        words[3] = f"**{words[3]}**"
    end = f" [{random.randint(1, 3)}]." if shape > 0.85 else "."
    text = " ".join(words) + end
    return text[0].upper() + text[1:]


def _block(random: Random, title: str) -> str:
    """A paragraph or a list."""
    sentences = [sentence(random, title) for _ in range(3)]
    is_list = random.random() < 0.3
    return (
        "\n".join(f"* {one}" for one in sentences) if is_list else " ".join(sentences)
    )
