// Words in one language. Text of the record enters the page as text nodes only, never as HTML.

import { partsOfDay } from "./time.js";

/** @import { Certainty, Day, Payload, Told } from "./types.d.ts" */

export class Words {
  /**
   * @param {Pick<Payload, "texts" | "told" | "dates" | "distances" | "entities" | "reviewed">} data
   * @param {string} language
   */
  constructor(data, language) {
    this.language = language;
    this.texts = data.texts[language];
    this.told = data.told[language] ?? {}; // the record's own language needs none
    this.dates = data.dates[language];
    this.distances = data.distances[language];
    this.entities = data.entities;
    this.reviewed = data.reviewed;
  }

  /**
   * A text of the interface or a word of the vocabulary; a key that is not known is said as it is.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [values] what stands for each {name} in it
   */
  say(key, values = {}) {
    const message = this.texts[key] ?? key;
    return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /**
   * The label of a status; of what the colours show instead of it, its words.
   *
   * @param {string} code
   */
  status(code) {
    return this.texts[`status:${code}`] ?? this.say(code);
  }

  /**
   * A text of the record.
   *
   * @param {string} text
   */
  record(text) {
    return this.told[text] ?? text;
  }

  /** @param {string} entity */
  title(entity) {
    return this.entities[entity].title[this.language];
  }

  /**
   * A day in words after the CLDR pattern of the language.
   *
   * @param {Day} day
   */
  day(day) {
    const { pattern, months } = this.dates;
    const { year, month, date } = partsOfDay(day);
    return pattern.replace(/'([^']*)'|d+|M+|y+/g, (match, quoted) => {
      if (quoted !== undefined) return quoted;
      if (match[0] === "M") return months[month];
      return match[0] === "y" ? String(year) : String(date).padStart(match.length, "0");
    });
  }

  /**
   * The last day of a state in words, or how far it is known; the record has the words of a day that is not sure.
   *
   * @param {Told} told
   */
  until(told) {
    if (told.to !== null) return told.until[this.language] ?? this.day(told.to - 1);
    if (told.endEarliest !== null) return this.say("notKnownAfter", { day: this.day(told.endEarliest - 1) });
    return this.say("stillSo", { day: this.day(this.reviewed) });
  }

  /**
   * The first day of a state in words.
   *
   * @param {Told} told
   */
  since(told) {
    return told.since[this.language] ?? this.day(told.from);
  }

  /**
   * The name of a settlement.
   *
   * @param {import("./types.d.ts").Place} town
   */
  town(town) {
    return town.name[this.language];
  }

  /**
   * When an event happened.
   *
   * @param {import("./types.d.ts").Event} event
   */
  when(event) {
    return event.when[this.language] ?? this.day(event.day);
  }

  /**
   * How far a position may be off.
   *
   * @param {number} metres
   */
  within(metres) {
    return this.say("within", { distance: this.distances[metres] });
  }

  /**
   * First and last day, both inclusive, as sure as they are; nothing after the dash where the end is open.
   *
   * @param {Told} told
   */
  interval(told) {
    return `${this.since(told)} –${told.to === null ? "" : ` ${this.until(told)}`}`;
  }

  /**
   * A status and its days.
   *
   * @param {Told} told
   */
  state(told) {
    return `${this.status(told.status)}, ${this.interval(told)}`;
  }

  /**
   * What is added to a status that is not certain.
   *
   * @param {Certainty} certainty
   */
  hedge(certainty) {
    if (certainty === "certain") return "";
    return ` (${certainty === "possible" ? this.say("possible") : this.say("notReviewedShort")})`;
  }

  /** @param {string | null} party */
  accordingTo(party) {
    return this.say("accordingTo", { party: this.say(`party:${party}`) });
  }
}
