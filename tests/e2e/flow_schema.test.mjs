// The JSON Schemas that editors complete flows and languages with: they take whatever the program
// takes, and mark what is wrong with a key, a value, an action or an outcome.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";

import Ajv from "ajv";
import { parse } from "yaml";

import { checkout, program } from "./bank.mjs";

const ajv = new Ajv({ allErrors: true });
const taker_of = (option) =>
  ajv.compile(JSON.parse(execFileSync(program, ["check", option], { encoding: "utf8" })));
const is_flow = taker_of("--schema");
const is_language = taker_of("--language-schema");
const read = (...names) => fs.readFileSync(path.join(checkout, ...names), "utf8");
// Keys as they are written: "yes" is a text, and so is a number.
const flow_of = (text) => parse(text, { schema: "core" });
const yaml_in = (folder) =>
  fs.existsSync(path.join(checkout, folder))
    ? fs.readdirSync(path.join(checkout, folder)).filter((name) => name.endsWith(".yaml"))
    : [];

function assert_flow(text, name) {
  assert.ok(is_flow(flow_of(text)), `${name}: ${ajv.errorsText(is_flow.errors)}`);
}

test("it takes every shipped flow", () => {
  const flows = yaml_in("flows");
  assert.ok(flows.length > 30);
  for (const name of flows) assert_flow(read("flows", name), name);
});

test("it takes every example of the documentation", () => {
  const examples = [...read("docs", "flows.md").matchAll(/```yaml\n(.*?)```/gs)].map((m) => m[1]);
  const flows = examples.filter((text) => text.startsWith("flow:"));
  assert.ok(flows.length > 10);
  for (const text of flows) assert_flow(text, text);
});

// By what their names begin with: what a schema can see of what `check` finds.
const seen = [
  "unknown-key", "missing-name", "missing-steps", "wrong-type", "bad-name", "bad-duration.",
  "unknown-expect", "unknown-list", "unknown-action", "empty-steps",
  "more-than-nine-choices", "choices-without-ask", "keep-without-ask", "save-without-ask",
  "with-without-do", "silence-without-next", "variant-without-sms", "choice-without-label",
  "not-a-flow.", "too-many-steps",
];

test("it marks what it can see of the broken flows", () => {
  const broken = yaml_in("tests/dialog/broken");
  for (const kind of seen) {
    const files = broken.filter((name) => name.startsWith(kind));
    assert.ok(files.length > 0, kind);
    for (const name of files) {
      assert.ok(!is_flow(flow_of(read("tests/dialog/broken", name))), name);
    }
  }
});

test("it knows the actions, what they take and how they come out", () => {
  const ask = flow_of(read("flows", "ask.yaml"));
  const refused = (edit) => {
    const flow = structuredClone(ask);
    edit(flow.steps);
    assert.ok(!is_flow(flow), edit.toString());
  };
  assert.ok(is_flow(ask));
  refused((steps) => (steps.place.do = "request.sing"));
  refused((steps) => (steps.place.then.sung = "end"));
  refused((steps) => (steps.reason.with.song = "answer"));
  refused((steps) => (steps.what.choices_from = { list: "songs", label: "{code}", save: "code" }));
});

test("it takes every language that the program takes", () => {
  const folders = ["flows/languages", "tests/dialog/translated/languages"];
  const files = folders.flatMap((folder) => yaml_in(folder).map((name) => path.join(folder, name)));
  const printed = [...read("docs", "flows.md").matchAll(/```yaml\n(language:.*?)```/gs)];
  const texts = [...files.map((name) => read(name)), ...printed.map((found) => found[1])];
  assert.ok(texts.length >= 2);
  for (const text of texts)
    assert.ok(is_language(flow_of(text)), `${text}: ${ajv.errorsText(is_language.errors)}`);
});

test("it marks what it can see of the broken languages", () => {
  // A brace, a missing plural form, and whose translation stands in a pair, only `check` sees.
  const unseen = ["bad-placeholder.yaml", "plural-form-missing.yaml", "pair-without-translation.yaml"];
  const broken = yaml_in("tests/dialog/broken_languages").filter((name) => !unseen.includes(name));
  assert.ok(broken.length > 5);
  for (const name of broken)
    assert.ok(!is_language(flow_of(read("tests/dialog/broken_languages", name))), name);
});
