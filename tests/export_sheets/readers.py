# Reads exported reports as others do: csv and json of Python, openpyxl, jsonschema. Of each
# report in the folder the three files say the same, and its JSON fits `schema.json`.
import csv
import json
import pathlib
import sys

import jsonschema
import openpyxl

folder = pathlib.Path(sys.argv[1])
schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)


def shown(value):
    return "" if value is None else str(value)


def stated(cell):
    if cell["value"] is None:
        return cell["reason"], cell.get("mark", "")
    status = "text" if isinstance(cell["value"], str) else "value"
    return status, cell.get("printed", str(cell["value"]))


def check(name):
    report = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    validator.validate(report)
    path = folder / f"{name}.csv"
    if not path.exists():
        assert report["tables"] == [], name
        return 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = {cell["id"]: cell for table in report["tables"] for cell in table["cells"]}
    assert len(rows) == len(cells), name
    for row in rows:
        cell = cells[f"{row['table']}.{row['row_id']}.{row['column_id']}"]
        assert stated(cell) == (row["status"], row["value"]), (name, cell, row)
    book = openpyxl.load_workbook(folder / f"{name}.xlsx", data_only=True)
    heads, *data = book["数据"].iter_rows(values_only=True)
    assert [dict(zip(heads, map(shown, line))) for line in data] == rows, name
    return len(rows)


names = sorted(path.stem for path in folder.glob("u*.json"))
print(sum(map(check, names)), "cells of", len(names), "reports")
