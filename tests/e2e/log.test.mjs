// The log's levels: who watches for warnings is not woken by every text that was sent.
import assert from "node:assert";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";

import { Bank, public_url, until } from "./bank.mjs";
import { Phone } from "./phone.mjs";

const lines_of = (bank) =>
  bank.server.err
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

test("a text that was sent is told as news, a forged call as a problem", async (context) => {
  const bank = await Bank.start(context);
  await bank.ask("+447400123456", "help");
  const line = (what) => () => lines_of(bank).find((one) => what.test(one.what));
  const sent = await until(line(/was taken by the provider/));
  assert.strictEqual(sent.level, "info");
  const forged = { headers: { "X-Twilio-Signature": "forged" } };
  const answer = await fetch(bank.hook, { method: "POST", body: "Body=hi", ...forged });
  assert.strictEqual(answer.status, 403);
  const refused = await until(line(/refused/));
  assert.strictEqual(refused.level, "warning");
  await bank.stop();
});

test("a text that is tried again is a warning, one that is given up an error", async (context) => {
  const bank = await Bank.start(context);
  const line = (what) => () => lines_of(bank).find((one) => what.test(one.what));
  bank.stub.script("+447400123456", { throttle: 1 });
  bank.stub.script("+447400123456", { code: 21614 });
  await bank.say("+447400123456", "help");
  assert.strictEqual((await until(line(/is tried again in/))).level, "warning");
  assert.strictEqual((await until(line(/cannot be delivered/))).level, "error");
  assert.ok(!bank.server.err.includes("400123456"));
  await bank.stop();
});

test("a call and an alert are a line each, a list that holds nothing new is no problem", async (context) => {
  const bank = await Bank.start(context);
  // Listed only once it was answered: else the server may take it from the list first.
  const [from, text] = ["+447400123456", "i want to kill myself"];
  const phone = new Phone(bank.hook, from, { public_hook: `${public_url}/hooks/sms` });
  const { sid, status } = await phone.say(text);
  assert.strictEqual(status, 200);
  bank.stub.received({ from, text, sid });
  const lines = (what) => lines_of(bank).filter((one) => what.test(one.what));
  await until(() => lines(/^alert crisis, code \w+, contact \d+, message \d+: texts to 1/).length);
  const kept = new RegExp(`^sms: a call was kept, ${sid} was heard$`);
  await until(() => lines(kept).length);
  assert.strictEqual(lines(kept).length, 1);
  assert.ok(!bank.server.err.includes("400123456"));
  await bank.kill();
  await bank.serve(); // forgets what it has handed over
  const [read] = await until(() => lines(/read from the provider's list/).length && lines(/read from/));
  assert.strictEqual(read.level, "info");
  await bank.stop();
});

test("a list that does not answer is told once a try", async (context) => {
  const bank = await Bank.start(context);
  await bank.kill();
  await bank.stub.stop();
  fs.rmSync(path.dirname(bank.database), { recursive: true }); // begins anew
  await bank.serve();
  const failures = () => lines_of(bank).filter((one) => /^sms: /.test(one.what));
  await until(() => failures().length > 0);
  await bank.stop();
  assert.strictEqual(failures().length, 1, bank.server.err);
});

test("the metrics count what was done", async (context) => {
  const bank = await Bank.start(context);
  await bank.ask("+447400123456", "help");
  const page = async () => (await fetch(`${bank.operations}/metrics`)).text();
  await until(async () => /kindbank_sends_total{channel="sms",outcome="sent"} [1-9]/.test(await page()));
  assert.match(await page(), /kindbank_turns_total{kind="heard"} 1\n/);
  assert.match(await page(), /kindbank_hook_responses_total{channel="sms",status="200"} [1-9]/);
  assert.ok(!(await page()).includes("400123456"));
  assert.strictEqual((await fetch(`${bank.url}/metrics`)).status, 404);
  await bank.stop();
});
