// The pictures that `kindbank graph` writes, given to the programs that draw them: Graphviz, and
// Mermaid in a browser. The drawings are left in the folder that KINDBANK_SCREENSHOTS names.
import assert from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";

import { chromium } from "playwright-core";

import { Bank, checkout, make_folder, program, program_at, skip_without } from "./bank.mjs";

const graph = (...words) =>
  execFileSync(program, ["graph", ...words], { cwd: checkout, encoding: "utf8" });
const flows = fs
  .readdirSync(path.join(checkout, "flows"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => path.basename(name, ".yaml"));
const pictures = ["all", ...flows];

// What the program writes of them, by the picture's name.
function pictures_as(format, context) {
  const folder = make_folder(context);
  graph("--into", folder, "--format", format);
  const written = fs.readdirSync(folder).sort();
  assert.deepStrictEqual(written, pictures.map((name) => `${name}.${format}`).sort());
  return new Map(
    pictures.map((name) => [name, fs.readFileSync(path.join(folder, `${name}.${format}`), "utf8")]),
  );
}

const named_in = (picture) => (picture === "all" ? flows : steps_of(picture));
const drawn_here = ["ask", "invite", "all"];

const unescaped = (svg) =>
  svg.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replace(/&quot;/g, '"');

// The steps, as the file of the flow names them at its left margin but one.
const steps_of = (flow) => {
  const text = fs.readFileSync(path.join(checkout, "flows", `${flow}.yaml`), "utf8");
  return [...text.split("\nsteps:\n")[1].matchAll(/^ {2}([a-z]\w*):/gm)].map((found) => found[1]);
};

test("Graphviz draws every flow, with each of its steps", { skip: skip_without("dot") }, (context) => {
  assert.ok(flows.length > 30);
  for (const [picture, input] of pictures_as("dot", context)) {
    const drawn = spawnSync("dot", ["-Tsvg"], { input, encoding: "utf8" });
    assert.deepStrictEqual([drawn.status, drawn.stderr], [0, ""], picture);
    const svg = unescaped(drawn.stdout);
    for (const name of named_in(picture))
      assert.ok(svg.includes(`>${name}</text>`), `${picture}: ${name}`);
  }
});

test("an SVG is what Graphviz draws", { skip: skip_without("dot") }, () => {
  const drawn = execFileSync("dot", ["-Tsvg"], { input: graph("ask"), encoding: "utf8" });
  assert.strictEqual(graph("ask", "--format", "svg"), drawn);
});

test("the picture of a served town says how often people went each way", async (context) => {
  const bank = await Bank.start(context);
  for (const number of ["+447400123456", "+447400123457"])
    assert.match(await bank.ask(number, "hello", { count: 2 }), /first name/);
  assert.match(await bank.ask("+447400123456", "Ann"), /18 or over/);
  await bank.stop(); // which writes what was counted last
  const dot = graph("join", "--config", bank.config);
  const taken = (from, to) =>
    new RegExp(`step_${from} -> step_${to} \\[label=<.*<B>(\\d+)</B>`).exec(dot)?.[1];
  assert.strictEqual(taken("look", "hello"), "2");
  assert.strictEqual(taken("hello", "adult"), "1");
  assert.strictEqual(taken("adult", "young"), "0");
  if (program_at("dot")) assert.match(graph("join", "--config", bank.config, "--format", "svg"), /<svg/);
});

test("Mermaid reads every flow, and draws it", { skip: skip_without("chromium") }, async (context) => {
  const browser = await chromium.launch({
    executablePath: program_at("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  context.after(() => browser.close());
  const page = await browser.newPage();
  const library = createRequire(import.meta.url).resolve("@mermaid-js/tiny");
  await page.addScriptTag({ path: library });
  await page.evaluate(() => window.mermaid.initialize({ startOnLoad: false }));
  for (const [picture, text] of pictures_as("mermaid", context)) {
    await page.evaluate((source) => window.mermaid.parse(source), text);
    if (!drawn_here.includes(picture)) continue; // drawing takes a second each
    const drawn = await page.evaluate(async (source) => {
      const { svg } = await window.mermaid.render("picture", source);
      document.body.innerHTML = svg;
      return document.body.innerText;
    }, text);
    for (const name of named_in(picture)) assert.ok(drawn.includes(name), `${picture}: ${name}`);
    if (process.env.KINDBANK_SCREENSHOTS)
      await page.screenshot({
        path: path.join(process.env.KINDBANK_SCREENSHOTS, `mermaid-${picture}.png`),
        fullPage: true,
      });
  }
});
