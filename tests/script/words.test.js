// What the page says in words, for texts and days; that text enters as text is tested in a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "../../layers/render/webmap/script/words.js";
import { day, record, told } from "./record.js";

const english = () => new Words(record(), "en");

test("a day is said after the pattern of the language", () => {
  assert.equal(english().day(day("2022-08-05")), "5 m8 2022");
  assert.equal(english().day(day("1923-12-31")), "31 m12 1923");
});

test("quoted letters of a pattern are said as they are, and two d's are two digits", () => {
  const texts = { ...record(), texts: { ru: {} } };
  assert.equal(new Words(texts, "ru").day(day("2022-08-05")), "05 m8 2022 г.");
});

test("a text of the interface takes its values, and keeps a place for which there is none", () => {
  assert.equal(english().say("stillSo", { day: "Monday" }), "still so on Monday");
  assert.equal(english().say("stillSo"), "still so on {day}");
  assert.equal(english().say("stillSo", { day: "$& {day} </script>" }), "still so on $& {day} </script>");
});

test("a text of the record is said in the language, or as it was written where it has no other", () => {
  assert.equal(new Words(record(), "az").record("Handover"), "Təhvil");
  assert.equal(new Words(record(), "az").record("Visit"), "Visit");
  assert.equal(english().record("Handover"), "Handover");
});

test("a boundary that is not sure is said in the words that the record has for it, in the language", () => {
  const unsure = told("T_ONE", "1950-01-09", "1960-01-01", {
    since: { en: "8 or 9 m1 1950", az: "1950 m1 8 və ya 9" },
    until: { en: "about 31 m12 1959", az: "təxminən" },
  });
  assert.deepEqual([english().since(unsure), english().until(unsure)], ["8 or 9 m1 1950", "about 31 m12 1959"]);
  assert.equal(english().interval(unsure), "8 or 9 m1 1950 – about 31 m12 1959");
  assert.equal(new Words(record(), "az").since(unsure), "1950 m1 8 və ya 9");
});

test("an accuracy is said in the words of the record", () => {
  assert.deepEqual([english().within(50), english().within(2440)], ["within about 50 m", "within about 2.4 km"]);
});

test("an interval is said by its first and its last day, not by the day that ends it", () => {
  assert.equal(english().interval(told("T_ONE", "1950-01-01", "1960-01-01")), "1 m1 1950 – 31 m12 1959");
  assert.equal(english().interval(told("T_ONE", "1950-01-01", null)), "1 m1 1950 –");
  assert.equal(english().state(told("T_ONE", "1950-01-01", null)), "Held by one, 1 m1 1950 –");
});

test("an end is the last day, or how far it is known, or that the record saw none", () => {
  const until = (to, fields) => english().until(told("T_ONE", "1950-01-01", to, fields));
  assert.equal(until("1960-01-01"), "31 m12 1959");
  assert.equal(until(null, { endEarliest: day("1955-01-01") }), "not known after 31 m12 1954");
  assert.equal(until(null, { endEarliest: null }), "still so on 30 m6 1990");
});

test("only what is not certain is hedged", () => {
  assert.equal(english().hedge("certain"), "");
  assert.equal(english().hedge("possible"), " (possible)");
  assert.equal(english().hedge("not reviewed"), " (notReviewedShort)");
});
