from monographs.desk.verb_forms import MergeForm
from monographs.workflow import Side


class MergeLiveForm(MergeForm):
    def prepare(self) -> None:
        self.fields["prefer"].choices = [  # type: ignore[attr-defined]
            ("", "Stop and tell me which"),
            (Side.DRAFT.value, "Keep the draft's"),
            (Side.CURRENT.value, "Keep the published text's"),
        ]
