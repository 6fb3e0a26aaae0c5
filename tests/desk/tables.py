"""Downloads as a spreadsheet would read them."""

import csv
import io

import openpyxl


def as_csv(response):
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def as_xlsx(response):
    assert response.status_code == 200
    content = io.BytesIO(b"".join(response.streaming_content))
    book = openpyxl.load_workbook(content)
    return [[cell.value for cell in row] for row in book.active.iter_rows()]
