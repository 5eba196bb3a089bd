// The town edits a flow while people talk: `kill -HUP` takes what check finds no mistake in, who is
// in mid-talk ends in the version they began with, and a mistake leaves everything as it was.
import assert from "node:assert";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import {
  Bank,
  checkout,
  join,
  make_folder,
  program,
  run,
  settings_for,
  skip_without,
  until,
  write_settings,
} from "./bank.mjs";

const ada = "+447400000001";
const ben = "+447400000002";
const cleo = "+447400000003";

// A bank that serves a copy of the shipped flows, so that they can be edited.
async function start(context) {
  const flows = path.join(make_folder(context), "flows");
  fs.cpSync(path.join(checkout, "flows"), flows, { recursive: true });
  const bank = await Bank.start(context, { settings: { flows } });
  bank.flows = flows;
  return bank;
}

function edit(bank, flow, from, to) {
  const file = path.join(bank.flows, `${flow}.yaml`);
  const text = fs.readFileSync(file, "utf8");
  assert.ok(text.includes(from), `${flow} says ${from}`);
  fs.writeFileSync(file, text.replaceAll(from, to));
}

const log = (bank) => bank.server.err.split("\n");

// Sends the signal and waits for the line of the log that says what came of it.
async function hang_up(bank, outcome) {
  const before = log(bank).filter((line) => line.includes(outcome)).length;
  bank.server.child.kill("SIGHUP");
  await until(() => log(bank).filter((line) => line.includes(outcome)).length > before, {
    what: `${outcome}, of ${bank.server.err}`,
  });
}

const page = async (bank, name) => (await fetch(`${bank.operations}/${name}`)).text();

// What the command prints, whatever it ends with.
async function kindbank(bank, ...words) {
  const options = { maxBuffer: 64 << 20 };
  try {
    const done = await promisify(execFile)(program, [...words, "--config", bank.config], options);
    return { code: 0, ...done };
  } catch (failed) {
    return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
  }
}

test("who is in mid-talk ends in the old version, and who comes then begins in the new one", async (context) => {
  const bank = await start(context);
  await join(bank, ada, "Ada");
  await join(bank, ben, "Ben");
  await bank.ask(ada, "ask");
  edit(bank, "ask", '"When?"', '"When would you like it?"');
  await hang_up(bank, "are served now");
  assert.match(await bank.ask(ada, "shopping"), /When\? 1 Today/);
  assert.match(await bank.ask(ben, "ask"), /What help/);
  assert.match(await bank.ask(ben, "shopping"), /When would you like it\? 1 Today/);
  assert.match(await bank.ask(ada, "week"), /because of your age/);
  assert.match(await bank.ask(ada, "no"), /Is that right/);
  assert.match(await bank.ask(ada, "yes"), /Your job code is/);
  assert.match(await page(bank, "metrics"), /kindbank_reloads_total{outcome="taken"} 1\n/);
  assert.strictEqual(await page(bank, "readyz"), "ready\n");
  await bank.stop();
});

test("an edit with a mistake is refused, is said where operators look, and is taken once mended", async (context) => {
  const bank = await start(context);
  await join(bank, ada, "Ada");
  edit(bank, "ask", "next: when", "next: wen");
  await hang_up(bank, "the reload was refused");
  assert.match(bank.server.err, /ask\.yaml:\d+:\d+: unknown-step: /);
  assert.match(await page(bank, "readyz"), /^ready\nthe reload at \S+ was refused/);
  assert.match(await page(bank, "metrics"), /kindbank_last_reload_successful 0\n/);
  assert.match(await bank.ask(ada, "ask"), /What help/);
  assert.match(await bank.ask(ada, "shopping"), /When\? 1 Today/);
  edit(bank, "ask", "next: wen", "next: when");
  await hang_up(bank, "are served now");
  assert.strictEqual(await page(bank, "readyz"), "ready\n");
  await bank.stop();
});

test("a setting that needs a restart is named, and what is served goes on", async (context) => {
  const bank = await start(context);
  const settings = JSON.parse(fs.readFileSync(bank.config, "utf8"));
  settings.server.public_url = "https://other.example.org";
  settings.bank = { name: "Kind Street" };
  fs.writeFileSync(bank.config, JSON.stringify(settings));
  await hang_up(bank, "are served now");
  assert.match(bank.server.err, /server\.public_url has changed, and needs a restart/);
  assert.match(await bank.ask(ada, "hello"), /Kind Street/);
  await bank.stop();
});

