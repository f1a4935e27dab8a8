"""The words of the map in one language, by the key under which its script asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.record.model import Aspect, Basis, Certainty, Confidence, Form
from layers.record.timeslice import Agreement

if TYPE_CHECKING:
    from layers.wording.words import Words


def messages(words: Words) -> dict[str, str]:
    """Return key -> text: interface, status labels, layers, groups, certainties, confidences, parties."""
    record = words.record
    languages = sorted({s.language for s in record.sources.values()} - {""})
    return (
        _interface(words)
        | {f"status:{code}": words.status(code) for code in record.terms}
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


def _interface(words: Words) -> dict[str, str]:
    text = words.say
    return {
        "layers": text("Layers and legend"),
        "find": text("Find"),
        "findHint": text("A place by any of its names, or words of an event"),
        "nothingNamed": text("Nothing has that name; the nearest are {names}."),
        "layersOnly": text("Layers"),
        "legend": text("Shown on this day"),
        "nothingShown": text("Nothing is shown: switch a layer on."),
        "changed": text("Changed between the two days"),
        "unchanged": text("unchanged"),
        "noStatusShort": text("no status in the record"),
        "mode": text("Colours show"),
        "mode:status": text("the status"),
        "mode:agreement": text("whether sources agree"),
        "party": text("According to"),
        "recordParty": text("all"),
        "before": text("Before"),
        "inView": text("changes in view"),
        "noStatus": text("no dated status in the record"),
        "noStatusDay": text("the record has no status for this day"),
        "status": text("Status"),
        "since": text("Since"),
        "until": text("Until"),
        "certainty": text("Certainty"),
        "confidence": text("Confidence"),
        "basis": text("Basis"),
        "note": text("Note"),
        "sources": text("Sources"),
        "archived": text("archived copy"),
        "opened": text("opened on {day}"),
        "names": text("Names"),
        "partiesSay": text("What the parties say"),
        "alsoHere": text("Also here"),
        "places": text("Places"),
        "eventsOfYear": text("Events of the past year"),
        "placesOnDay": text("Places on this day"),
        "accuracy": text("Position"),
        "liesWithin": text("{name} lies within {place}: {status}"),
        "noStatusOf": text("{name}: the record has no status for it on {day}"),
        "nearEdge": text("(near its edge, which is known to about {distance})"),
        "settlement": text("settlement"),
        "within": text("within about {distance}"),
        "howDrawn": text("How it was drawn"),
        "schematic": text("schematic: it shows the link or the place, not its exact course or edge"),
        "schematicShort": text("schematic position"),
        "inEnglish": ""
        if words.language == words.record.profile.language
        else "* " + text("name in English; the record has no other"),
        "accordingTo": text("according to {party}"),
        "certainMeans": text("the day lies between the latest start and the earliest end"),
        "possibleMeans": text("the day lies where the start or the end is not known to the day"),
        "confidenceMeans": text("how sure the record is of this entry"),
        "stillSo": text("still so on {day}, when the record was last reviewed"),
        "notKnownAfter": text("not known after {day}"),
        "notReviewed": text("not reviewed: the record ends on {day}"),
        "notReviewedShort": text("not reviewed"),
        "possible": text("possible"),
        "play": text("Play"),
        "pause": text("Pause"),
        "previousChange": text("Previous change"),
        "nextChange": text("Next change"),
        "lanes": text("Timeline of every place and road"),
        "speed": text("Speed"),
        "dayInput": text("Day, as YYYY-MM-DD"),
        "badDay": text("Write the day as YYYY-MM-DD, for example {day}.").format(day=words.record.profile.default_day),
        "dayOutside": text("The record covers {first} to {last}."),
        "timeBar": text("Day shown on the map"),
        "dayInputCalendar": text("Calendar"),
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
        "legendOfMaps": text("Shown on these maps"),
        "mapPerParty": text("A map for each party"),
        "partiesDiffer": text("Where the parties differ"),
        "partiesAgree": text("On this day the parties state no different status."),
        "oneMap": text("Back to one map"),
        "railShort": text("railway: a double line"),
        "onlineMap": text("Online map ({name})"),
        "onlineMapAsks": text("{host} is then asked for the part of the map that you look at."),
        "fullscreen": text("Full screen"),
        "language": text("Language"),
        "close": text("Close"),
        "fullHeight": text("Full height"),
        "halfHeight": text("Half height"),
        "wheelHint": text("Hold Ctrl to zoom the map with the wheel"),
        "touchHint": text("Move the map with two fingers"),
        "zoomIn": text("Zoom in"),
        "zoomOut": text("Zoom out"),
        "mapLabel": words.told(words.record.profile.map_title),
    }
