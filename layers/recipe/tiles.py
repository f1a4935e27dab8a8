"""Online maps: pictures of another host below the record, which a page shows only when its reader switches them on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from layers import escape
from layers.errors import LayersError, UnknownNameError

_ADDRESS = re.compile(
    r"(?P<origin>https://[a-z0-9.-]+(?::[0-9]+)?|http://(?:127\.0\.0\.1|localhost)(?::[0-9]+)?)/"
    r"(?:[\w.~%/?&=:,@+-]|\{[xyz]\})*"
)
"""The address of a tile: nothing in it can end the policy of the page, in which its origin stands."""
_REQUIRED = "a name of xyzservices, or the address of tiles, a space, and whom they are credited to"
MOST_ZOOM = 19
"""Greatest zoom of the tiles whose greatest is not known."""
LONGEST_CREDIT = 300


@dataclass(frozen=True)
class Tiles:
    """An online map in Web Mercator (EPSG:3857), in tiles of 256 pixels.

    Attributes
    ----------
    name
        What readers are told that it is.
    url
        Address of a tile with `{z}`, `{x}` and `{y}`; y counts from the north.
    credit
        Whom it must be credited to, as plain text.
    zooms
        Least and greatest zoom of the tiles, both inclusive.
    """

    name: str
    url: str
    credit: str
    zooms: tuple[int, int] = (0, MOST_ZOOM)

    @property
    def origin(self) -> str:
        """Scheme, host and port: all that the page may ask."""
        found = _ADDRESS.fullmatch(self.url)
        assert found, "named() makes no other"
        return found["origin"]

    @property
    def host(self) -> str:
        """Host and port."""
        return self.url.split("/")[2]


def named(text: str) -> Tiles:
    """Return the online map of a name, or of an address with its credit.

    Parameters
    ----------
    text
        A name of xyzservices, such as `OpenStreetMap.Mapnik`; or the address of tiles with `{z}`, `{x}` and `{y}`, a
        space, and whom they are credited to. The address is https, or http on this machine.

    Raises
    ------
    LayersError
        If there is no such map, or it needs a key, another projection or a host that is asked in the clear.
    """
    return _own(text) if "://" in text else _provided(text)


def _own(text: str) -> Tiles:
    url, _, credit = text.partition(" ")
    credit = credit.strip()
    if not credit or len(credit) > LONGEST_CREDIT or escape.odd(credit):
        raise LayersError(
            f"online map {text[:LONGEST_CREDIT]!r} has no credit that can be written; required: {_REQUIRED}"
        )
    _require_address(url)
    return Tiles(Tiles("", url, "").host, url, credit)


def _provided(text: str) -> Tiles:
    from xyzservices import providers  # it reads a long list, which only a page with an online map needs

    try:
        found = providers.query_name(text)
    except ValueError:
        raise UnknownNameError("online map", text, providers.flatten()) from None
    if found.requires_token():
        raise LayersError(f"online map {found.name} needs a key, which a page cannot keep; required: one without")
    plain = (found.get("crs", "EPSG:3857"), found.get("tms", False), found.get("tileSize", 256))
    if plain != ("EPSG:3857", False, 256) or found.get("status"):
        raise LayersError(f"online map {found.name} cannot be laid below; required: Web Mercator, tiles of 256 pixels")
    url = found.build_url(x="{x}", y="{y}", z="{z}")
    _require_address(url)
    zooms = (int(found.get("min_zoom", 0)), int(found.get("max_zoom", MOST_ZOOM)))
    return Tiles(found.name, url, found.attribution.replace("(C)", "©"), zooms)


def _require_address(url: str) -> None:
    if not _ADDRESS.fullmatch(url) or not all(url.count(f"{{{name}}}") == 1 for name in "xyz"):
        raise LayersError(
            f"online map {url[:LONGEST_CREDIT]!r} is no address of tiles; "
            "required: https (on this machine http too) with {z}, {x} and {y}, each once"
        )
