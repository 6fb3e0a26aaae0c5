"""Two sources about one drug side by side, and what a person decides about them."""

from monographs.desk.competing.page import CompetingPages

__all__ = ["CompetingPages"]
