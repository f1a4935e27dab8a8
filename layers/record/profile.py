"""The profile of a record: what differs between two records beside their rows, read from its profile.json.

The form of the file is `profile.schema.json` (JSON Schema 2020-12) beside this module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layers.errors import UnknownNameError
from layers.record.dates import parse_day
from layers.record.style import Style, from_dict, ramp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

FORMAT = 1
"""The format of a record that this program reads."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (EPSG:4326)."""


class Role(StrEnum):
    """What a group is to the map, in the order of drawing."""

    CONTEXT = "context"
    TERRITORY = "territory"
    ZONE = "zone"
    ROUTE = "route"


@dataclass(frozen=True)
class Language:
    """A language of the record: BCP 47 code, its own name, and the CLDR locale in which it writes days and numbers."""

    code: str
    name: str
    locale: str


@dataclass(frozen=True)
class Party:
    """One of those who say so, where a row is not the record's own finding; its label is what readers see."""

    party_id: str
    label: str


@dataclass(frozen=True)
class Group:
    """A heading of the legend; `one` and `many` count its entities, with `{count}`."""

    group_id: str
    role: Role
    label: str
    one: str
    many: str


@dataclass(frozen=True)
class Labelled:
    """A layer's or a view's label: a row of names.csv, or words."""

    key: str
    name_id: str
    label: str


@dataclass(frozen=True)
class Example:
    """What the page offers to look at first: what it is called, and the query of its address."""

    label: str
    query: str


@dataclass(frozen=True)
class CountryName:
    """What a country (ISO 3166-1 alpha-2) was called over the half-open `[valid_from, valid_to)`; None is unbounded."""

    iso: str
    label: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Basemap:
    """The undated map below: its folder, the countries (ISO 3166-1 alpha-2) drawn as land, whom it is credited to.

    `countries` are names that countries had on other days; beside them the name of CLDR holds.
    """

    folder: str
    highlight: tuple[str, ...]
    credits: tuple[str, ...]
    countries: tuple[CountryName, ...]


@dataclass(frozen=True)
class Profile:
    """What a record says of itself.

    Attributes
    ----------
    record_id, edition
        Names the record, in files too, and this state of it.
    first_day, last_day
        The days, both inclusive, that can be asked for.
    reviewed_through
        Last day, inclusive, for which the record was reviewed.
    default_day
        The day shown first.
    about, examples
        What the page says of itself, and what it offers to look at first.
    languages
        The first is the one in which the record is written; the others are translations in its folder `locale`.
    beside
        Language -> the language or further spelling in which the other side's name stands beside.
    styles
        Status -> style, in the order of the vocabulary.
    rail_kinds
        The kinds of entities that are railways: their lines are drawn double, whatever their status.
    mixed_kinds
        The kinds of those that are a road and a railway in one: their lines are drawn as three.
    pending, contested
        The statuses of an agreed change that has not come yet, and of rival claims.
    bounds
        A coordinate outside is a mistake (swapped axes, metres).
    limits
        What a figure may show: what the base map covers.
    locator
        What the small map shows that says where a figure lies; None = no such map.
    zooms
        Least and greatest zoom of the map (Web Mercator, 256-pixel tiles).
    """

    record_id: str
    edition: str
    first_day: date
    last_day: date
    reviewed_through: date
    default_day: date
    title: str
    map_title: str
    about: str
    examples: tuple[Example, ...]
    publisher: str
    claims_note: str
    languages: Mapping[str, Language]
    spellings: tuple[str, ...]
    beside: Mapping[str, str]
    parties: Mapping[str, Party]
    groups: Mapping[str, Group]
    layers: Mapping[str, Labelled]
    styles: Mapping[str, Style]
    pending: frozenset[str]
    contested: frozenset[str]
    rail_kinds: frozenset[str]
    mixed_kinds: frozenset[str]
    views: Mapping[str, Box]
    view_labels: Mapping[str, Labelled]
    default_view: str
    bounds: Box
    limits: Box
    locator: Box | None
    zooms: tuple[int, int]
    basemap: Basemap | None
    credit: str

    @property
    def language(self) -> str:
        """The code of the language in which the record is written."""
        return next(iter(self.languages))

    def role_of(self, group: str) -> Role:
        """Return what a group is to the map."""
        return self.groups[group].role

    def track_of(self, kind: str) -> str:
        """Return how the lines of a kind of entity are drawn, as a key of `style.TRACKS`; empty if it is no railway."""
        if kind in self.mixed_kinds:
            return "both"
        return "rail" if kind in self.rail_kinds else ""

    def rank(self, group: str) -> int:
        """Return the place of a group in the legend, from 0."""
        return list(self.groups).index(group)

    def party(self, party_id: str) -> str:
        """Return a party's id in the spelling of the profile; upper and lower case are the same.

        Raises
        ------
        UnknownNameError
            If the record has no such party.
        """
        folded = {known.casefold(): known for known in self.parties}
        if party_id.casefold() not in folded:
            raise UnknownNameError("party", party_id, self.parties)
        return folded[party_id.casefold()]


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema that a profile.json must meet."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("profile.schema.json").read_text(encoding="utf-8"))
    return found


