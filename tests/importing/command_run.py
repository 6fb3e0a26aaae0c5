"""Commands as somebody types them, and what a folder is made of."""

import io

from django.core.management import call_command


class Run:
    """One run of a command: what it printed, and its exit code."""

    def __init__(self, name, *arguments):
        out, err = io.StringIO(), io.StringIO()
        self.code = 0
        try:
            call_command(name, *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as end:
            self.code = end.code
        self.out, self.err = out.getvalue(), err.getvalue()


def import_documents(*arguments, by="steward"):
    return Run("import_documents", *arguments, "--as", by)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
