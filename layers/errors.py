"""The errors of this package.

    LayersError(ValueError)
    ├── DateError            a day or an EDTF expression that cannot be read, or a day outside the record
    ├── ReadError            a folder or file that cannot be read
    ├── UnknownNameError     an entity, view, format or language that does not exist; offers the nearest
    └── InvalidRecordError   a record that breaks its rules; carries every finding

Each message says which file, which feature or row, what was found and what is required.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LayersError(ValueError):
    """Any input that this package refuses, in words for the person who gave it."""


class DateError(LayersError):
    """A date that cannot be read or that lies outside the record."""


class ReadError(LayersError):
    """A folder or file that is missing or cannot be parsed."""


class UnknownNameError(LayersError):
    """A name that is not in the list it must come from; the nearest names are offered."""

    def __init__(self, kind: str, found: str, known: Iterable[str]) -> None:
        names = sorted(known)
        nearest = get_close_matches(found, names, n=3, cutoff=0.0)
        super().__init__(f"unknown {kind} {found!r}; the nearest are {', '.join(nearest) or 'none'}")
        self.nearest = tuple(nearest)


def one_of(kind: str, found: str, known: Iterable[str]) -> str:
    """Return `found` if it is one of the known names, else raise `UnknownNameError`."""
    names = [str(name) for name in known]
    if found not in names:
        raise UnknownNameError(kind, found, names)
    return found


@dataclass(frozen=True, order=True)
class Finding:
    """One breach of a rule: where it is, which rule, what was found and what is required."""

    file: str
    where: str
    rule: str
    found: str
    required: str

    def __str__(self) -> str:
        told = f"{self.file}: {self.where}: {self.rule}: found {self.found}; required: {self.required}"
        # what a stranger wrote must not steer the terminal, nor end the line
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in told)


class InvalidRecordError(LayersError):
    """A record that breaks its rules; `findings` holds every breach, not only the first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)