def from_values(values: Mapping[str, Any], statuses: Sequence[tuple[str, str]]) -> Profile:
    """Return the profile that a checked profile.json holds.

    Parameters
    ----------
    values
        The parsed file.
    statuses
        Code and group of each status of the vocabulary, in its order.
    """
    groups = {g["id"]: _group(g) for g in values["groups"]}
    box = tuple(values["bounds"])
    return Profile(
        record_id=values["id"],
        edition=values["edition"],
        first_day=parse_day(values["first_day"]),
        last_day=parse_day(values["last_day"]),
        reviewed_through=parse_day(values["reviewed_through"]),
        default_day=parse_day(values.get("default_day", values["reviewed_through"])),
        title=values["title"],
        map_title=values.get("map_title", values["title"]),
        about=values.get("about", ""),
        examples=tuple(Example(v["label"], v["query"]) for v in values.get("examples", ())),
        publisher=values.get("publisher", values["title"]),
        claims_note=values.get("claims_note", ""),
        languages={v["code"]: _language(v) for v in values["languages"]},
        spellings=tuple(values.get("spellings", ())),
        beside=values.get("beside", {}),
        parties={p["id"]: Party(p["id"], p.get("label", p["id"])) for p in values["parties"]},
        groups=groups,
        layers={v["id"]: _labelled(v) for v in values["layers"]},
        styles=_styles(values.get("statuses", {}), statuses, groups),
        pending=_flagged(values, "pending"),
        contested=_flagged(values, "contested"),
        rail_kinds=frozenset(values.get("rail_kinds", ())),
        mixed_kinds=frozenset(values.get("mixed_kinds", ())),
        views={v["id"]: tuple(v["bounds"]) for v in values["views"]},
        view_labels={v["id"]: _labelled(v) for v in values["views"]},
        default_view=values.get("default_view", values["views"][0]["id"]),
        bounds=box,
        limits=tuple(values.get("limits", box)),
        locator=tuple(values["locator"]) if "locator" in values else None,
        zooms=tuple(values.get("zooms", (3, 13))),
        basemap=_basemap(values["basemap"]) if values.get("basemap") else None,
        credit=values.get("credit", ""),
    )


def _language(values: Mapping[str, str]) -> Language:
    return Language(values["code"], values["name"], values.get("locale", values["code"]))


def _group(values: Mapping[str, str]) -> Group:
    label = values["label"]
    one, many = values.get("one", f"{{count}} × {label}"), values.get("many", f"{{count}} × {label}")
    return Group(values["id"], Role(values["role"]), label, one, many)


def _labelled(values: Mapping[str, Any]) -> Labelled:
    return Labelled(values["id"], values.get("name", ""), values.get("label", ""))


def _basemap(values: Mapping[str, Any]) -> Basemap:
    return Basemap(
        folder=values["folder"],
        highlight=tuple(values.get("highlight", ())),
        credits=tuple(values.get("credits", ())),
        countries=tuple(_country(v) for v in values.get("countries", ())),
    )


def _country(values: Mapping[str, str]) -> CountryName:
    bounds = (parse_day(values[key]) if key in values else None for key in ("valid_from", "valid_to"))
    return CountryName(values["iso"], values["label"], *bounds)


def _flagged(values: Mapping[str, Any], flag: str) -> frozenset[str]:
    return frozenset(code for code, status in values.get("statuses", {}).items() if status.get(flag))


def _styles(
    written: Mapping[str, Any], statuses: Sequence[tuple[str, str]], groups: Mapping[str, Group]
) -> dict[str, Style]:
    """Return a style for every status; one that the profile does not give comes from the ramp."""
    found: dict[str, Style] = {}
    taken = {True: 0, False: 0}
    for code, group in statuses:
        own = written.get(code, {}).get("style")
        filled = groups[group].role in (Role.TERRITORY, Role.CONTEXT)
        found[code] = from_dict(own) if own else ramp(taken[filled], filled=filled)
        taken[filled] += own is None
    return found
