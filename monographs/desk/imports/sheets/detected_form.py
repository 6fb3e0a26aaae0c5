"""How a file was read, and the form by which a person has it read otherwise."""

from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict

from monographs.desk.imports.sheets.found_tables import Table
from monographs.desk.imports.sheets.shown_tables import ShownTable, short
from monographs.importing.sheets.detected import choice_for, found_in
from monographs.importing.sheets.reading import Choice
from monographs.importing.sheets.reading.delimiters import DELIMITERS
from monographs.importing.sheets.reading.encodings import ENCODINGS
from monographs.importing.sheets.reading.formats import IN_WORDS, TEXT_FORMATS, ZIP
from monographs.models import BatchFile

# A browser sends no tab from a list as it stands.
DELIMITER_NAMES = {name: sign for sign, name in DELIMITERS.items()}
FAR_DOWN = 1_000  # no header stands below this line


@dataclass(frozen=True)
class ShownFile:
    file: BatchFile
    form: "DetectedForm"
    tables: list[ShownTable]

    @property
    def name(self) -> str:
        return short(self.file.name)

    @property
    def count(self) -> int:
        """Of its tables, which need not all be in the page."""
        found = found_in(self.file)
        return len(found.tables) if found else 0

    @property
    def facts(self) -> list[str]:
        """Format, encoding and delimiter, in words."""
        found = found_in(self.file)
        if found is None:
            return []
        parted = DELIMITERS.get(found.delimiter)
        return [
            IN_WORDS.get(found.format, found.format),
            found.encoding,
            f"parted by {parted}" if parted else "",
        ]

    @property
    def said(self) -> str:
        return ", ".join(fact for fact in self.facts if fact)

    @property
    def problem(self) -> str:
        return str(self.file.detected.get("problem", ""))

    @property
    def notes(self) -> list[str]:
        found = found_in(self.file)
        return list(found.notes) if found else []


class DetectedForm(forms.Form):
    """What a person sets instead of what was found; blank is as found."""

    format = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[
            ("", "as found"),
            *((f, IN_WORDS[f]) for f in TEXT_FORMATS),
        ],
    )
    encoding = forms.ChoiceField(
        label="Encoding",
        required=False,
        choices=[("", "as found"), *((name, name) for name in ENCODINGS)],
    )
    delimiter = forms.ChoiceField(
        label="Parted by",
        required=False,
        choices=[("", "as found"), *((name, name) for name in DELIMITER_NAMES)],
    )

    def __init__(
        self, file: BatchFile, tables: list[Table], typed: QueryDict | None = None
    ) -> None:
        self.choice = choice_for(file)
        said = self.choice
        initial = {
            "format": said.format or "",
            "encoding": said.encoding or "",
            "delimiter": DELIMITERS.get(said.delimiter or "", ""),
        }
        super().__init__(typed, initial=initial, prefix=f"f{file.number}")
        self.tables = tables
        if not self._is_text(file):
            for name in ("format", "encoding", "delimiter"):
                del self.fields[name]
        for table in tables:
            self.fields[f"header-{table.number}"] = forms.IntegerField(
                label=f'Line with the names of the columns of "{short(table.name)}"',
                required=False,
                min_value=1,
                max_value=FAR_DOWN,
                initial=table.found.header_line or None,
            )

    @staticmethod
    def _is_text(file: BatchFile) -> bool:
        """Only of a text can a person know better what it is."""
        found = found_in(file)
        return found is None or found.format in (*TEXT_FORMATS, ZIP)

    def new_choice(self) -> Choice:
        """Of the valid form; a header's line counts where it is another than found."""
        typed = self.cleaned_data
        lines = dict(self.choice.header_lines)
        for table in self.tables:
            line = typed.get(f"header-{table.number}")
            if line and line != table.found.header_line:
                lines[table.name] = line
        return replace(
            self.choice,
            format=typed.get("format") or None,
            encoding=typed.get("encoding") or None,
            delimiter=DELIMITER_NAMES.get(typed.get("delimiter", "")),
            header_lines=lines,
        )


def shown_files(files: list[BatchFile], tables: list[ShownTable]) -> list[ShownFile]:
    by_file = {
        file.number: [one for one in tables if one.table.file.number == file.number]
        for file in files
    }
    return [
        ShownFile(
            file,
            DetectedForm(file, [one.table for one in by_file[file.number]]),
            by_file[file.number],
        )
        for file in files
    ]
