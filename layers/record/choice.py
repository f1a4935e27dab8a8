"""What a reader chooses of a record: which layers, and what their colours show."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from layers.errors import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.record.model import Record


class Colours(StrEnum):
    """What the colours of a map or a figure show."""

    STATUS = "status"
    AGREEMENT = "agreement"


@lru_cache(maxsize=4)
def all_layers(record: Record) -> tuple[str, ...]:
    """Return the keys of the layers, in the order of the record's entities."""
    return tuple(dict.fromkeys(e.layer for e in record.entities.values() if e.entity_id in record.drawn))


def layers_of(record: Record, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the layers that are named, each once, in the order of the record.

    Raises
    ------
    UnknownNameError
        If a layer does not exist or has no geometry.
    """
    known = all_layers(record)
    wanted = {one_of("layer", key, known) for key in keys}
    return tuple(key for key in known if key in wanted)
