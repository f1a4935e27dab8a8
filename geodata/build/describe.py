"""Write datapackage.json: schema, licence, attribution and SHA-256 of every data file (Frictionless Data Package v1).

It is for other tools; what this project reads is profile.json. Run it after any change of a data file: `make describe`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent
PROFILE = json.loads((DATA / "profile.json").read_text(encoding="utf-8"))
CONFIDENCE = ["high", "medium", "low"]
PARTIES = [party["id"] for party in PROFILE["parties"]]
GROUPS = [group["id"] for group in PROFILE["groups"]]
SOURCE_KINDS = [
    *("treaty", "official text", "UN document", "court", "agency report", "newspaper", "monitor"),
    *("encyclopaedia", "mirror", "other site"),
]
KEYS = {
    "entities": "entity_id",
    "sources": "source_id",
    "events": "event_id",
    "claims": "claim_id",
    "names": "id",
    "vocabulary": "code",
}
REFERENCES = {
    "status": {"entity_id": ("entities", "entity_id"), "status": ("vocabulary", "code")},
    "positions": {"event_id": ("events", "event_id")},
    "evidence": {"source_id": ("sources", "source_id")},
}
REQUIRED = {
    "entities": {"layer", "group", "kind"},
    "status": {"entity_id", "status", "valid_from", "basis_kind", "confidence", "source_ids"},
    "positions": {"event_id", "aspect", "according_to", "words", "source_ids", "confidence"},
    "events": {"date", "edtf", "kind", "title", "source_ids", "confidence"},
    "sources": {"publisher", "kind"},
    "claims": {"quote", "verdict", "finding"},
    "evidence": {"table", "row", "source_id"},
    "editions": {"edition", "table", "row", "change", "why"},
    "names": {"kind", "en", "confidence"},
    "vocabulary": {"scope", "label", "definition"},
}
ENUMS = {
    ("sources", "kind"): SOURCE_KINDS,
    ("evidence", "table"): ["status", "events", "positions", "claims"],
    ("editions", "change"): ["added", "changed", "withdrawn"],
    ("evidence", "form"): ["quotation", "paraphrase"],
    ("entities", "group"): GROUPS,
    ("vocabulary", "scope"): GROUPS,
    ("status", "confidence"): CONFIDENCE,
    ("events", "confidence"): CONFIDENCE,
    ("events", "kind"): PROFILE["event_kinds"],
    ("status", "according_to"): PARTIES,
    ("status", "basis_kind"): ["agreement", "official text", "observer", "press"],
    ("positions", "according_to"): PARTIES,
    ("positions", "aspect"): ["name", "nature", "date"],
    ("positions", "confidence"): CONFIDENCE,
}
TITLES = {
    "entities": "What the record speaks of: territories, corridors, zones and the districts around",
    "status": "The status of each entity over time; half-open intervals [valid_from, valid_to)",
    "events": "Dated events behind the changes of status, and others that bear on them",
    "positions": "What the parties say of an event where they differ",
    "sources": "Publications that the rows rest on",
    "evidence": "Where in a publication a row has its proof, and in which words",
    "editions": "What each edition added, changed and withdrew, row by row, and why",
    "claims": "The statements of the article that started the project, with the record's verdict",
    "names": "Names of places in five languages",
    "vocabulary": "The closed vocabulary of status values",
}
FIELDS = {
    "entity_id": "Identifier of the entity; features of the layer files carry it.",
    "layer": "Layer file that holds the geometry, without .geojson.",
    "group": "Territory, corridor, zone or context: the group in the legend.",
    "kind": "What sort of thing the row is about.",
    "name_id": "Row of names.csv; empty where the entity has no place name.",
    "label": "Words that say which part is meant, or the label of a vocabulary term.",
    "status": "Status, a code of vocabulary.csv.",
    "valid_from": "First day of the status, inclusive.",
    "valid_to": "Day on which the status no longer held, exclusive; empty = still so when last reviewed.",
    "edtf_from": "The first day as EDTF where it is uncertain; empty where valid_from is sure.",
    "edtf_to": "The end as EDTF where it is uncertain; `[date..]` = some time from that day on.",
    "basis_kind": "What sort of thing the status rests on, the strongest that the record has.",
    "basis": "What the status rests on.",
    "confidence": "How sure the record is: high, medium or low.",
    "according_to": "The party that says so; empty = the record's own finding.",
    "source_ids": "Rows of sources.csv, separated by semicolons.",
    "note": "Remark.",
    "aliases": "Spellings that only find the place, separated by semicolons.",
    "beside": "Languages in which the other side's name stands beside this one, separated by semicolons.",
    "aspect": "What the parties differ about: a name, the nature of the event, or its date.",
    "words": "What the party says: its own words in quotation marks, or reported speech.",
    "event_id": "Identifier of the event.",
    "date": "Day of the event, or of the publication.",
    "edtf": "The date of the event as EDTF.",
    "date_note": "Why the date is not a plain day.",
    "title": "Title.",
    "description": "What happened.",
    "entities": "Entities the event is about, separated by semicolons.",
    "status_after": "Status codes that hold after the event, where the material names them.",
    "verified": "How the event was checked.",
    "source_id": "Identifier of the source.",
    "publisher": "Who published it.",
    "url": "Address; empty where the source is not online.",
    "language": "Language of the publication, ISO 639-1; empty where it was not seen.",
    "accessed": "Day on which the address was opened; empty where it is not known.",
    "archive_url": "Address of an archived copy; empty where none is known.",
    "replaces": "Identifiers of edition 1 that this row stands for, separated by semicolons.",
    "claim_id": "Identifier of the statement.",
    "quote": "Words of the publication (in claims.csv, of the article), or the record's where `form` is paraphrase.",
    "edition": "Edition of the record.",
    "change": "added, changed or withdrawn.",
    "columns": "Columns that changed, separated by semicolons.",
    "why": "Why.",
    "table": "Table of the row that is meant.",
    "row": "Key of that row: entity@first day, with @party for a party's statement; event; event@aspect@party; claim.",
    "locator": "Item, paragraph, page or speaker.",
    "form": "quotation or paraphrase; empty where only the place is given.",
    "stated_date": "The date that the article gives.",
    "place": "What place the statement is about.",
    "verdict": "Whether the record bears the statement out.",
    "correct_date": "The date that the record gives.",
    "finding": "Why.",
    "id": "Identifier of the name.",
    "en": "Internationally used name in English.",
    "az": "Name in Azerbaijani.",
    "hy": "Name in Armenian.",
    "hy_translit": "Armenian name in Latin letters.",
    "ru": "Name in Russian.",
    "tr": "Name in Turkish.",
    "scope": "What the status can be said of: territory, corridor or zone.",
    "code": "Code of the status.",
    "definition": "What the status means.",
    "avoid": "Words of one side that never stand for it, separated by commas.",
}


def main() -> None:
    """Write the descriptor."""
    tables = [_table(path) for path in sorted(DATA.glob("*.csv"))]
    layers = [_geometry(path) for path in sorted([*DATA.glob("*.geojson"), *DATA.glob("basemap/*.geojson")])]
    relief = json.loads((DATA / "basemap" / "relief.json").read_text(encoding="utf-8"))
    image = _file(DATA / "basemap" / "relief.png", "image/png") | _credit(relief)
    georeference = _file(DATA / "basemap" / "relief.json", "application/json") | _credit(relief)
    texts = [_text(path) for path in [DATA / "profile.json", *sorted(DATA.glob("locale/*.po"))]]
    package = {
        "profile": "data-package",
        "name": PROFILE["id"],
        "title": "A dated record of the territories and corridors around Karabakh",
        "version": PROFILE["edition"],
        **{key: PROFILE[key] for key in ("reviewed_through", "first_day", "last_day")},
        "licenses": [{"name": "CC-BY-4.0", "title": "The tables; each geometry file has its own licence"}],
        "contributors": [{"title": "The contributors of the Karabakh dated map", "role": "author"}],
        "resources": [*tables, *texts, *layers, image, georeference],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    (DATA / "datapackage.json").write_text(text, encoding="utf-8")


def _file(path: Path, mediatype: str) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "name": path.relative_to(DATA).with_suffix("").as_posix().replace("/", "-") + _suffix(path),
        "path": path.relative_to(DATA).as_posix(),
        "mediatype": mediatype,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _suffix(path: Path) -> str:
    """Tell the two files of the relief apart."""
    return "-georeference" if path.name == "relief.json" else ""


def _credit(about: dict[str, Any]) -> dict[str, Any]:
    names = str(about["licence"]).split(" AND ")
    return {"licenses": [{"name": name} for name in names], "sources": [{"title": about["attribution"]}]}


def _text(path: Path) -> dict[str, Any]:
    """Describe the profile, or the translations of a language."""
    mediatype = {".json": "application/json", ".po": "text/x-gettext-translation"}[path.suffix]
    return _file(path, mediatype) | {"licenses": [{"name": "CC-BY-4.0"}]}


def _geometry(path: Path) -> dict[str, Any]:
    """Describe a layer; the layer files say of themselves whom they come from."""
    about = json.loads(path.read_text(encoding="utf-8"))
    return _file(path, "application/geo+json") | _credit(about)


def _table(path: Path) -> dict[str, Any]:
    name = path.stem
    header = path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
    schema: dict[str, Any] = {"fields": [_field(name, field) for field in header], "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if name in REFERENCES:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": table, "fields": key}}
            for field, (table, key) in REFERENCES[name].items()
        ]
    about = {"profile": "tabular-data-resource", "title": TITLES[name], "format": "csv", "encoding": "utf-8"}
    return _file(path, "text/csv") | about | {"licenses": [{"name": "CC-BY-4.0"}], "schema": schema}


def _field(table: str, field: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field in REQUIRED[table] or field == KEYS.get(table):
        constraints["required"] = True
    if (table, field) in ENUMS:
        constraints["enum"] = ENUMS[table, field]
    kind = "date" if field in {"valid_from", "valid_to"} else "string"
    return {"name": field, "type": kind, "description": FIELDS[field], "constraints": constraints}


if __name__ == "__main__":
    main()
