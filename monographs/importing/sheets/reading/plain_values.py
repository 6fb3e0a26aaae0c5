"""Numbers, days and times as text: as a spreadsheet shows them, and ISO."""

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal

# Excel counts a 29 February 1900 that never was.
FIRST_DAY = datetime(1899, 12, 30)
FIRST_DAY_BEFORE_MARCH_1900 = datetime(1899, 12, 31)
FIRST_DAY_OF_1904 = datetime(1904, 1, 1)
LAST_SERIAL = 2_958_465  # 31 December 9999
DAY = 86_400

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DURATION = re.compile(
    r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d*)?S)?", re.ASCII
)
LONGEST_NUMBER = 400


def number_text(written: str, *, hundredfold: bool = False) -> str | None:
    """17.0 is 17, 1E-3 is 0.001; None for what is no number."""
    if len(written) > LONGEST_NUMBER or not _NUMBER.fullmatch(written):
        return None
    if not math.isfinite(number := float(written)):
        return None
    if not hundredfold and written.isdigit() and written[0] != "0":
        return written
    # Spreadsheets count with 15 digits; further ones are noise of the binary system.
    exact = Decimal(f"{number:.15g}") * (100 if hundredfold else 1)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent_text(written: str) -> str | None:
    """A cell that shows 10% holds 0.1."""
    text = number_text(written, hundredfold=True)
    return None if text is None else f"{text}%"


def day_text(written: str, *, is_1904: bool) -> str | None:
    """2024-01-31, with its time unless that is midnight; None for no day."""
    serial = _serial(written)
    if serial is None or serial > LAST_SERIAL:
        return None
    if is_1904:
        first = FIRST_DAY_OF_1904
    else:
        first = FIRST_DAY if serial >= 60 else FIRST_DAY_BEFORE_MARCH_1900
    try:
        moment = first + timedelta(seconds=round(serial * DAY))
    except OverflowError:
        return None
    text = moment.isoformat(" ", "seconds")
    return text.removesuffix(" 00:00:00")


def time_text(written: str) -> str | None:
    """23:59:59, and more hours than a day has where they were counted."""
    serial = _serial(written)
    return None if serial is None else _clock(round(serial * DAY))


def duration_text(written: str) -> str | None:
    """PT10H30M00S is 10:30:00."""
    if not (found := _DURATION.fullmatch(written)):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return _clock((hours * 60 + minutes) * 60 + seconds)


def _serial(written: str) -> float | None:
    if number_text(written) is None:
        return None
    serial = float(written)
    return serial if 0 <= serial < 10**9 else None


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"
