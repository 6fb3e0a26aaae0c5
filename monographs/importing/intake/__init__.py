"""The door through which files come in: files, folders and ZIPs, by path or upload."""

from monographs.importing.intake.incoming import Incoming, IntakeRefused
from monographs.importing.intake.intake import Intake, LeftAlone
from monographs.importing.intake.limits import Limits
from monographs.importing.intake.paths import read_paths
from monographs.importing.intake.uploads import Upload, read_uploads

__all__ = [
    "Incoming",
    "Intake",
    "IntakeRefused",
    "LeftAlone",
    "Limits",
    "Upload",
    "read_paths",
    "read_uploads",
]
