"""The queues of the front page: what waits for whom. A new one is one more entry."""

from monographs.desk.queues.all_queues import QUEUES
from monographs.desk.queues.queue import (
    Queue,
    count_at_most,
    counted_in_words,
)

__all__ = ["QUEUES", "Queue", "count_at_most", "counted_in_words"]
