"""Words for people in five languages: interface texts, names, days and intervals.

Interface texts come from the gettext catalogues in locale/, those of the record from locale/record/, names from
the record, days and numbers from Babel (CLDR). What has no translation stands in English, marked with `[en]`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from layers.dates import is_approximate
from layers.errors import one_of
from layers.model import LANGUAGES, Aspect, Group, Record, State

if TYPE_CHECKING:
    from layers.model import Entity

LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGE_NAMES = {"en": "English", "az": "Azərbaycanca", "hy": "Հայերեն", "ru": "Русский", "tr": "Türkçe"}
_BABEL = {"en": "en_GB"}
UNTRANSLATED = " [en]"
DISPUTED_TERM = "disputed term"
"""Kind of a name that only one side uses: its label is a sentence that quotes it and says whose word it is."""
IN_ENGLISH = "*"
"""Marks the name of a town of the base map that the record has in English only; the legend explains it."""
_CLDR_TOWNS = {"Yerevan": "Asia/Yerevan", "Baku": "Asia/Baku"}
"""Towns for which CLDR has names, as those of time zones."""


def require_language(language: str) -> str:
    """Return `language` if it is one of the five, else raise `UnknownNameError`."""
    return one_of("language", language, LANGUAGES)


def babel_locale(language: str) -> str:
    """Return the CLDR locale in which days and numbers of a language are written."""
    return _BABEL.get(language, language)


def text(message: str, language: str = "en") -> str:
    """Return an interface text in a language; English with a mark where the catalogue lacks it."""
    if language == "en" or not message:
        return message
    translated = _catalogue(language).gettext(message)
    return translated or message + UNTRANSLATED


COUNTED = {
    Group.TERRITORY: ("{count} territory", "{count} territories"),
    Group.CORRIDOR: ("{count} corridor", "{count} corridors"),
    Group.ZONE: ("{count} zone or line", "{count} zones or lines"),
    Group.CONTEXT: ("{count} district or province around", "{count} districts or provinces around"),
}
"""Group -> one and many, as the catalogues have them."""


def counted(group: Group, count: int, language: str = "en") -> str:
    """Return how many entities of a group there are, in the plural form of the language."""
    one, many = COUNTED[group]
    english = one if count == 1 else many
    said = english if language == "en" else _catalogue(language).ngettext(one, many, count) or english + UNTRANSLATED
    return said.format(count=count)


class _Missing(NullTranslations):
    """Answer for what a catalogue lacks: nothing, so that `text` and `counted` can mark it."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""


@cache
def _catalogue(language: str) -> Translations:
    """Return the texts of the interface and, after them, those of the record."""
    translations = _compiled(LOCALE / f"{language}.po", language)
    translations.add_fallback(_compiled(LOCALE / "record" / f"{language}.po", language))
    translations.add_fallback(_Missing())
    return translations


def _compiled(path: Path, language: str) -> Translations:
    """Read a .po file; compiled in memory, so that only the text file is kept."""
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def day(value: date, language: str = "en", *, short: bool = False) -> str:
    """Return a day in words, for example 26 August 2022, or 26 Aug 2022 where short."""
    return format_date(value, format="medium" if short else "long", locale=babel_locale(language))


def date_pattern(language: str) -> dict[str, object]:
    """Return the CLDR long-date pattern and the month names that go with it, for the script in the map."""
    locale = Locale.parse(babel_locale(language))
    months = locale.months["format"]["wide"]
    return {"pattern": locale.date_formats["long"].pattern, "months": [months[m] for m in range(1, 13)]}


def last_day(valid_to: date) -> date:
    """Return the last day, inclusive, of a half-open interval that ends at `valid_to`."""
    return valid_to - timedelta(days=1)


def interval(state: State, language: str = "en", *, short: bool = False) -> str:
    """Return the days of a state in words, the last one inclusive; an open end has no words."""
    start = day(state.valid_from, language, short=short)
    if state.valid_to is None:
        return f"{start} –"
    return f"{start} – {day(last_day(state.valid_to), language, short=short)}"


def open_end(record: Record, state: State, language: str = "en") -> str:
    """Return what an open end means: still so when last reviewed, or not known since a day."""
    if state.end.earliest is not None:
        known = day(last_day(state.end.earliest), language)
        return text("not known after {day}", language).format(day=known)
    reviewed = day(record.reviewed_through, language)
    return text("still so on {day}, when the record was last reviewed", language).format(day=reviewed)


def boundary(value: date, edtf: str, language: str = "en") -> str:
    """Return a day in words with its uncertainty as the record states it, in EDTF."""
    words = day(value, language)
    if not edtf:
        return words
    about = text("about", language) + " " if is_approximate(edtf) else ""
    return f"{about}{words} ({edtf})"


