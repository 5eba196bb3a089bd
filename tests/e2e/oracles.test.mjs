// What others read in the same texts: libphonenumber-js in numbers, chrono-node in the days and
// hours that it gets right, sms-segments-calculator in lengths. Where we read something they must
// agree; where we abstain, the corpus says whether that is right.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";

import { checkout, program } from "./bank.mjs";
import { counted, file } from "./make_segments.mjs";

const require = createRequire(import.meta.url);
const { findPhoneNumbersInText, parsePhoneNumberFromString } = require("libphonenumber-js/max");
const chrono = require("chrono-node");

const now = "2026-11-24T10:00";

function explained(kind, texts) {
  const words = ["explain", "-", "--expect", kind, "--now", now];
  const options = { cwd: checkout, encoding: "utf8", input: texts.join("\n") + "\n" };
  const lines = execFileSync(program, words, options).trim().split("\n").map(JSON.parse);
  assert.strictEqual(lines.length, texts.length);
  return lines.map((line) => line.value);
}

const practice = fs
  .readFileSync(path.join(checkout, "tests", "corpus", "practice.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const practice_texts = (kind) =>
  practice
    .filter((row) => row.expect === kind && row.lang === "en" && !row.now && !row.text.includes("\n"))
    .map((row) => row.text);

test("segments are counted as Twilio's calculator counts them", () => {
  assert.deepStrictEqual(JSON.parse(fs.readFileSync(file, "utf8")), counted());
});

// Ofcom's numbers for drama are in no numbering plan of libphonenumber-js, which then finds them
// possible and not valid; those of the plan are made up from its ranges.
function phone_texts() {
  const numbers = ["07400 123456", "07911123456", "01438 242424", "020 7946 0958", "+44 7400 123456",
    "0044 7400 123456", "+48 601 234 567", "+40 721 234 567", "+353 85 012 3456", "07400-123-456",
    "(01438) 242 242", "0800 1111", "116 123", "12345", "07400 12345"];
  const around = [(number) => number, (number) => `its ${number}`, (number) => `ring me on ${number} ta`,
    (number) => `my number is ${number}.`];
  return [...numbers.flatMap((number) => around.map((write) => write(number))), ...practice_texts("phone")];
}

test("a phone number that is read is the one that libphonenumber-js finds", () => {
  const texts = phone_texts();
  const ours = explained("phone", texts);
  let agreed = 0;
  texts.forEach((text, at) => {
    if (ours[at] === null) return;
    const found = findPhoneNumbersInText(text, "GB").map(({ number }) => number.number);
    if (found.length === 1) {
      assert.strictEqual(ours[at], found[0], text);
      ++agreed;
    }
    assert.ok(parsePhoneNumberFromString(ours[at])?.isPossible(), `${text}: ${ours[at]}`);
  });
  assert.ok(agreed >= 30, `${agreed} numbers compared`);
});

// What chrono-node is known to read as people in the UK mean it: numbered and named dates, and
// weekdays ahead, with an hour that leaves no doubt.
function date_texts() {
  const months = ["dec", "december", "jan", "January", "feb", "march"];
  const days = ["1st", "2", "3rd", "14", "22nd", "28th"];
  const hours = ["", " at 10am", " 2pm", " at 14:30", " at 6.15pm", " at 11:45am"];
  const all = [];
  for (const month of months)
    for (const day of days)
      for (const hour of hours) {
        all.push(`${day} ${month}${hour}`, `the ${day} of ${month}${hour}`);
        if (/[a-z]$/.test(day)) all.push(`${month} ${day}${hour}`); // "dec 14" is a year to it
      }
  for (const day of ["tomorrow", "thursday", "on friday", "sat", "sunday", "monday"])
    for (const hour of hours) all.push(`${day}${hour}`);
  for (const date of ["25/11/2026", "3/12/2026", "31/01/2027", "29/02/2028", "30/02/2027"])
    for (const hour of hours) all.push(`${date}${hour}`);
  return all;
}

function by_chrono(text) {
  const reference = { instant: new Date(`${now}:00Z`), timezone: 0 };
  const [result, ...more] = chrono.en.GB.parse(text, reference, { forwardDate: true });
  if (!result || more.length > 0 || result.text.length < text.replace(/^(on|the) /, "").length) return null;
  const part = (name) => String(result.start.get(name)).padStart(2, "0");
  const date = `${result.start.get("year")}-${part("month")}-${part("day")}`;
  return result.start.isCertain("hour") ? `${date}T${part("hour")}:${part("minute")}` : date;
}

test("a day that is read is the one that chrono-node reads", () => {
  const texts = date_texts();
  const ours = explained("datetime", texts);
  let agreed = 0;
  texts.forEach((text, at) => {
    const theirs = by_chrono(text);
    if (ours[at] === null || theirs === null) return;
    assert.strictEqual(ours[at], theirs, text);
    ++agreed;
  });
  assert.ok(agreed >= texts.length / 2, `${agreed} of ${texts.length} compared`);
  assert.ok(ours.filter((value) => value !== null).length >= texts.length * 0.9, "most are read");
});
