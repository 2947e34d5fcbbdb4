# Prints every table of a Word file as python-docx sees it: one line of JSON, rows of the
# texts at each place of the grid. A merged cell stands at each place that it covers.
import json
import sys

from docx import Document

document = Document(sys.argv[1])
tables = [
    [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
]
json.dump({"title": document.core_properties.title, "tables": tables}, sys.stdout)
