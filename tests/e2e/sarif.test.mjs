// `check --format sarif` is what the schema of SARIF 2.1.0 asks for. The schema is the one that
// Microsoft's jest-sarif brings; what the standard has made stricter since is asked beside it.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";

import { checkout, make_folder, program } from "./bank.mjs";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

// The schema is of draft 4, whose word for its name is `id`.
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: [] });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const is_sarif = ajv.compile(schema);

// What `check` prints, whatever it ends with.
function check(words, environment = {}) {
  const options = { cwd: checkout, env: { ...process.env, ...environment }, encoding: "utf8" };
  try {
    return execFileSync(program, ["check", "--format", "sarif", ...words], options);
  } catch (failed) {
    return failed.stdout;
  }
}

function assert_sarif(text) {
  const log = JSON.parse(text);
  assert.ok(is_sarif(log), ajv.errorsText(is_sarif.errors));
  for (const run of log.runs) {
    const ids = run.tool.driver.rules.map((rule) => rule.id);
    assert.strictEqual(new Set(ids).size, ids.length, "each rule once");
    for (const result of run.results) {
      assert.strictEqual(ids[result.ruleIndex], result.ruleId);
      for (const { physicalLocation } of result.locations)
        assert.ok(!physicalLocation || physicalLocation.region.startLine >= 1);
    }
  }
  return log;
}

const results = (log) => log.runs.flatMap((run) => run.results);

test("what is clean is SARIF without a result", () => {
  assert.deepStrictEqual(results(assert_sarif(check([]))), []);
});

test("every broken flow of the tests is SARIF with its results", () => {
  const broken = path.join(checkout, "tests", "dialog", "broken");
  const found = results(assert_sarif(check([broken])));
  assert.ok(found.length > 100, `${found.length}`);
  assert.ok(new Set(found.map((result) => result.ruleId)).size > 70);
  assert.deepStrictEqual([...new Set(found.map(({ level }) => level))].sort(), ["error", "warning"]);
});

test("a name with blanks, quotes and accents is a reference", (context) => {
  const folder = make_folder(context);
  const file = path.join(folder, 'tea "für" 2.yaml');
  fs.writeFileSync(file, "flow: tea\nabut: x\n");
  const [first] = results(assert_sarif(check([file])));
  const { uri } = first.locations[0].physicalLocation.artifactLocation;
  assert.strictEqual(decodeURIComponent(new URL(uri).pathname), file);
});

test("a variable that means nothing has a place that is no file", () => {
  const [first] = results(assert_sarif(check([], { KINDBANK_SERVER_LISTN: "x" })));
  assert.ok(first.locations[0].logicalLocations[0].fullyQualifiedName);
});

test("the schema refuses what is no SARIF", () => {
  const log = JSON.parse(check([path.join(checkout, "tests", "dialog", "broken", "tab.yaml")]));
  const refused = (edit) => {
    const copy = structuredClone(log);
    edit(copy.runs[0].results[0], copy);
    assert.ok(!is_sarif(copy), edit.toString());
  };
  refused((result) => delete result.message);
  refused((result) => (result.level = "fatal"));
  refused((result) => (result.locations[0].physicalLocation.region.startLine = 0));
  refused((result) => (result.locations[0].physicalLocation.artifactLocation.uri = "a b"));
  refused((result, copy) => (copy.version = "2.0.0"));
  refused((result, copy) => delete copy.runs[0].tool.driver.name);
});
