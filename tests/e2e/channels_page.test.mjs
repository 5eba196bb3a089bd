// The page about channels, followed as a newcomer would: each of its settings is taken by `check`, the
// remarked ones too, and `doctor` says of each what is wrong where the platform knows nothing of us.
import assert from "node:assert";
import { execFile } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test from "node:test";

import { parse } from "yaml";

import { checkout, make_folder, program, settings_for, twilio_network } from "./bank.mjs";

const page = fs.readFileSync(path.join(checkout, "docs", "channels.md"), "utf8");
const { privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });

// What a file of that name holds, where it must have a form.
const forms = {
  "secrets/notify": "kind-bank-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
  "secrets/telegram": "123456:a-token-of-no-bot",
  "secrets/vonage.pem": privateKey.export({ type: "pkcs8", format: "pem" }),
};
const secret_of = (file) => forms[file] ?? crypto.createHash("sha256").update(file).digest("hex").slice(0, 48);

// The indented blocks that hold channels. "# key: value" is a setting that may be left out.
function blocks_of(text, { remarked }) {
  const blocks = text.split("\n\n").filter((block) => /^ +channels:\n/.test(block));
  return blocks.map((block) => {
    const indent = /^ +/.exec(block)[0].length;
    const lines = block.split("\n").map((line) => line.slice(indent));
    return parse(lines.map((line) => (remarked ? line.replace(/# (?=[a-z_]+: )/, "") : line)).join("\n"));
  });
}

const run = (words) =>
  new Promise((done) =>
    execFile(program, words, (failure, out, err) => done({ code: failure?.code ?? 0, out, err })),
  );

// Beside what is no number for texts stands one: the coordinators have to be reached.
const beside = new Set(["voice", "telegram", "whatsapp", "email"]);

function settle(folder, { channels, ...others }, more = {}, server = {}) {
  const settings = { channels: structuredClone(channels), ...others };
  if (Object.values(channels).some(({ adapter }) => beside.has(adapter)))
    settings.channels.sms = twilio_network.channels({}).sms;
  for (const channel of Object.values(settings.channels)) {
    if (channel.account_sid) channel.account_sid = "AC0123456789abcdef0123456789abcdef";
    Object.assign(channel, more);
    for (const [key, file] of Object.entries(channel)) {
      if (file === undefined) delete channel[key];
      if (!key.endsWith("_file")) continue;
      const full = path.join(folder, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, secret_of(file) + "\n", { mode: 0o600 });
    }
  }
  const all = settings_for({ url: "" }, settings, { channels: () => ({}) });
  Object.assign(all.server, server);
  const file = path.join(folder, "settings.yaml");
  fs.writeFileSync(file, JSON.stringify(all), { mode: 0o600 });
  return file;
}

for (const remarked of [false, true])
  test(`check takes the settings of every how-to${remarked ? ", the remarked ones too" : ""}`, async (context) => {
    const adapters = new Set();
    for (const settings of blocks_of(page, { remarked })) {
      const config = settle(make_folder(context), settings);
      const { code, out, err } = await run(["check", "--config", config]);
      const findings = out.split("\n").filter((line) => /^\S+:\d+:\d+: /.test(line));
      const [{ adapter, template }] = Object.values(settings.channels);
      const unexpected = findings.filter(
        (line) => !(adapter === "whatsapp" && !template && line.includes("template-missing")),
      );
      assert.deepStrictEqual(unexpected, [], err);
      assert.strictEqual(code, findings.length ? 2 : 0, err);
      Object.values(settings.channels).forEach(({ adapter }) => adapters.add(adapter));
    }
    const expected = ["email", "kannel", "notify", "smsgate", "telegram", "voice", "vonage", "vonage-sms", "whatsapp"];
    assert.deepStrictEqual([...adapters].sort(), expected);
  });

test("doctor says of each what is wrong, in words", async (context) => {
  const stranger = http.createServer((request, response) => response.writeHead(401).end("{}"));
  await new Promise((ready) => stranger.listen(0, "127.0.0.1", ready));
  context.after(() => stranger.close());
  const api_base = `http://127.0.0.1:${stranger.address().port}`;
  for (const settings of blocks_of(page, { remarked: true })) {
    const [{ adapter }] = Object.values(settings.channels);
    if (adapter === "email") continue; // no HTTP
    const config = settle(make_folder(context), settings, { api_base }, { public_url: api_base });
    const { code, out, err } = await run(["doctor", "--config", config]);
    assert.strictEqual(code, 1, out + err);
    assert.strictEqual(err, "");
    if (!["telegram", "kannel"].includes(adapter)) assert.match(out, /wrong {2}.*another program answers, with 401/, out);
    assert.match(out, /wrong {2}.*(credentials|key|token|password|answers 401)/, out);
    assert.ok(out.split("\n").every((line) => /^(\S+ \([a-z-]+\)| {2}(ok {3}|wrong|note) {2}.*|)$/.test(line)), out);
  }
});
