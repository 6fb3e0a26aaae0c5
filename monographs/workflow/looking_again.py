"""What a worker does while nobody waits for anything else."""

from monographs.workflow.progress import record_old_progress
from monographs.workflow.triage import CHUNK, refresh_stale


def look_again() -> bool:
    """One chunk of the working list, or else the day's progress; False: all is done."""
    return bool(refresh_stale(CHUNK)) or record_old_progress()
