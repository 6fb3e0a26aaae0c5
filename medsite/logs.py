"""Log lines without what readers typed: it may tell what they are ill with."""

import logging
import re

# The answer is read and the question is forgotten, at these addresses and below them.
# Not every program writes an apostrophe as %27; a space or a quote ends an address.
_PRIVATE = re.compile(
    r"(/(?:search|side-effects|feedback|drugs|compare)(?:/[^\s?\"'\\]*)?)\?[^\s\"]*"
)


def without_query(line: str) -> str:
    return _PRIVATE.sub(r"\1", line)


class WithoutQueries(logging.Filter):
    """Lets every record pass, and takes from each what was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        cut = without_query(line)
        if cut != line:
            record.msg, record.args = cut, None
        return True
