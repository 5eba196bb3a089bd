// kill -9 in mid-conversation: the talk goes on where it was, nothing acknowledged is lost, and
// nothing is said twice. A reply of which nobody knows whether it left is looked up first.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { describe, test } from "node:test";

import { Bank, desk, program, run, until } from "./bank.mjs";

const ticks_a_second = Number(execFileSync("getconf", ["CLK_TCK"]));

const rounds = 10;
const greeting = 2; // texts that a stranger's first text is answered with

let last_number = 400300000;
const new_number = () => `+447${++last_number}`;

const texts_in = (messages) =>
  messages.filter((message) => message.direction === "in").map((message) => message.text);

// Once the provider's list was read for the first time, what comes in after that and is not
// acknowledged is fetched from it.
const first_poll = (bank) =>
  until(() => bank.bytes().some(({ bytes }) => bytes.includes("polled sms")));

// All that the ledger says was said has left, as often as it says so and in that order.
async function assert_said_once(bank, numbers) {
  const { messages } = await bank.ledger();
  for (const number of numbers) {
    const out = messages.filter(
      (message) => message.direction === "out" && message.address === `sms:${number}`,
    );
    assert.deepStrictEqual(
      bank.stub.texts_to(number),
      out.map((message) => message.text),
      number,
    );
  }
}

// What the desk is told may wait for the morning.
async function settled(bank, within = 40000) {
  const waits = ({ state, address }) =>
    ["queued", "unknown"].includes(state) && address !== `sms:${desk}`;
  await until(async () => !(await bank.ledger()).messages.some(waits), {
    within,
    what: "every reply has left",
  });
}

describe("kill -9", { concurrency: true }, () => {
  test("in mid-conversation: the talk goes on where it was", async (context) => {
    const bank = await Bank.start(context);
    const number = new_number();
    assert.match(await bank.ask(number, "join", { count: 2 }), /first name/);
    const steps = [
      ["Ada", /Hello Ada. Are you 18 or over/],
      ["yes", /postcode/],
      ["SG1 3AA", /Is that OK/],
      ["yes", /You are in, Ada. You are member 1/],
      ["1", /What help do you need/],
      ["garden", /When/],
      ["1", /age, your health/],
      ["no", /So: Garden\. Today, near Old Town/],
      ["yes", /Your job code is/],
    ];
    for (const [text, reply] of steps) {
      await settled(bank);
      await bank.kill();
      await bank.serve();
      assert.match(await bank.ask(number, text), reply);
    }
    await settled(bank);
    await assert_said_once(bank, [number]);
    const { requests } = await bank.ledger();
    assert.deepStrictEqual(
      requests.map((request) => [request.category, request.urgency]),
      [["garden", "today"]],
    );
    await bank.stop();
  });

  test("just after a 200: it is kept, and answered once", async (context) => {
    const bank = await Bank.start(context);
    await first_poll(bank);
    const numbers = [];
    for (let round = 0; round < rounds; ++round) {
      numbers.push(new_number());
      await bank.say(numbers.at(-1), `help ${round}`);
      await bank.kill();
      await bank.serve();
    }
    const { messages } = await bank.ledger();
    assert.deepStrictEqual(
      texts_in(messages),
      numbers.map((_, round) => `help ${round}`),
    );
    await settled(bank);
    await assert_said_once(bank, numbers);
    for (const number of numbers) assert.strictEqual(bank.stub.texts_to(number).length, greeting);
    await bank.stop();
  });

  test("before the answer: what was not acknowledged is fetched", async (context) => {
    const bank = await Bank.start(context);
    await first_poll(bank);
    const sent = [];
    const acknowledged = [];
    for (let round = 0; round < rounds; ++round) {
      // A burst, so that the process dies with some heard, some half-heard and some unheard.
      const burst = Array.from({ length: 8 }, (_, one) => [new_number(), `help ${round}/${one}`]);
      sent.push(...burst);
      const under_way = burst.map(([number, text]) =>
        bank
          .phone(number)
          .say(text)
          .then((answer) => answer.status === 200 && acknowledged.push(text))
          .catch(() => "the connection died"),
      );
      await Promise.race(round % 2 ? under_way : [new Promise(setImmediate)]);
      await bank.kill();
      await Promise.all(under_way);
      const { messages } = await bank.ledger();
      const kept = new Set(texts_in(messages));
      const lost = acknowledged.filter((text) => !kept.has(text));
      assert.deepStrictEqual(lost, [], "acknowledged and lost");
      await bank.serve();
    }
    const texts = sent.map(([, text]) => text);
    assert.ok(acknowledged.length < texts.length, "nobody was cut off");
    await until(async () => texts_in((await bank.ledger()).messages).length >= texts.length, {
      within: 20000,
      what: "what was not acknowledged is fetched",
    });
    await settled(bank);
    const { messages } = await bank.ledger();
    assert.deepStrictEqual(texts_in(messages).sort(), [...texts].sort());
    const numbers = sent.map(([number]) => number);
    await assert_said_once(bank, numbers);
    for (const number of numbers) assert.strictEqual(bank.stub.texts_to(number).length, greeting);
    context.diagnostic(`${acknowledged.length} of ${texts.length} were acknowledged`);
    await bank.stop();
  });

  test("while the provider has the reply: it is looked up, and said once", async (context) => {
    const bank = await Bank.start(context);
    await first_poll(bank);
    const [left, not_left] = [new_number(), new_number()];
    const hung = () => bank.stub.calls.filter((call) => call.status === 0).length;
    for (const [number, after] of [
      [left, true],
      [not_left, false],
    ]) {
      const before = hung();
      bank.stub.script(number, { hang: true, after });
      await bank.say(number, "join");
      await bank.stub.until(() => hung() > before);
      await bank.kill();
      await bank.serve();
    }
    // What is said next waits for it, and comes after it.
    for (const number of [left, not_left]) await bank.say(number, "Ada");
    await settled(bank, 50000);
    await assert_said_once(bank, [left, not_left]);
    for (const number of [left, not_left])
      assert.match(bank.stub.texts_to(number).join("\n"), /hello![^]*first name[^]*18 or over/);
    assert.deepStrictEqual(bank.stub.texts_to(left), bank.stub.texts_to(not_left));
    await bank.stop();
  });
});

