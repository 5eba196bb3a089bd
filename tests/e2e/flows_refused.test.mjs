// What `kindbank serve` refuses to start with: a mistake in what the town wrote ends with 2 and
// says file, line, column and what to do; what is in its way on the machine ends with 1 and a line.
import assert from "node:assert";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test from "node:test";

import { Bank, checkout, make_folder, program, run, settings_for, write_settings } from "./bank.mjs";
import { auth_token } from "./phone.mjs";

const nowhere = { url: "http://127.0.0.1:9" };

// A folder with settings and the town's flows, changed by `edit` before it is served.
function make_town(context, { edit = () => {}, settings = {} } = {}) {
  const folder = make_folder(context);
  const flows = path.join(folder, "flows");
  fs.cpSync(path.join(checkout, "flows"), flows, { recursive: true });
  fs.copyFileSync(path.join(checkout, "config", "areas.yaml"), path.join(folder, "areas.yaml"));
  const own = { flows: "flows", areas: "areas.yaml", ...settings };
  write_settings(folder, settings_for(nowhere, own));
  const replace = (file, from, to) => {
    const whole = path.join(folder, file);
    const text = fs.readFileSync(whole, "utf8");
    assert.ok(text.includes(from), `${file} has "${from}"`);
    fs.writeFileSync(whole, text.replace(from, to));
    const before = text.slice(0, text.indexOf(from));
    return before.split("\n").length;
  };
  const line = edit({ folder, replace });
  return { folder, line };
}

// Serves until it ends by itself, which it must.
async function refused(context, folder, { flags = [], within = 5000 } = {}) {
  const config = path.join(folder, "settings.yaml");
  const served = run(context, program, ["serve", "--config", config, ...flags]);
  const timer = setTimeout(() => served.child.kill("SIGKILL"), within);
  const { code, signal } = await served.exited;
  clearTimeout(timer);
  assert.strictEqual(signal, null, `it was still running after ${within} ms: ${served.out}`);
  assert.ok(!served.err.includes(auth_token), "a secret is shown");
  assert.strictEqual(served.out, "");
  // What the log says of a provider that is not there stands beside it.
  return { code, lines: served.err.split("\n").filter((line) => line !== "" && line[0] !== "{") };
}

const mistakes = [
  {
    name: "a step that is not there",
    edit: ({ replace }) => replace("flows/ask.yaml", "next: describe}", "next: describ}"),
    says: /flows\/ask\.yaml:(\d+):(\d+): [\w-]+: .*describ.*describe/,
  },
  {
    name: "a key that is not there",
    edit: ({ replace }) => replace("flows/ask.yaml", "urgency\n", "urgency\n    savee: urgency\n"),
    says: /flows\/ask\.yaml:(\d+):(\d+): [\w-]+: .*savee.*save/,
  },
  {
    name: "a key that is written twice",
    edit: ({ replace }) => replace("flows/join.yaml", "flow: join", "flow: join\nflow: join"),
    says: /flows\/join\.yaml:(\d+):(\d+): [\w-]+: /,
  },
  {
    name: "an outcome that leads nowhere",
    edit: ({ replace }) => replace("flows/join.yaml", ", already: already}", "}"),
    says: /flows\/join\.yaml:(\d+):(\d+): [\w-]+: .*already/,
  },
  {
    name: "a fact that nobody sets",
    edit: ({ replace }) => replace("flows/ask.yaml", "job code is {code}", "job code is {cod}"),
    says: /flows\/ask\.yaml:(\d+):(\d+): [\w-]+: .*cod.*/,
  },
  {
    name: "a quote that never ends",
    edit: ({ replace }) => replace("flows/menu.yaml", '"A person"', '"A person'),
    says: /flows\/menu\.yaml:(\d+):(\d+): [\w-]+: /,
  },
  {
    name: "crisis words that cannot be read",
    edit: ({ replace }) => replace("flows/words/crisis.en.yaml", "spellings:", "speling:"),
    says: /flows\/words\/crisis\.en\.yaml:(\d+):(\d+): [\w-]+: .*spel/,
  },
  {
    name: "an unknown setting",
    edit: ({ replace }) => replace("settings.yaml", '"ops_listen"', '"ops_lissen"'),
    says: /settings\.yaml:(\d+):(\d+): unknown-key: .*ops_lissen.*ops_listen/,
  },
  {
    name: "an unknown adapter",
    edit: ({ replace }) => replace("settings.yaml", '"twilio"', '"twillio"'),
    says: /settings\.yaml:(\d+):(\d+): unknown-adapter: .*twillio.*twilio/,
  },
  {
    name: "a secret whose file is not there",
    edit: ({ replace }) => replace("settings.yaml", '"twilio.secret"', '"twilio.sekret"'),
    says: /settings\.yaml:(\d+):(\d+): missing-file: .*auth_token.*twilio\.sekret/,
  },
  {
    name: "a test clock beside a real provider",
    settings: { clock: { start: "2026-11-24T10:00" } },
    edit: ({ replace }) => {
      replace("settings.yaml", nowhere.url, "https://api.twilio.com");
      return replace("settings.yaml", '"start"', '"start"');
    },
    says: /settings\.yaml:(\d+):(\d+): clock-with-real-channel: .*sms.*Remove clock/,
  },
  {
    name: "a public listener without a key",
    edit: ({ replace }) => replace("settings.yaml", '"127.0.0.1:0"', '"0.0.0.0:0"'),
    says: /settings\.yaml:(\d+):(\d+): public-without-key: .*key_file/,
  },
];

