"""What files and people wrote, as a command may show it."""

from monographs.visible_text import visible_text


def terminal_line(text: str) -> str:
    """It neither steers the terminal nor begins a line that looks like ours."""
    return visible_text(" ".join(text.splitlines()))
