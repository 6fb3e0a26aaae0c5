"""What an import finds in a spreadsheet: each code's meaning, and what to do."""

from typing import NamedTuple


class SheetMeaning(NamedTuple):
    means: str
    do: str


_SAVE_AGAIN = "Save the file again with a spreadsheet program."
_DIVIDE = "Divide the file, and load the parts one after the other."
_KEY = "Leave the key as the export wrote it, or empty it to add a new row."

SHEET_MEANINGS = {
    code: SheetMeaning(means, do)
    for code, means, do in (
        (
            "contradiction",
            "Lines call one row or column of a table differently.",
            "Write the same name in all of its lines.",
        ),
        (
            "discarded_drug",
            "The drug was discarded as not a monograph.",
            "Restore it at the desk first, or leave its lines out.",
        ),
        ("disordered_rows", "The rows of a sheet are not in order.", _SAVE_AGAIN),
        (
            "doctype",
            "The file holds a document type, which could do harm.",
            _SAVE_AGAIN,
        ),
        (
            "drug_refused",
            "The line goes with a new drug that cannot be made.",
            "Correct the drug's own line in the sheet drugs.",
        ),
        ("empty", "The file is empty.", "Choose another."),
        (
            "former_address",
            "A new drug has an address that leads to another one.",
            "Use the address that it leads to, or give the new drug another.",
        ),
        (
            "header",
            "The header of a table cannot be used.",
            "Correct the row with the names of the columns, as the message says.",
        ),
        (
            "json",
            "A JSON file is not written as it should be.",
            "Correct it at the place named, or export the file again.",
        ),
        (
            "key_of_another_drug",
            "The key is that of a row of another drug.",
            "Correct the drug's address, or empty the key to add a new row.",
        ),
        (
            "long_line",
            "A line of a text file is too long.",
            "Divide the longest texts of the line.",
        ),
        (
            "missing_column",
            "A table does not say which drug its lines are about.",
            "Add the column with the drug's address, or say which one it is.",
        ),
        (
            "n_of_m",
            "The numbers of people affected and in all do not fit.",
            "Fill in both, the smaller one as affected, or neither.",
        ),
        (
            "new_class",
            "A drug class is new, or misspelt.",
            "Correct a slip in the file. Otherwise nothing needs to be done.",
        ),
        (
            "new_effect",
            "A side effect is new to the vocabulary, or misspelt.",
            "Correct a slip in the file, or confirm the effect once it is loaded.",
        ),
        (
            "no_address",
            "A line does not say which drug it is about.",
            "Fill in the drug's address.",
        ),
        (
            "no_header",
            "A table has no row with the names of its columns.",
            "Add one above the lines, or say which row it is.",
        ),
        ("no_key", "What stands as a key is none.", _KEY),
        (
            "no_room",
            "The server has no room to unpack the file.",
            "Tell whoever runs it, and load the file again later.",
        ),
        (
            "no_spreadsheet",
            "The file is no spreadsheet, whatever its name says.",
            "Save it as XLSX, ODS or CSV, without a password.",
        ),
        (
            "no_such_table",
            "A table that was chosen is not in the file.",
            "Load the file again.",
        ),
        (
            "no_tables",
            "The file holds no table.",
            "Choose another, or add a sheet with a header.",
        ),
        (
            "not_changed_here",
            "A cell says something else about an entry that drugs share.",
            "Nothing needs to be done. Change the entry itself, or empty the cell.",
        ),
        (
            "not_text",
            "The bytes of a text file do not fit its encoding.",
            "Save it as UTF-8, or choose its encoding.",
        ),
        (
            "nothing_said",
            "A line of a feature table names neither row nor column.",
            "Fill in the feature or the subject, or delete the line.",
        ),
        (
            "nothing_to_read",
            "No table of the files is used.",
            "Say which sheet at least one of them is.",
        ),
        (
            "nul",
            "A text file holds a NUL character.",
            "Save it again as CSV in UTF-8.",
        ),
        (
            "other_address",
            "The key is that of a drug with another address.",
            "Put its address back, or empty the key of a new drug.",
        ),
        (
            "other_cell",
            "The key is that of a cell elsewhere in the feature table.",
            "Empty it for a new cell, or correct the feature or the subject.",
        ),
        (
            "other_class",
            "The address or code is that of a class with another name.",
            "Correct the name of the class, its address or its code.",
        ),
        ("other_key", "The drug at this address has another key.", _KEY),
        (
            "other_kind",
            "A drug was to become a comparison, or the reverse.",
            "Correct the kind, or give a new page another address.",
        ),
        (
            "own_component",
            "A drug is listed as a component of itself.",
            "Correct the component, or delete the line.",
        ),
        ("password", "The file has a password.", "Save it without one."),
        (
            "place_refused",
            "The line that brings a cell's row or column is refused.",
            "Correct that line.",
        ),
        (
            "repeated_column",
            "Two columns of a table mean the same.",
            "Leave one of them out.",
        ),
        (
            "repeated_drug",
            "Two lines of the sheet drugs are about one drug.",
            "Delete one of them, or correct its address.",
        ),
        (
            "repeated_key",
            "Two lines have the same key, or are about the same cell.",
            "Delete one of them, or empty the key of a line that is new.",
        ),
        (
            "repeated_sheet",
            "Two tables are the same sheet.",
            "Leave one of them out, and load it afterwards by itself.",
        ),
        (
            "same_name",
            "Two tables of a file have the same name.",
            "Rename one of them.",
        ),
        (
            "settled_without_reason",
            "A settled disagreement does not say why.",
            'Fill in what is shown and the reason, or write "no" under settled.',
        ),
        (
            "table_in_a_cell",
            "A cell holds a table of its own.",
            "Move it out of the cell.",
        ),
        (
            "text_without_place",
            "A text of a feature table lacks its row or its column.",
            "Fill in both the feature and the subject.",
        ),
        ("too_large", "The file is too large.", _DIVIDE),
        (
            "too_many_columns",
            "A line has far too many columns.",
            "Remove the delimiters at its end.",
        ),
        (
            "too_many_lines",
            "More lines are about one drug than a page can hold.",
            "Correct the addresses of lines that are about other drugs.",
        ),
        ("too_many_rows", "A table has too many rows.", _DIVIDE),
        ("too_many_sheets", "The file has too many sheets.", _DIVIDE),
        ("too_many_texts", "The workbook has too many different texts.", _DIVIDE),
        ("too_much_text", "A table holds too much text.", _DIVIDE),
        (
            "twice",
            "Something would be there twice that is listed once.",
            "Correct or delete one of the lines.",
        ),
        (
            "unclear_row",
            "Without a key it is not clear which row a line is about.",
            "Export the drug, and change the lines that have their keys.",
        ),
        (
            "unclosed_quote",
            "A quotation mark opens a cell and none closes it.",
            "Close it; one that belongs to the text is written twice.",
        ),
        (
            "undecided_sheet",
            "Nobody has said yet what a table is.",
            "Choose its sheet, or leave it out.",
        ),
        (
            "unknown_column",
            "A column is none that its sheet has.",
            "Correct its name, choose what it means, or leave it out.",
        ),
        (
            "unknown_delimiter",
            "What was chosen cannot part cells.",
            "Choose commas, semicolons, tabs or vertical bars.",
        ),
        (
            "unknown_drug",
            "There is no drug with this address.",
            "Correct the address, or add the drug to the sheet drugs.",
        ),
        (
            "unknown_encoding",
            "An encoding was chosen that is not known.",
            "Choose one of the list.",
        ),
        (
            "unknown_format",
            "Files of this format cannot be read.",
            "Save the file as XLSX, ODS or CSV.",
        ),
        (
            "unknown_sheet",
            "A table is called after no sheet.",
            "Choose its sheet, or leave it out.",
        ),
        (
            "unknown_table",
            "What was chosen names a table that is not there.",
            "Look at the columns again.",
        ),
        (
            "unmarked_utf_16",
            "The file lacks the mark that UTF-16 begins with.",
            "Save it as UTF-8.",
        ),
        (
            "unreadable_cell",
            "A cell says something that its column cannot hold.",
            "Correct the cell as the message says.",
        ),
        (
            "unreadable_line",
            "A line or one of its cells cannot be read.",
            "Correct it as the message says.",
        ),
        (
            "wrong_count",
            "The file repeats something impossibly often.",
            _SAVE_AGAIN,
        ),
        (
            "wrong_format",
            "The file is of another format than was chosen.",
            "Choose the format that it has.",
        ),
        ("xml", "A part of the workbook is damaged or strange.", _SAVE_AGAIN),
        (
            "zip",
            "The ZIP is damaged, too large, or not what it claims to be.",
            "Pack or save the file again, and load it once more.",
        ),
    )
}
