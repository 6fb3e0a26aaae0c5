"""An archive that is sent while it is written."""

BYTES_AT_ONCE = 32 * 1024


class Sent:
    """What the archive writes, until it is taken to be sent; it cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    @property
    def is_enough(self) -> bool:
        return self.size >= BYTES_AT_ONCE

    def write(self, data: bytes, /) -> int:
        if data:  # compressing mostly gives nothing yet
            self._parts.append(bytes(data))
            self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever sends it takes the rest first."""

    def take(self) -> bytes:
        taken, self._parts, self.size = b"".join(self._parts), [], 0
        return taken
