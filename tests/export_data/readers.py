"""Reads the data of a published site with programs that are not ours.

frictionless: every data package is valid, with its foreign key, and the rows of its
tables can be read; rdflib: every catalogue is RDF whose files lie beside it; feedparser:
every feed is well formed and leads to pages that are there.
"""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

import feedparser
from frictionless import Package
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

DCAT = Namespace("http://www.w3.org/ns/dcat#")


def published(root, base, address):
    """Whether an address of the site is a file of it, or a folder with a page."""
    assert address.startswith(base), address
    path = unquote(address[len(base):].split("#")[0])
    return (root / path).is_file() or (root / path / "index.html").is_file()


def package(path):
    package = Package(str(path))
    report = package.validate()
    assert report.valid, (path, report.flatten(["type", "note", "message"]))
    names = [resource.name for resource in package.resources]
    rows = package.resources[0].read_rows()
    assert rows, path
    return names


def catalog(path, root, base):
    graph = Graph()
    graph.parse(str(path), format="json-ld")
    assert list(graph.subjects(RDF.type, DCAT.Catalog)), path
    assert list(graph.subjects(RDF.type, DCAT.Dataset)), path
    files = list(graph.objects(None, DCAT.downloadURL))
    assert files, path
    for file in files:
        assert published(root, base, str(file)), (path, file)


def feed(path, root, base):
    read = feedparser.parse(path.read_bytes())
    assert not read.bozo, (path, read.get("bozo_exception"))
    assert read.feed.title and read.feed.updated_parsed, path
    for entry in read.entries:
        assert entry.id and entry.title and entry.updated_parsed, path
        assert published(root, base, entry.link), (path, entry.link)
    return len(read.entries)


def main(root, base):
    packages = sorted(root.rglob("datapackage.json"))
    for path in packages:
        package(path)
    catalogs = sorted(root.rglob("*.jsonld"))
    for path in catalogs:
        catalog(path, root, base)
    feeds = [path for path in sorted(root.rglob("*.xml")) if path.name.startswith("feed")]
    entries = sum(feed(path, root, base) for path in feeds)
    assert packages and catalogs and entries
    print(json.dumps({"packages": len(packages), "catalogs": len(catalogs), "entries": entries}))


main(Path(sys.argv[1]), sys.argv[2])
