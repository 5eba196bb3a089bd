// The log's levels: who watches for warnings is not woken by every text that was sent.
import assert from "node:assert";
import test from "node:test";

import { Bank, until } from "./bank.mjs";

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
