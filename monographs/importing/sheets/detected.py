"""What was found in a batch's files, kept as JSON, and looked at again on request."""

from dataclasses import asdict

from monographs.importing.sheets.reading import (
    Choice,
    Found,
    UnreadableFile,
    detect,
)
from monographs.importing.sheets.stored_bytes import bytes_of
from monographs.models import BatchFile, BatchIssue, BatchRow


def look_into(file: BatchFile, content: bytes, choice: Choice) -> UnreadableFile | None:
    """Sets what is detected; the reason where the file cannot be read."""
    try:
        found = detect(content, file.name, choice)
    except UnreadableFile as reason:
        file.detected = {"choice": asdict(choice), "problem": reason.sentence}
        return reason
    file.detected = {"found": found.as_json(), "choice": asdict(choice)}
    return None


def found_in(file: BatchFile) -> Found | None:
    """None where the file could not be read."""
    data = file.detected.get("found")
    return Found.from_json(data) if data else None


def choice_for(file: BatchFile) -> Choice:
    """What a person set when the file was looked into last."""
    return Choice(**file.detected.get("choice", {}))


def content_of(file: BatchFile) -> bytes:
    content = bytes_of(file if file.source is None else file.source)
    if content is None:
        raise LookupError(
            f"The bytes of {file} are gone. Load the file again from where it is."
        )
    return content


def note_unreadable(file: BatchFile, reason: UnreadableFile | None) -> None:
    """The file's own row says why, or goes when it can be read after all."""
    mine = BatchRow.objects.filter(batch=file.batch, place=file.number)
    mine.delete()
    if reason is None:
        return
    row = BatchRow.objects.create(
        batch=file.batch,
        place=file.number,
        path=file.name,
        sha256=file.sha256,
        outcome=BatchRow.Outcome.ERROR,
        state=BatchRow.State.SKIPPED,
        message=reason.sentence,
        title=file.name,
    )
    BatchIssue.objects.create(
        row=row,
        code=reason.code[:60],
        severity="error",
        message=reason.sentence,
        found=reason.place[:300],
    )