test("check says who stands on what has changed, and --move-all moves them", async (context) => {
  const bank = await start(context);
  for (const [number, name] of [[ada, "Ada"], [ben, "Ben"], [cleo, "Cleo"]]) {
    await join(bank, number, name);
    await bank.ask(number, "ask");
    await bank.ask(number, "shopping");
  }
  await bank.ask(cleo, "today");
  assert.strictEqual((await kindbank(bank, "check", "--against-live", "--strict")).code, 0);
  edit(bank, "ask", '"When?"', '"When would you like it?"');
  edit(bank, "ask", "  reason:", "  why:");

  const looked = await kindbank(bank, "check", "--against-live");
  assert.strictEqual(looked.code, 0, looked.stdout);
  assert.match(looked.stdout, /people-on-changed-step: ask\/when: 2 people stand here\./);
  assert.match(looked.stdout, /people-on-removed-step: ask\/reason: 1 person stands here\./);
  assert.strictEqual((await kindbank(bank, "check", "--against-live", "--strict")).code, 1);

  // An edit that is kept elsewhere is asked about before it is taken.
  const draft = path.join(bank.folder, "ask.yaml");
  const text = fs.readFileSync(path.join(bank.flows, "ask.yaml"), "utf8");
  fs.writeFileSync(draft, text.replace("  when:", "  at:").replaceAll("next: when", "next: at"));
  const asked = await kindbank(bank, "check", draft, "--against-live");
  assert.match(asked.stdout, /people-on-removed-step: ask\/when: 2 people stand here\./);
  assert.ok(asked.stdout.includes(draft), asked.stdout);

  const moved = await kindbank(bank, "check", "--against-live", "--move-all");
  assert.strictEqual(moved.code, 0, moved.stderr);
  assert.match(moved.stdout, /ask\/when: 2 people moved\n/);
  assert.match(moved.stdout, /ask\/reason: 1 person stays: there is no step of that name\n/);
  assert.doesNotMatch(moved.stdout, /people-on-changed-step/);

  assert.match(await bank.ask(ada, "nonsense"), /When would you like it\?/);
  assert.match(await bank.ask(ada, "today"), /because of your age/);
  assert.match(await bank.ask(cleo, "no"), /Is that right/);
  await bank.stop();

  // Without a server the command does it itself.
  edit(bank, "ask", "would you like it?", "shall it be?");
  const alone = await kindbank(bank, "check", "--against-live", "--move-all");
  assert.match(alone.stdout, /ask\/when: 1 person moved\n/, alone.stderr);
  await bank.serve();
  assert.match(await bank.ask(ben, "nonsense"), /When shall it be\?/);
  await bank.stop();
});

test("an action that the program does not have is refused at start with the flow, the step and how many stand there", async (context) => {
  const bank = await start(context);
  await join(bank, ada, "Ada");
  await bank.ask(ada, "ask");
  edit(bank, "ask", '"When?"', '"When would you like it?"');
  await hang_up(bank, "are served now");
  await bank.stop();
  // The version that Ada stands on becomes one that another program wrote.
  const sql =
    "UPDATE flow_versions SET source = replace(source, 'request.open,', 'request.sing,') " +
    "WHERE source LIKE '%\"When?\"%'";
  await promisify(execFile)("sqlite3", [bank.database, sql]);

  const refused = run(context, program, ["serve", "--config", bank.config]);
  assert.deepStrictEqual(await refused.exited, { code: 2, signal: null });
  assert.match(
    refused.err,
    /people-on-unusable-flow: 1 person stands on this version of the flow 'ask'.*step 'place_so'.*request\.sing.*--move-all/,
  );
  const live = await kindbank(bank, "check", "--against-live");
  assert.strictEqual(live.code, 2);
  assert.match(live.stdout, /people-on-unusable-flow/);
  for (const words of [["chat"], ["member", "join"]]) {
    const refused_too = await kindbank(bank, ...words);
    assert.strictEqual(refused_too.code, 2, refused_too.stderr);
    assert.match(refused_too.stderr, /people-on-unusable-flow/);
  }

  const moved = await kindbank(bank, "check", "--against-live", "--move-all");
  assert.match(moved.stdout, /ask\/what: 1 person moved\n/, moved.stderr);
  await bank.serve();
  assert.match(await bank.ask(ada, "shopping"), /When would you like it\?/);
  await bank.stop();
});

test("a server that was started in a terminal stops when the terminal is gone", { skip: skip_without("script") }, async (context) => {
  const folder = make_folder(context);
  write_settings(folder, settings_for({ url: "http://127.0.0.1:9" }));
  const socket = path.join(folder, "var", "kindbank.db.sock");
  const serve = `exec ${program} serve --config ${path.join(folder, "settings.yaml")}`;
  const terminal = run(context, "script", ["--quiet", "--command", serve, "/dev/null"]);
  await until(() => fs.existsSync(socket), { what: "the server takes commands" });
  terminal.child.kill("SIGKILL");
  await until(() => !fs.existsSync(socket), { what: "the server has stopped" });
});
