"""The frozen values of the record: what a row of each table is once it has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geopandas import GeoDataFrame

    from layers.dates import Bounds

CRS = "EPSG:4326"
LANGUAGES = ("en", "az", "hy", "ru", "tr")


class Group(StrEnum):
    """What an entity is to the map; also the order of the legend and of the layer list."""

    TERRITORY = "territory"
    CORRIDOR = "corridor"
    ZONE = "zone"
    CONTEXT = "context"


class Certainty(StrEnum):
    """How far the record vouches for a state on a day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NOT_REVIEWED = "not reviewed"


class Aspect(StrEnum):
    """What the parties differ about, where it is not a status."""

    NAME = "name"
    NATURE = "nature"
    DATE = "date"


class Basis(StrEnum):
    """What sort of thing a status rests on, the strongest first."""

    AGREEMENT = "agreement"
    OFFICIAL = "official text"
    OBSERVER = "observer"
    PRESS = "press"


class Party(StrEnum):
    """Who says so, when a row is not the record's own finding but one side's statement."""

    AZERBAIJAN = "Azerbaijan"
    ARMENIA = "Armenia"
    KARABAKH = "Karabakh authorities"
    THIRD = "third parties"


@dataclass(frozen=True)
class Source:
    """A publication that a row rests on; `day` is empty where the publication is undated."""

    source_id: str
    publisher: str
    title: str
    day: str
    url: str
    note: str


@dataclass(frozen=True)
class Term:
    """One word of the closed status vocabulary; `avoid` lists words that never stand for it."""

    scope: str
    code: str
    label: str
    definition: str
    avoid: tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """The names of a place in five languages; `by_language` lacks a language that the record lacks.

    `transliterated` is the Armenian name in Latin letters. `beside` are the languages in which one side's name
    would stand alone: there the other side's stands beside it.
    """

    name_id: str
    kind: str
    by_language: Mapping[str, str]
    transliterated: str
    confidence: str
    note: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """A territory, corridor, zone or piece of context that the record speaks of."""

    entity_id: str
    layer: str
    group: Group
    kind: str
    name_id: str
    label: str


@dataclass(frozen=True)
class State:
    """One status of one entity over the half-open interval `[valid_from, valid_to)`.

    `valid_to` None means: still so when the record was last reviewed. `start` and `end` bound the days on
    which the state began and ceased to hold; both lie around `valid_from` and `valid_to`.
    `according_to` None is the record's own finding, otherwise the party that says so.
    """

    entity_id: str
    status: str
    valid_from: date
    valid_to: date | None
    start: Bounds
    end: Bounds
    edtf_from: str
    edtf_to: str
    basis_kind: Basis
    basis: str
    confidence: str
    according_to: Party | None
    source_ids: tuple[str, ...]
    note: str

    @property
    def key(self) -> str:
        """Identify the row: entity, first day and party."""
        return f"{self.entity_id}@{self.valid_from}" + (f"@{self.according_to}" if self.according_to else "")


@dataclass(frozen=True)
class Event:
    """A dated event; `day` is the first day that its EDTF date allows."""

    event_id: str
    day: date
    edtf: str
    date_note: str
    kind: str
    title: str
    description: str
    entity_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    confidence: str
    verified: str


@dataclass(frozen=True)
class Position:
    """What one party says of an event where the parties differ, in its own quoted words or in reported speech."""

    event: Event
    aspect: Aspect
    according_to: Party
    words: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True)
class Claim:
    """A statement of the article that started this project, with the record's verdict on it."""

    claim_id: str
    quote: str
    stated_date: str
    place: str
    verdict: str
    correct_date: str
    finding: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The whole dated record, checked.

    Attributes
    ----------
    features
        One row per drawn feature, EPSG:4326; several features (segments) may belong to one entity, and an
        entity whose position is not known has none.
    states
        One row per (entity, status interval), the rival statements among them.
    reviewed_through
        Last day, inclusive, for which the record was reviewed.
    first_day, last_day
        The days, both inclusive, that can be asked for.
    digest
        SHA-256 over all data files; names this state of the data.
    """

    features: GeoDataFrame
    entities: Mapping[str, Entity]
    states: tuple[State, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    names: Mapping[str, Name]
    terms: Mapping[str, Term]
    edition: str
    reviewed_through: date
    first_day: date
    last_day: date
    digest: str
