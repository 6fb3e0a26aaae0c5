"""The queues of the front page: what waits for whom. A new one is one more entry."""

from monographs.desk.queues.all_queues import QUEUES
from monographs.desk.queues.queue import MOST_COUNTED, Queue, count_at_most

__all__ = ["MOST_COUNTED", "QUEUES", "Queue", "count_at_most"]
