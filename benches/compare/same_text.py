#!/usr/bin/env python3
"""Proves that the plain pages of gongkai and of Hugo say the same.

Compared are the title, the meta tags and every stretch of visible text between
two tags, in order, with white space folded.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

sys.dont_write_bytecode = True

SILENT = {"style", "script"}


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in SILENT
        given = dict(attributes)
        if tag == "meta" and "name" in given and given["name"] != "viewport":
            self.pieces.append(f"{given['name']} = {given.get('content')}")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and not self.silent:
            self.pieces.append(text)


def pieces(page: Path) -> list[str]:
    """What a page says, piece by piece."""
    reader = _Text()
    reader.feed(page.read_text("utf-8"))
    reader.close()
    return reader.pieces


def differences(ours: Path, theirs: Path, pages: list[str]) -> list[str]:
    """One line for every page of the list that does not say the same."""
    found = []
    for page in pages:
        mine, other = pieces(ours / page), pieces(theirs / page)
        if mine == other:
            continue
        at = next((at for at, (a, b) in enumerate(zip(mine, other)) if a != b), min(len(mine), len(other)))
        found.append(f"{page}: piece {at}: {mine[at:at + 2]} is not {other[at:at + 2]}")
    return found


if __name__ == "__main__":
    ours, theirs = Path(sys.argv[1]), Path(sys.argv[2])
    pages = [str(one.relative_to(ours)) for one in ours.rglob("index.html")]
    wrong = differences(ours, theirs, pages)
    print("\n".join(wrong[:20]) or f"{len(pages)} pages say the same")
    sys.exit(bool(wrong))
