"""What an import finds: each code in one plain sentence. Those of documents are here.

A code may name its subject behind a colon, such as `missing_section:dosage`.
"""

from monographs.importing.sheets.issue_meanings import SHEET_MEANINGS

MEANINGS = {
    "basis_mixed": "A figure is mixed with single reports.",
    "bidirectional_control": "Invisible characters change the order of the text.",
    "citation_without_reference": "A cited number is not in the list of references.",
    "comparison_corner": "The first column of the feature table has a heading.",
    "comparison_row_long": "A row of the feature table has too many cells.",
    "comparison_row_short": "A row of the feature table has too few cells.",
    "comparison_table_further": "There is a second feature table.",
    "comparison_table_kept": "The feature table was kept as text.",
    "comparison_without_title": "The article has no title.",
    "competing_source": "Another document about the same drug waits for a decision.",
    "content_gone": "The file's text was taken back while the import waited.",
    "duplicate_section": "A section is there twice.",
    "duplicate_title": "Another document of the import has the same title.",
    "encoding_guessed": "The file is not UTF-8, and its encoding was guessed.",
    "exported_contradiction": "An exported file says one thing in two ways.",
    "exported_format": "A newer version of this program exported the file.",
    "exported_heading_missing": "A section of an exported file has no heading.",
    "exported_key_repeated": "Two rows of an exported file have the same key.",
    "exported_marker": "A marker of an exported file cannot be read.",
    "exported_row": "A row of an exported file is not written as it should be.",
    "exported_table": "A line of an exported table has the wrong number of cells.",
    "exported_text_outside": "Text of an exported file belongs to no row.",
    "exported_value": "A value of an exported file cannot be used.",
    "faq_repeated": "A question is asked twice.",
    "faq_without_answer": "A question has no answer.",
    "faqs_text_apart": "Text among the questions belongs to no answer.",
    "faqs_too_long": "The questions are too many to be read one by one.",
    "faqs_without_question": "No question was recognised among the questions.",
    "file_name_differs": "The file's name and the title name different drugs.",
    "front_matter_repeats": "The front matter has a key twice.",
    "front_matter_too_large": "The front matter is too long.",
    "front_matter_unclosed": "The front matter is never closed.",
    "front_matter_unknown": "The front matter has a line that is not used.",
    "front_matter_unreadable": "The front matter cannot be read.",
    "front_matter_value": "A value of the front matter cannot be used.",
    "invisible_character": "A line holds characters that nobody sees.",
    "irregular": "The text is about a medicine, but not in sections.",
    "missing_section": "A usual section is missing.",
    "multi_component": "The document describes several drugs.",
    "no_title": "The file has no title.",
    "not_monograph": "The text seems to be no monograph.",
    "placeholder_name": "The title is no drug's full name.",
    "reference_never_cited": "No text cites a reference.",
    "reference_number_repeated": "Two references have the same number.",
    "reference_without_link": "A reference names a site, but no page.",
    "side_effect_like_sentence": "An item of the side effects reads like a sentence.",
    "side_effect_repeated": "A side effect is listed twice.",
    "side_effects_too_long": "The side effects are too long to be read one by one.",
    "title_from_file_name": "The file's name stands in for a title.",
    "title_too_long": "The title is too long.",
    "too_long": "The document is too long to be read row by row.",
    "truncated": "A text stops in mid-sentence.",
    "two_titles": "The heading differs from the title.",
    "unplaced_text": "A text is in none of the usual sections.",
    "unreadable": "The file cannot be read.",
    "word_and_number_differ": "A frequency's word and its number do not fit.",
}


def meaning_of_issue(code: str) -> str:
    """Empty for a code that no import writes."""
    if code in SHEET_MEANINGS:
        return SHEET_MEANINGS[code].means
    name, _, subject = code.partition(":")
    sentence = MEANINGS.get(name, "")
    if sentence and subject:
        return f"{sentence.removesuffix('.')}: {subject.replace('_', ' ')}."
    return sentence


def advice_on_issue(code: str) -> str:
    """What to do about it; empty where only the document itself can tell."""
    return SHEET_MEANINGS[code].do if code in SHEET_MEANINGS else ""
