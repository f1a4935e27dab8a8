"""The words of the map in one language, by the key under which its script asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.record.model import Aspect, Basis, Certainty, Confidence, Form
from layers.record.timeslice import Agreement
from layers.wording import card

if TYPE_CHECKING:
    from layers.wording.words import Words


def messages(words: Words) -> dict[str, str]:
    """Return key -> text: interface, status labels, layers, groups, certainties, confidences, parties."""
    record = words.record
    languages = sorted({s.language for s in record.sources.values()} - {""})
    return (
        _head(words)
        | _search(words)
        | _legend(words)
        | _card(words)
        | _time(words)
        | _comparison(words)
        | {f"status:{code}": words.status(code) for code in record.terms}
        | {f"meaning:{code}": words.meaning(code) for code in record.terms}
        | {f"layer:{key}": value for key, value in words.layers().items()}
        | {f"group:{group}": value for group, value in words.groups().items()}
        | {code.value: words.agreement(code) for code in Agreement}
        | {f"language:{code}": words.language_name(code) for code in languages}
        | {f"aspect:{value}": words.aspect(value) for value in Aspect}
        | {str(word): words.say(word) for word in (*Certainty, *Basis, *Confidence, *Form)}
        | {f"party:{party}": words.party(party) for party in record.profile.parties}
        | {f"statedBy:{party}": words.as_stated_by(party) for party in record.profile.parties}
        | {f"mapOf:{party}": words.stated_by(party) for party in record.profile.parties}
    )


def _head(words: Words) -> dict[str, str]:
    """Return the words of what stands about the map as a whole."""
    text = words.say
    return {
        "mapLabel": words.told(words.record.profile.map_title),
        "language": text("Language"),
        "close": text("Close"),
        "fullscreen": text("Full screen"),
        "fullHeight": text("Full height"),
        "halfHeight": text("Half height"),
        "zoomIn": text("Zoom in"),
        "zoomOut": text("Zoom out"),
        "wheelHint": text("Hold Ctrl to zoom the map with the wheel"),
        "touchHint": text("Move the map with two fingers"),
    }


def _search(words: Words) -> dict[str, str]:
    """Return the words of the field that finds places and events."""
    text = words.say
    return {
        "find": text("Find"),
        "findHint": text("A place by any of its names, or words of an event"),
        "nothingNamed": text("Nothing has that name; the nearest are {names}."),
        "places": text("Places"),
        "placesOnDay": text("Places on this day"),
    }


def _legend(words: Words) -> dict[str, str]:
    """Return the words of the panel with layers and legend."""
    text = words.say
    return {
        "layers": text("Layers and legend"),
        "layersOnly": text("Layers"),
        "legend": text("Shown on this day"),
        "legendOfMaps": text("Shown on these maps"),
        "nothingShown": text("Nothing is shown: switch a layer on."),
        "changed": text("Changed between the two days"),
        "unchanged": text("unchanged"),
        "noStatus": text("no dated status in the record"),
        "noStatusShort": text("no status in the record"),
        "schematicShort": text("schematic position"),
        "track:rail": text("railway: a double line"),
        "track:both": text("road and railway: a triple line"),
        "onlineMap": text("Online map ({name})"),
        "onlineMapAsks": text("{host} is then asked for the part of the map that you look at."),
        "mode": text("Colours show"),
        "mode:status": text("the status"),
        "mode:agreement": text("whether sources agree"),
        "party": text("According to"),
        "recordParty": text("all"),
        "eventsOfYear": text("Events of the past year"),
        "inEnglish": ""
        if words.language == words.record.profile.language
        else "* " + text("name in English; the record has no other"),
    }


def _card(words: Words) -> dict[str, str]:
    """Return the words of the cards of places, settlements and events."""
    text = words.say
    return {
        "status": text("Status"),
        "since": text("Since"),
        "until": text("Until"),
        "before": text("Before"),
        "certainty": text("Certainty"),
        "confidence": text("Confidence"),
        "statusMeans": text("What the status means"),
        "basis": text("Basis"),
        "note": text("Note"),
        "sources": text("Sources"),
        "archived": text("archived copy"),
        "opened": text("opened on {day}"),
        "partiesSay": text("What the parties say"),
        "accordingTo": text("according to {party}"),
        "alsoHere": text("Also here"),
        "noStatusDay": text("the record has no status for this day"),
        "noStatusOf": text("{name}: the record has no status for it on {day}"),
        "liesWithin": text("{name} lies within {place}: {status}"),
        "nearEdge": text("(near its edge, which is known to about {distance})"),
        "settlement": text("settlement"),
        "accuracy": text("Position"),
        "within": text("within about {distance}"),
        "howDrawn": text("How it was drawn"),
        "schematic": text(card.SCHEMATIC),
        "certainMeans": text(card.CERTAINTY[Certainty.CERTAIN]),
        "possibleMeans": text(card.CERTAINTY[Certainty.POSSIBLE]),
        "confidenceMeans": text(card.CONFIDENCE),
        "stillSo": text("still so on {day}, when the record was last reviewed"),
        "notKnownAfter": text("not known after {day}"),
        "notReviewed": text("not reviewed: the record ends on {day}"),
        "notReviewedShort": text("not reviewed"),
    }


def _time(words: Words) -> dict[str, str]:
    """Return the words of the time bar."""
    text = words.say
    return {
        "timeBar": text("Day shown on the map"),
        "dayInput": text("Day, as YYYY-MM-DD"),
        "dayInputCalendar": text("Calendar"),
        "badDay": text("Write the day as YYYY-MM-DD, for example {day}.").format(day=words.record.profile.default_day),
        "dayOutside": text("The record covers {first} to {last}."),
        "play": text("Play"),
        "pause": text("Pause"),
        "speed": text("Speed"),
        "previousChange": text("Previous change"),
        "nextChange": text("Next change"),
        "inView": text("changes in view"),
        "lanes": text("Timeline of every place and road"),
    }


def _comparison(words: Words) -> dict[str, str]:
    """Return the words of the comparison of two days, or of the parties."""
    text = words.say
    return {
        "compare": text("Compare"),
        "compareHint": text("Compare two days"),
        "comparedHow": text("How the two days are seen"),
        "sideBySide": text("Side by side"),
        "swipe": text("Swipe"),
        "difference": text("Difference"),
        "earlierDay": text("Earlier day"),
        "laterDay": text("Later day"),
        "earlierDayCalendar": text("Calendar for the earlier day"),
        "divider": text("Divider between the two days"),
        "endComparison": text("End the comparison"),
        "fit": text("Show all that differs"),
        "nothingChanged": text("Nothing has changed between the two days."),
        "mapPerParty": text("A map for each party"),
        "partiesDiffer": text("Where the parties differ"),
        "partiesAgree": text("On this day the parties state no different status."),
        "oneMap": text("Back to one map"),
    }
