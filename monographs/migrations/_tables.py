"""The tables that guards are about, by the names that they have from 0001 on."""

EVENT = "monographs_event"
SIGNATURE = "monographs_signature"
REVISION = "monographs_revision"
CONTRIBUTOR = "monographs_contributor"
REVISION_CONTRIBUTOR = "monographs_revisioncontributor"
REVISION_SOURCE = "monographs_revisionsource"
PUBLICATION = "monographs_publication"
FORMER_SLUG = "monographs_formerslug"
MONOGRAPH = "monographs_monograph"
SOURCE = "monographs_sourcedocument"
USER = "monographs_user"

ROW_TABLES = [
    "monographs_name",
    "monographs_classmembership",
    "monographs_component",
    "monographs_section",
    "monographs_sideeffect",
    "monographs_faq",
    "monographs_citation",
    "monographs_comparisonsubject",
    "monographs_comparisonrow",
]
