"""Catalogues of translations (GNU gettext), compiled in memory, so that only the text is kept."""

from __future__ import annotations

from codecs import BOM_UTF8
from io import BytesIO
from typing import TYPE_CHECKING

from babel import UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

if TYPE_CHECKING:
    from babel.messages import Catalog

FAULTS: tuple[type[Exception], ...] = (
    *(PoFileError, UnknownLocaleError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
)
"""What is raised about a catalogue that is none."""


def parsed(content: bytes, language: str) -> Catalog:
    """Return what a .po file says in a language (BCP 47); raises one of `FAULTS` if it is none."""
    text = BytesIO(content.removeprefix(BOM_UTF8))
    return read_po(text, locale=language.replace("-", "_"), abort_invalid=True)


def compiled(catalogue: Catalog) -> Translations:
    """Return a catalogue as gettext asks it; raises one of `FAULTS` if its plural forms cannot be computed."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    stream.seek(0)
    return Translations(stream)
