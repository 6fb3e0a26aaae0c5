"""The tables that guards are about, by the names that they have from 0001 on."""

EVENT = "monographs_event"
SIGNATURE = "monographs_signature"
REVISION = "monographs_revision"
CONTRIBUTOR = "monographs_contributor"
REVISION_CONTRIBUTOR = "monographs_revisioncontributor"
REVISION_SOURCE = "monographs_revisionsource"
REVISION_FINDING = "monographs_revisionfinding"
PUBLICATION = "monographs_publication"
FORMER_SLUG = "monographs_formerslug"
MONOGRAPH = "monographs_monograph"
SOURCE = "monographs_sourcedocument"
USER = "monographs_user"
EFFECT = "monographs_effect"
DRUG_CLASS = "monographs_drugclass"
PARKED_DRAFT = "monographs_parkeddraft"
PARKED_CONTRIBUTOR = "monographs_parkeddraft_contributors"
BATCH = "monographs_batch"
BATCH_ROW = "monographs_batchrow"
BATCH_ISSUE = "monographs_batchissue"
COMMENT = "monographs_comment"
DISAGREEMENT = "monographs_disagreement"  # from 0017 on
SOURCE_DECISION = "monographs_sourcedecision"
RELEASED_CONTRIBUTOR = "monographs_releasedcontributor"  # from 0027 on
VOCABULARY_CHANGE = "monographs_vocabularychange"  # from 0028 on
FORMER_EFFECT = "monographs_formereffect"  # from 0056 on

# By the name that their rows have in sealed content of schema 1; a later kind of row
# is added where its guards are made.
ROW_TABLES = {
    "names": "monographs_name",
    "classes": "monographs_classmembership",
    "components": "monographs_component",
    "sections": "monographs_section",
    "side_effects": "monographs_sideeffect",
    "faqs": "monographs_faq",
    "citations": "monographs_citation",
    "subjects": "monographs_comparisonsubject",
    "comparison_rows": "monographs_comparisonrow",
}