// The processor's time that a process and its threads have had, in milliseconds.
function processor_time(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 14);
  return ((Number(user) + Number(system)) * 1000) / ticks_a_second;
}

// How long that takes depends on the machine: it is printed here, and measured by ./dev bench.
test("it is ready as soon as it listens", async (context) => {
  const bank = await Bank.start(context);
  const listening = [];
  const ready = [];
  const worked = [];
  for (let round = 0; round < rounds; ++round) {
    await bank.kill();
    await bank.serve();
    listening.push(bank.milliseconds_to_listen);
    const answer = await fetch(`${bank.operations}/readyz`);
    ready.push(Number(process.hrtime.bigint() - bank.began) / 1e6);
    worked.push(processor_time(bank.server.child.pid));
    assert.strictEqual(answer.status, 200);
  }
  const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
  const [first, last, work] = [listening, ready, worked].map((times) => median(times).toFixed(0));
  context.diagnostic(
    `listening after ${first} ms, /readyz 200 after ${last} ms, ${work} ms of them work (median)`,
  );
  await bank.stop();
});

test("no end of the server stands in the way of the next one's commands", async (context) => {
  const bank = await Bank.start(context);
  const socket = `${bank.database}.sock`;
  const add = async () => {
    const words = ["--name", "Second desk", "--address", "sms:+447400333446"];
    const added = run(context, program, ["coordinator", "add", "--config", bank.config, ...words]);
    return { ...(await added.exited), err: added.err };
  };
  await bank.kill();
  assert.ok(fs.existsSync(socket));
  await bank.serve();
  assert.deepStrictEqual(await add(), { code: 0, signal: null, err: "" });
  await bank.stop();
  assert.ok(!fs.existsSync(socket));
});