def name(record: Record, name_id: str, language: str = "en") -> str:
    """Return the label of a place in a language; the English name with a mark where the record lacks it.

    Where one side's name would stand alone, the other side's stands beside it (docs/decisions/naming.md).
    """
    known = record.names[name_id]
    if known.kind == DISPUTED_TERM:
        return text(known.by_language["en"], language)
    own = known.by_language.get(language) or known.by_language["en"] + UNTRANSLATED
    if language not in known.beside:
        return own
    return f"{own} / {known.by_language['az'] if language == 'hy' else known.transliterated}"


def town(record: Record, english: str, name_id: str | None, language: str = "en") -> str:
    """Return the label of a town of the base map: from the record, else from CLDR, else the English one with a star."""
    if isinstance(name_id, str) and name_id in record.names:
        return name(record, name_id, language)
    if english in _CLDR_TOWNS:
        return str(get_timezone_location(_CLDR_TOWNS[english], locale=babel_locale(language), return_city=True))
    return english if language == "en" else english + IN_ENGLISH


def country(iso: str, language: str = "en") -> str:
    """Return the CLDR name of a country by its ISO 3166-1 alpha-2 code."""
    return str(Locale.parse(babel_locale(language)).territories[iso])


def title(record: Record, entity_id: str, language: str = "en") -> str:
    """Return what an entity is called: its name, what part of it is meant, or both."""
    entity: Entity = record.entities[entity_id]
    label = text(entity.label, language)
    if not entity.name_id:
        return label
    place = name(record, entity.name_id, language)
    return f"{place}: {label}" if label else place


def status(record: Record, code: str, language: str = "en") -> str:
    """Return the label of a status code."""
    return text(record.terms[code].label, language)


def aspect(value: Aspect, language: str = "en") -> str:
    """Return what the parties differ about."""
    return {
        Aspect.NAME: text("on the name", language),
        Aspect.NATURE: text("on what it is", language),
        Aspect.DATE: text("on the date", language),
    }[value]


def groups(language: str = "en") -> dict[str, str]:
    """Return the headings of the groups, in the order in which they stand."""
    return {
        Group.TERRITORY.value: text("Territories", language),
        Group.CORRIDOR.value: text("Corridors", language),
        Group.ZONE.value: text("Zones and lines", language),
        Group.CONTEXT.value: text("Context", language),
    }


def forms(language: str = "en") -> dict[str, str]:
    """Return what each format of an artefact is called, in the order of a menu."""
    kinds = {
        text("Picture", language): {"png": "PNG", "svg": "SVG", "pdf": "PDF"},
        text("Report with figure, sources and data", language): {"zip": "ZIP"},
        text("Animation", language): {"gif": "GIF", "mp4": "MP4"},
        text("Page that needs no network", language): {"html": "HTML"},
        text("Data of the day", language): {
            "geojson": "GeoJSON",
            "gpkg": "GeoPackage",
            "kml": "KML",
            "csv": "CSV",
            "parquet": "GeoParquet",
            "jsonfg": "JSON-FG",
        },
    }
    return {form: f"{kind}, {name}" for kind, names in kinds.items() for form, name in names.items()}


def sizes(language: str = "en") -> dict[str, str]:
    """Return what each size of `layers.sheet` is called."""
    return {
        "a4": text("A4, text width", language),
        "a4-half": text("A4, half the text width", language),
        "letter": text("Letter, text width", language),
        "column": text("Journal, one column", language),
        "two-columns": text("Journal, two columns", language),
        "slide": text("Slide, 16:9", language),
        "card": text("Web card, 1200 × 630", language),
    }


def views(record: Record, language: str = "en") -> dict[str, str]:
    """Return what each named view of `layers.extent` is called."""
    return {
        "region": text("Territories and corridors around Karabakh", language),
        "karabakh": text("Karabakh and the districts around it", language),
        "lachin": name(record, "lachin_corridor", language),
        "zangezur": name(record, "zangezur_corridor", language),
        "nakhchivan": text("Nakhchivan link", language),
    }


def layers(record: Record, language: str = "en") -> dict[str, str]:
    """Return the menu entry of each layer."""
    return {
        "kelbajar": name(record, "kalbajar", language),
        "aghdam": name(record, "aghdam", language),
        "lachin": name(record, "lachin_district", language),
        "districts": text("Other districts and places", language),
        "lachin_corridor": name(record, "lachin_corridor", language),
        "zangezur_corridor": name(record, "zangezur_corridor", language),
        "nakhchivan_link": text("Nakhchivan link", language),
        "zones": text("Zones and lines", language),
        "admin": text("Districts and provinces around", language),
    }
