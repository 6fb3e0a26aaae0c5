"""Why a review may be due before its period has ended (decision 12)."""

from monographs.workflow.review_dates import SPREAD

WHY_EARLIER = (
    "A review is due at the end of the page’s period or up to "
    f"{SPREAD} % of it earlier, so that pages published on one day are not all due on "
    "one day."
)