for (const { name, edit, settings, says } of mistakes) {
  test(`${name}: 2, with file, line, column and what to do`, async (context) => {
    const { folder, line } = make_town(context, { edit, settings });
    const { code, lines } = await refused(context, folder);
    assert.strictEqual(code, 2, lines.join("\n"));
    const found = lines.map((one) => says.exec(one)).find((match) => match);
    assert.ok(found, lines.join("\n"));
    assert.ok(Math.abs(Number(found[1]) - line) <= 1, `line ${found[1]}, and not ${line}`);
    assert.ok(Number(found[2]) > 0);
    // What to do: a second sentence after what is wrong.
    assert.match(found.input, /[.?!'"] [A-Z].*[.?]$/, found.input);
    assert.ok(!fs.existsSync(path.join(folder, "var")), "nothing was made");
  });
}

test("every mistake is said at once", async (context) => {
  const { folder } = make_town(context, {
    edit: ({ replace }) => {
      replace("flows/ask.yaml", "next: describe}", "next: describ}");
      replace("flows/join.yaml", ", already: already}", "}");
    },
  });
  const { code, lines } = await refused(context, folder);
  assert.strictEqual(code, 2);
  assert.ok(lines.some((line) => line.includes("ask.yaml")), lines.join("\n"));
  assert.ok(lines.some((line) => line.includes("join.yaml")), lines.join("\n"));
});

test("a secret that all may read is warned of", async (context) => {
  const bank = await Bank.start(context);
  await bank.stop();
  assert.strictEqual(bank.server.err.includes("readable-by-all"), false);
  fs.chmodSync(path.join(bank.folder, "twilio.secret"), 0o644);
  await bank.serve();
  const warning = /settings\.yaml:\d+:\d+: readable-by-all: .*auth_token.*chmod 600/;
  assert.match(bank.server.err, warning);
  await bank.stop();
});

// 1 and one line, for what is in the way on this machine.
async function assert_in_the_way(context, folder, says, flags) {
  const { code, lines } = await refused(context, folder, { flags });
  assert.strictEqual(code, 1, lines.join("\n"));
  assert.strictEqual(lines.length, 1, lines.join("\n"));
  assert.match(lines[0], /^kindbank: /);
  assert.match(lines[0], says);
}

test("a port in use: 1, and one line", async (context) => {
  const taken = http.createServer();
  await new Promise((done) => taken.listen(0, "127.0.0.1", done));
  context.after(() => taken.close());
  const { port } = taken.address();
  for (const key of ["listen", "ops_listen"]) {
    const { folder } = make_town(context);
    const flags = ["--set", `server.${key}=127.0.0.1:${port}`];
    await assert_in_the_way(context, folder, new RegExp(`127\\.0\\.0\\.1.*${port}`), flags);
  }
});

test("a ledger in use: 1, and one line, and the first goes on", async (context) => {
  const bank = await Bank.start(context);
  await assert_in_the_way(context, bank.folder, /held by another process/);
  await bank.ask("+447400123456", "help");
  await bank.stop();
});

test("another key than the ledger was sealed with: 1, and one line", async (context) => {
  const bank = await Bank.start(context);
  await bank.stop();
  const folder = path.dirname(bank.database);
  const key = path.join(folder, "development.key");
  fs.chmodSync(key, 0o600);
  fs.rmSync(key);
  const other = await Bank.start(context);
  await other.stop();
  fs.copyFileSync(path.join(path.dirname(other.database), "development.key"), key);
  fs.chmodSync(key, 0o600);
  await assert_in_the_way(context, bank.folder, /another key/);
});

test("the phone simulator beside a real channel: 1, and one line", async (context) => {
  const { folder } = make_town(context);
  await assert_in_the_way(context, folder, /simulator.*channel/, ["--sim"]);
});

test("the phone simulator where the world can call: 1, and one line", async (context) => {
  const { folder } = make_town(context, { settings: { channels: {}, coordinators: [] } });
  await assert_in_the_way(context, folder, /simulator.*public_url/, ["--sim"]);
});
