"""The frozen values of the record: what a row of each table is once it has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from layers.record import index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.record.dates import Bounds
    from layers.record.profile import Profile

CRS = "EPSG:4326"


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


class Confidence(StrEnum):
    """How sure the record is of a row."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Form(StrEnum):
    """Whose words an evidence has: those of the publication, or the record's."""

    QUOTATION = "quotation"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True)
class Source:
    """A publication that a row rests on.

    `day` is empty where the publication is undated, `accessed` where it is not known when its address was opened,
    `archive_url` where no archived copy is known; `language` is a code of ISO 639. `note` is the record's remark on
    how the publication was read and is no part of a citation.
    """

    source_id: str
    publisher: str
    title: str
    day: str
    url: str
    note: str
    language: str = ""
    kind: str = ""
    accessed: str = ""
    archive_url: str = ""


@dataclass(frozen=True)
class Evidence:
    """Where in a source a row has its proof: item, paragraph, page or speaker, and its words.

    `form` is None where only the place is given. A quotation stands in the language of the publication.
    """

    source_id: str
    locator: str
    quote: str
    form: Form | None


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
    """The names of a place; `by_language` lacks a language that the record lacks.

    `spellings` are further ones, by the column of names.csv in which they stand. `beside` are the languages in
    which one side's name would stand alone: there the other side's stands beside it. `aliases` are spellings that
    readers write and nothing shows: they only find the place.
    """

    name_id: str
    kind: str
    by_language: Mapping[str, str]
    spellings: Mapping[str, str]
    confidence: str
    note: str
    beside: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entity:
    """A territory, corridor, zone or piece of context that the record speaks of; `group` is one of the profile."""

    entity_id: str
    layer: str
    group: str
    kind: str
    name_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A drawn part of an entity, EPSG:4326.

    `valid_from` and `valid_to` bound the days on which this part is drawn, half-open; None is unbounded.
    `accuracy_m` is how far, in metres, it may lie from the true place; `source` and `licence` are those of the
    geometry.
    """

    feature_id: str
    entity_id: str
    layer: str
    segment: str
    valid_from: date | None
    valid_to: date | None
    accuracy_m: int
    schematic: bool
    method: str
    source: str
    licence: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
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
    basis_kind: Basis | None
    basis: str
    confidence: Confidence
    according_to: str | None
    source_ids: tuple[str, ...]
    note: str
    evidence: tuple[Evidence, ...] = ()

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
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Position:
    """What one party says of an event where the parties differ, in its own quoted words or in reported speech."""

    event: Event
    aspect: Aspect
    according_to: str
    words: str
    source_ids: tuple[str, ...]
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A statement made elsewhere that the record examines, with its verdict on it."""

    claim_id: str
    quote: str
    stated_date: str
    place: str
    verdict: str
    correct_date: str
    finding: str
    source_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


class Revised(StrEnum):
    """What an edition did to a row."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Revision:
    """What an edition of the record did to one row of a table, and why; `columns` are those that changed."""

    edition: str
    table: str
    row: str
    change: Revised
    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True, eq=False)
class Record:
    """The whole dated record, checked; two are the same only if they are one object.

    Attributes
    ----------
    profile
        What the record says of itself: days, languages, parties, groups, layers, styles and views.
    features
        The drawn features; several (segments) may belong to one entity, and an entity whose position is not
        known has none.
    states
        One row per (entity, status interval), the rival statements among them.
    digest
        SHA-256 over all files of the record; names this state of the data.
    folder
        Where the record was read from.
    """

    profile: Profile
    features: tuple[Feature, ...]
    entities: Mapping[str, Entity]
    states: tuple[State, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    names: Mapping[str, Name]
    terms: Mapping[str, Term]
    revisions: tuple[Revision, ...]
    digest: str
    folder: Path

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The entities that have a geometry."""
        return frozenset(f.entity_id for f in self.features)

    @cached_property
    def dated(self) -> frozenset[str]:
        """The entities of which the record, or a party in it, states a status."""
        return frozenset(s.entity_id for s in self.states)

    @cached_property
    def index(self) -> index.Index:
        """The record as columns of numbers."""
        return index.build(self)

    @cached_property
    def states_of(self) -> Mapping[str, tuple[State, ...]]:
        """The states of each entity, earliest first, the rival statements among them."""
        found: dict[str, list[State]] = {}
        for state in sorted(self.states, key=lambda s: s.valid_from):
            found.setdefault(state.entity_id, []).append(state)
        return {entity: tuple(states) for entity, states in found.items()}
