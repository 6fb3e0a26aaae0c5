"""ZIP files, and the lies that can be written into them."""

import io
import struct
import zipfile

from monographs.importing.intake import Limits

ROOMY = Limits(
    file_bytes=1_000_000,
    document_bytes=100_000,
    zip_members=100,
    zip_ratio=100,
    unpacked_bytes=1_000_000,
)
TEXT = b"### Usage\nExamplazole is invented.\n"


def make_zip(files, *, method=zipfile.ZIP_DEFLATED):
    """Of names and contents; a ZipInfo in place of a name is taken as it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def make_zip_of(*names):
    return make_zip([(name, TEXT) for name in names])


def renamed(archive, old, new):
    """Write a name that zipfile itself would not write."""
    assert len(old) == len(new)
    return archive.replace(old, new)


# Where the directory's entry of a member holds these, and how they are packed.
FLAGS = (8, "<H")
METHOD = (10, "<H")
CRC = (16, "<L")
PACKED_SIZE = (20, "<L")
SIZE = (24, "<L")
OFFSET = (42, "<L")


def with_claim(archive, name, field, value):
    """Let the directory say something else about one member."""
    (position, form), changed = field, bytearray(archive)
    struct.pack_into(form, changed, entry_of(archive, name) + position, value)
    return bytes(changed)


def claim(archive, name, field):
    position, form = field
    return struct.unpack_from(form, archive, entry_of(archive, name) + position)[0]


def entry_of(archive, name):
    entry = archive.find(b"PK\1\2")
    while archive[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = archive.index(b"PK\1\2", entry + 1)
    return entry
