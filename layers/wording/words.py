"""Words for people, in one language: interface texts, names, days and intervals.

Interface texts come from the gettext catalogues in layers/locale; those of the record from its own folder, never
from the interface, so that two records cannot lend each other words. Names come from the record, days and numbers
from Babel (CLDR). What has no translation stands in the language of the source, marked with `[en]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.units import format_unit

from layers.errors import LayersError, one_of
from layers.record import catalogue
from layers.record.model import Aspect
from layers.record.timeslice import Agreement, holds, last_day
from layers.wording import uncertain

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Record, State
    from layers.record.profile import Labelled

LOCALE = Path(__file__).resolve().parents[1] / "locale"
SOURCE = "en"
"""The language in which the interface is written."""
SCRIPTS = ("Latn", "Cyrl", "Armn")
"""The scripts (ISO 15924) for which fonts come with maps, pages and figures."""
DISPUTED_TERM = "disputed term"
"""Kind of a name that only one side uses: its label is a sentence that quotes it and says whose word it is."""
UNTRANSLATED_NAME = "*"
"""Marks the name of a town of the base map that the record has in its first language only; the legend explains it."""


def require_language(record: Record, language: str) -> str:
    """Return `language` if the record has it, else raise `UnknownNameError`."""
    return one_of("language", language, record.profile.languages)


def require_drawable(record: Record, language: str) -> str:
    """Return `language` if maps and figures can be written in it.

    Raises
    ------
    UnknownNameError
        If the record does not have the language.
    LayersError
        If its script has no bundled font: it would be drawn as boxes.
    """
    require_language(record, language)
    if not is_drawable(language):
        known = ", ".join(code for code in record.profile.languages if is_drawable(code))
        raise LayersError(
            f"language {language!r}: no font for its script comes with maps and figures; required: one of {known}"
        )
    return language


def is_drawable(language: str) -> bool:
    """Return True if fonts for the script of a language come with maps and figures."""
    return _script(language) in SCRIPTS


def drawable(record: Record) -> tuple[str, ...]:
    """Return the languages of a record in which maps and figures can be written."""
    return tuple(code for code in record.profile.languages if is_drawable(code))


@lru_cache(maxsize=256)
def _script(language: str) -> str:
    """Return the script of a language (ISO 15924) by CLDR's likely subtags."""
    locale = Locale.parse(language, sep="-")
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags").get(locale.language, "")
    return next((part for part in likely.split("_") if len(part) == 4), "")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one record in one language."""

    record: Record
    language: str

    def __post_init__(self) -> None:
        require_language(self.record, self.language)

    @property
    def locale(self) -> str:
        """The CLDR locale in which days and numbers are written."""
        return self.record.profile.languages[self.language].locale

    def say(self, message: str) -> str:
        """Return an interface text; in the language of the source, with a mark, where the catalogues lack it."""
        if self.language == SOURCE or not message:
            return message
        return _interface(self.language).gettext(message) or self._record_text(message) or f"{message} [{SOURCE}]"

    def told(self, text: str) -> str:
        """Return a text of the record; in the record's first language, with a mark, where its catalogue lacks it."""
        first = self.record.profile.language
        if self.language == first or not text:
            return text
        return self._record_text(text) or f"{text} [{first}]"

    def _record_text(self, text: str) -> str:
        return _catalogue(self.record.folder / "locale" / f"{self.language}.po", self.language).gettext(text)

    def counted(self, group: str, count: int) -> str:
        """Return how many entities of a group there are, in the plural form of the language."""
        about = self.record.profile
        one, many = about.groups[group].one, about.groups[group].many
        written = one if count == 1 else many
        if self.language != about.language:
            path = self.record.folder / "locale" / f"{self.language}.po"
            found = _catalogue(path, self.language).ngettext(one, many, count)
            written = found or f"{written} [{about.language}]"
        return written.format(count=count)

    def day(self, value: date, *, short: bool = False) -> str:
        """Return a day in words, for example 26 August 2022, or 26 Aug 2022 where short."""
        return format_date(value, format="medium" if short else "long", locale=self.locale)

    def date_pattern(self) -> dict[str, object]:
        """Return the CLDR pattern of a day and the names of the months as they stand in it."""
        locale = Locale.parse(self.locale)
        months = [locale.months["format"]["wide"][month] for month in range(1, 13)]
        return {"pattern": locale.date_formats["long"].pattern, "months": months}

    def interval(self, state: State, *, short: bool = False) -> str:
        """Return the days of a state in words, the last one inclusive, as sure as they are; an open end has none."""
        start = self.boundary(state.valid_from, state.edtf_from, short=short)
        if state.valid_to is None:
            return f"{start} –"
        return f"{start} – {self.boundary(last_day(state.valid_to), uncertain.eve(state.edtf_to), short=short)}"

    def open_end(self, state: State) -> str:
        """Return what an open end means: still so when last reviewed, or not known since a day."""
        if state.end.earliest is not None:
            return self.say("not known after {day}").format(day=self.day(last_day(state.end.earliest)))
        reviewed = self.day(self.record.profile.reviewed_through)
        return self.say("still so on {day}, when the record was last reviewed").format(day=reviewed)

    def boundary(self, value: date, edtf: str, *, short: bool = False) -> str:
        """Return a day in words with its uncertainty; in EDTF where that has a form for which there are no words."""
        if not edtf:
            return self.day(value, short=short)
        return uncertain.told(edtf, self.locale, self.say) or f"{self.day(value)} ({edtf})"

    def until(self, state: State) -> str:
        """Return the last day of a state in words with its uncertainty, or what its open end means."""
        if state.valid_to is None:
            return self.open_end(state)
        return self.boundary(last_day(state.valid_to), uncertain.eve(state.edtf_to))

    def distance(self, metres: float) -> str:
        """Return a distance in words: kilometres from 1,000 m on, else metres."""
        far = metres >= 1000
        unit, amount = ("length-kilometer", round(metres / 1000, 1)) if far else ("length-meter", round(metres))
        return format_unit(amount, unit, length="short", locale=self.locale)

    def not_reviewed(self, day: date) -> str:
        """Return the words, in brackets, that mark a day after the review; empty for a day before it."""
        reviewed = self.record.profile.reviewed_through
        if day <= reviewed:
            return ""
        return f" ({self.say('not reviewed: the record ends on {day}').format(day=self.day(reviewed))})"

    def name(self, name_id: str) -> str:
        """Return the label of a place; the first language's name with a mark where the record lacks it.

        Where one side's name would stand alone, the other side's stands beside it (docs/decisions/naming.md).
        """
        known, first = self.record.names[name_id], self.record.profile.language
        if known.kind == DISPUTED_TERM:
            return self.told(known.by_language[first])
        own = known.by_language.get(self.language) or f"{known.by_language[first]} [{first}]"
        if self.language not in known.beside:
            return own
        return f"{own} / {self._beside(name_id)}"

    def _beside(self, name_id: str) -> str:
        known, column = self.record.names[name_id], self.record.profile.beside[self.language]
        return known.by_language.get(column) or known.spellings[column]

    def town(self, written: str, name_id: str | None) -> str:
        """Return the label of a town of the base map: from the record, else as it is written there, with a star."""
        known = self.record.names.get(name_id or "")
        if known and self.language in known.by_language:
            return self.name(known.name_id)
        return written if self.language == self.record.profile.language else written + UNTRANSLATED_NAME

    def country(self, iso: str, day: date) -> str:
        """Return what a country (ISO 3166-1 alpha-2) is called on a day."""
        return next(name for start, end, name in self.country_names(iso) if holds(start, end, day))

    def country_names(self, iso: str) -> list[tuple[date | None, date | None, str]]:
        """Return the names of a country (ISO 3166-1 alpha-2), the first that holds on a day being its name on it.

        Each comes with its half-open interval, None being unbounded: first those of the record, at last that of CLDR.
        """
        base = self.record.profile.basemap
        own = [(c.valid_from, c.valid_to, self.told(c.label)) for c in (base.countries if base else ()) if c.iso == iso]
        return [*own, (None, None, str(Locale.parse(self.locale).territories[iso]))]

    def language_name(self, code: str) -> str:
        """Return the CLDR name of a language by its code of ISO 639; the code where CLDR has none."""
        return str(Locale.parse(self.locale).languages.get(code, code))

    def title(self, entity_id: str) -> str:
        """Return what an entity is called: its name, what part of it is meant, or both."""
        entity = self.record.entities[entity_id]
        label = self.told(entity.label)
        if not entity.name_id:
            return label
        place = self.name(entity.name_id)
        return f"{place}: {label}" if label else place

    def status(self, code: str) -> str:
        """Return the label of a status code."""
        return self.told(self.record.terms[code].label)

    def meaning(self, code: str) -> str:
        """Return what a status code means, "" where the vocabulary does not say."""
        return self.told(self.record.terms[code].definition)

    def party(self, party_id: str) -> str:
        """Return what readers call a party."""
        return self.told(self.record.profile.parties[party_id].label)

    def according_to(self, party_id: str) -> str:
        """Return the words that attribute a statement to a party."""
        return self.say("according to {party}").format(party=self.party(party_id))

    def as_stated_by(self, party_id: str) -> str:
        """Return the banner of a page or a map that shows what one party states."""
        return self.say("Where the parties differ, as stated by: {party}").format(party=self.party(party_id))

    def stated_by(self, party_id: str) -> str:
        """Return the title of a map that shows what one party states, beside those of the others."""
        return self.say("As stated by: {party}").format(party=self.party(party_id))

    def aspect(self, value: Aspect) -> str:
        """Return what the parties differ about."""
        return {
            Aspect.NAME: self.say("on the name"),
            Aspect.NATURE: self.say("on what it is"),
            Aspect.DATE: self.say("on the date"),
        }[value]

    def agreement(self, code: str) -> str:
        """Return what the sources of a status are to one another."""
        return {
            Agreement.AGREE: self.say("several sources agree"),
            Agreement.ALONE: self.say("one source stands alone"),
            Agreement.CONTRADICT: self.say("sources contradict one another"),
        }[Agreement(code)]

    def groups(self) -> dict[str, str]:
        """Return the headings of the groups, in the order in which they stand."""
        return {key: self.told(group.label) for key, group in self.record.profile.groups.items()}

    def views(self) -> dict[str, str]:
        """Return what each named view is called."""
        return {key: self._label(view) for key, view in self.record.profile.view_labels.items()}

    def layers(self) -> dict[str, str]:
        """Return the menu entry of each layer."""
        return {key: self._label(layer) for key, layer in self.record.profile.layers.items()}

    def _label(self, labelled: Labelled) -> str:
        return self.name(labelled.name_id) if labelled.name_id else self.told(labelled.label)


class _Missing(NullTranslations):
    """Answer for what a catalogue lacks: nothing, so that the gap can be marked."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""


def _interface(language: str) -> NullTranslations:
    return _catalogue(LOCALE / f"{language}.po", language)


@lru_cache(maxsize=64)
def _catalogue(path: Path, language: str) -> NullTranslations:
    """Return the texts of a .po file, none where it is missing."""
    if not path.exists():
        return _Missing()
    translations = catalogue.compiled(catalogue.parsed(path.read_bytes(), language))
    translations.add_fallback(_Missing())
    return translations
