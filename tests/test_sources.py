"""The sources of the shipped record: one row a publication, and what a row of the record may rest on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from layers.record.read import DATA

Row = dict[str, str]
KINDS = (
    *("treaty", "official text", "UN document", "court", "agency report", "newspaper", "monitor"),
    *("encyclopaedia", "mirror", "other site"),
)
"""The closed list of what a publication is; geodata/README.md says what each means."""
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
UNADDRESSED = ("UN document", "official text", "monitor")
"""Kinds whose text is named by its number, ISBN or title where no address of the publisher was found."""


def table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


SOURCES = {row["source_id"]: row for row in table("sources")}


def cited(row: Row) -> list[Row]:
    return [SOURCES[i] for i in row["source_ids"].split(";") if i]


def proves(source: Row) -> bool:
    """Return True for what *high* may rest on: a dated publication by whoever published it first."""
    return bool(source["date"]) and source["kind"] != "mirror"


def test_every_publication_has_one_row_and_is_cited() -> None:
    addresses = Counter(re.sub(r"^https?://(www\.)?|/$", "", r["url"]) for r in SOURCES.values() if r["url"])
    assert [address for address, count in addresses.items() if count > 1] == []
    used = {
        i
        for name in ("status", "events", "positions", "claims")
        for r in table(name)
        for i in r["source_ids"].split(";")
    }
    assert set(SOURCES) == used - {""}


def test_a_publication_has_one_publisher_a_kind_and_a_date_in_iso_8601() -> None:
    for source in SOURCES.values():
        assert source["publisher"], source
        assert not re.search(r";|\bno (citable )?source|unattributed|not recorded", source["publisher"]), source
        assert not re.search(r"not (recorded|citable)|no source", source["title"]), source
        assert source["kind"] in KINDS, source
        assert not source["date"] or DAY.fullmatch(source["date"]), source
        assert not source["language"] or re.fullmatch(r"[a-z]{2}", source["language"]), source


def test_addresses_are_those_of_the_publisher_itself() -> None:
    for source in SOURCES.values():
        host, path = urlsplit(source["url"]).hostname or "", urlsplit(source["url"]).path
        assert host or source["kind"] in UNADDRESSED, source
        assert not host.endswith("."), source
        assert not re.search(r"/amp\b", path), source
        if "kavkaz" in host or "caucasianknot" in host:
            assert host == "eng.kavkaz-uzel.eu", source


@pytest.mark.parametrize(
    ("publisher", "host"),
    [
        ("TASS", "tass.com"),
        ("Trend", "trend.az"),
        ("Report.az", "report.az"),
        ("Azernews", "azernews.az"),
        ("Today.Az", "today.az"),
        ("CivilNet", "civilnet.am"),
        ("Mediamax", "mediamax.am"),
        ("Asbarez", "asbarez.com"),
        ("RFE/RL Armenian Service", ("azatutyun.am", "rfe.pangea-cms.com")),
        ("APRI Armenia", "apri.institute"),
        ("news.am", "news.am"),
        ("OC Media", "oc-media.org"),
    ],
)
def test_publisher_and_address_match(publisher: str, host: str | tuple[str, ...]) -> None:
    own = [urlsplit(s["url"]).hostname or "" for s in SOURCES.values() if s["publisher"] == publisher]
    assert own
    assert [h for h in own if not h.endswith(host)] == []
    others = [s for s in SOURCES.values() if s["publisher"] != publisher and s["url"]]
    assert [s["source_id"] for s in others if (urlsplit(s["url"]).hostname or "").removeprefix("www.") == host] == []


def test_resolutions_of_the_security_council_carry_their_numbers() -> None:
    titles = [s["title"] for s in SOURCES.values() if s["publisher"] == "United Nations Security Council"]
    assert len(titles) == 4
    for title in titles:
        assert re.fullmatch(r"Resolution (\d+) \((\d{4})\), S/RES/\1 \(\2\)", title)


@pytest.mark.parametrize("name", ["status", "events", "positions"])
def test_high_confidence_rests_on_a_dated_publication_that_is_no_mirror(name: str) -> None:
    assert [r for r in table(name) if r["confidence"] == "high" and not any(map(proves, cited(r)))] == []


def test_an_official_text_is_not_claimed_on_an_encyclopaedia_alone() -> None:
    weak = {"encyclopaedia", "mirror", "other site"}
    own = [r for r in table("status") if r["basis_kind"] in {"official text", "agreement"} and not r["according_to"]]
    assert [r for r in own if {s["kind"] for s in cited(r)} <= weak and r["confidence"] != "low"] == []


def test_identifiers_of_edition_1_lead_to_one_row_each() -> None:
    replaced = [i for s in SOURCES.values() for i in s["replaces"].split(";") if i]
    assert len(replaced) > 20
    assert len(replaced) == len(set(replaced))
    assert not set(replaced) & set(SOURCES)


def keys() -> dict[str, dict[str, Row]]:
    """Return the rows that evidence can be for, by table and key."""
    return {
        "status": {
            "@".join(filter(None, (r["entity_id"], r["valid_from"], r["according_to"]))): r for r in table("status")
        },
        "events": {r["event_id"]: r for r in table("events")},
        "positions": {f"{r['event_id']}@{r['aspect']}@{r['according_to']}": r for r in table("positions")},
        "claims": {r["claim_id"]: r for r in table("claims")},
    }


def test_evidence_is_for_a_row_and_one_of_its_sources() -> None:
    rows = keys()
    for proof in table("evidence"):
        assert proof["row"] in rows[proof["table"]], proof
        assert proof["source_id"] in rows[proof["table"]][proof["row"]]["source_ids"].split(";"), proof


def test_evidence_names_a_place_or_words_and_says_whose_words() -> None:
    proofs = table("evidence")
    assert len({(p["table"], p["row"], p["source_id"]) for p in proofs}) == len(proofs)
    for proof in proofs:
        assert proof["locator"] or proof["quote"], proof
        assert proof["form"] in (("quotation", "paraphrase") if proof["quote"] else ("",)), proof
        assert proof["form"] != "quotation" or len(proof["quote"].split()) <= 25, proof
