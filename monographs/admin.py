import monographs.desk  # noqa: F401 — Django looks for the admin under this name
