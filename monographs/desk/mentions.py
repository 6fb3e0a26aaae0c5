"""What the desk says of people whom a comment names."""

from monographs.models import Comment
from monographs.workflow.mentions import unknown_in

MOST_SUGGESTED = 300  # a team; beyond it names are typed


def not_told_by(said: Comment) -> str:
    mentioned = list(said.mentioned.all())
    unknown = unknown_in(said.text, mentioned)
    if not unknown:
        return ""
    names = " or ".join(f"@{name}" for name in unknown)
    told = "only the others were told" if mentioned else "nobody was told"
    return f"Nobody here is called {names}; {told}."
