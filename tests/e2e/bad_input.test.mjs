// What strangers, broken phones and a provider in trouble send: each with its status code, and what
// is kept of it.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import net from "node:net";
import { describe, test } from "node:test";

import { Bank, desk, public_url, skip_without, until } from "./bank.mjs";
import { auth_token, delivery_report, inbound_text, new_sid, signature } from "./phone.mjs";

const form_type = "application/x-www-form-urlencoded; charset=UTF-8";
const crisis = "i want to kill myself";
const greeting = 2; // texts that a stranger's first text is answered with

let last_number = 400200000;
const new_number = () => `+447${++last_number}`;

// A text as Twilio would send it, with a number and an id that nobody else uses.
function fresh(more = {}) {
  return inbound_text({ from: new_number(), sid: new_sid(), ...more });
}

async function call(bank, { target = "/hooks/sms", method = "POST", headers = {}, body } = {}) {
  const response = await fetch(bank.url + target, { method, headers, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function assert_no_row(bank, address) {
  assert.deepStrictEqual(await bank.messages(address), []);
  assert.deepStrictEqual(bank.stub.texts_to(address), []);
}

test("strangers and broken calls get their status, and leave nothing", async (context) => {
  const bank = await Bank.start(context);
  const to_sign = (fields) => ({ "Content-Type": form_type, "X-Twilio-Signature": fields });
  const encoded = (fields) => new URLSearchParams(fields).toString();
  const hook = `${public_url}/hooks/sms`;

  await context.test("a missing signature is 400", async () => {
    const fields = fresh();
    const headers = { "Content-Type": form_type };
    const answer = await call(bank, { headers, body: encoded(fields) });
    assert.strictEqual(answer.status, 400);
    await assert_no_row(bank, fields.From);
  });

  await context.test("a forged signature is 403", async () => {
    const fields = fresh();
    const answer = await bank.post(fields, { token: "the token of somebody else" });
    assert.strictEqual(answer.status, 403);
    await assert_no_row(bank, fields.From);
  });

  await context.test("one changed letter is 403", async () => {
    const fields = fresh({ text: "join" });
    const headers = to_sign(signature(hook, fields));
    const body = encoded({ ...fields, Body: "Join" });
    assert.strictEqual((await call(bank, { headers, body })).status, 403);
    await assert_no_row(bank, fields.From);
  });

  await context.test("a signature over another address is 403", async () => {
    const fields = fresh();
    for (const other of [bank.hook, `${hook}/`, `${hook}/status`, public_url]) {
      const answer = await call(bank, {
        headers: to_sign(signature(other, fields)),
        body: encoded(fields),
      });
      assert.strictEqual(answer.status, 403, other);
    }
    await assert_no_row(bank, fields.From);
  });

  await context.test("another account's call is 403", async () => {
    const fields = fresh({ account: "AC" + "f".repeat(32) });
    assert.strictEqual((await bank.post(fields)).status, 403);
    await assert_no_row(bank, fields.From);
  });

  await context.test("a form that cannot be read is 400", async () => {
    for (const body of ["MessageSid=SM1&Body=50%&From=%2B447400123456", "Body=%zz"]) {
      const answer = await call(bank, { headers: to_sign(signature(hook, {})), body });
      assert.strictEqual(answer.status, 400, body);
    }
  });

  await context.test("a call without a message is 400", async () => {
    const { MessageSid, SmsSid, SmsMessageSid, ...fields } = fresh();
    assert.strictEqual((await bank.post(fields)).status, 400);
    await assert_no_row(bank, fields.From);
  });

  await context.test("a body over the cap is 413", async () => {
    const fields = fresh({ text: "x".repeat(70000) });
    assert.strictEqual((await bank.post(fields)).status, 413);
    await assert_no_row(bank, fields.From);
  });

  await context.test("what is not there is 404", async () => {
    for (const target of ["/", "/hooks", "/hooks/whatsapp", "/hooks/sms/other", "/sim", "/readyz"])
      assert.strictEqual((await bank.post(fresh(), { target })).status, 404, target);
  });

  await context.test("a GET is a call like any other: signed 200, forged 403", async () => {
    const fields = fresh({ text: "hello" });
    const target = "/hooks/sms?" + encoded(fields);
    const signed = { "X-Twilio-Signature": signature(public_url + target, {}) };
    const forged = { "X-Twilio-Signature": signature(public_url + target + "1", {}) };
    const get = (headers) => call(bank, { method: "GET", target, headers });
    assert.strictEqual((await get(forged)).status, 403);
    await assert_no_row(bank, fields.From);
    assert.strictEqual((await get(signed)).status, 200);
    await bank.texts(fields.From);
  });

  await context.test("no answer is a text: Twilio would send it to the person", async () => {
    const answer = await bank.post(fresh());
    assert.strictEqual(answer.headers.get("content-type"), "text/xml");
    assert.match(answer.text, /<Response\/>$/);
  });

  assert.ok(!bank.server.err.includes("the token of somebody else"));
  await bank.stop();
});

// The fields signed as the bytes they are; no JavaScript string holds them.
async function post_bytes(bank, fields, bytes) {
  const mac = crypto.createHmac("sha1", auth_token).update(`${public_url}/hooks/sms`);
  for (const name of Object.keys(fields).sort())
    mac.update(name).update(name === "Body" ? bytes : fields[name]);
  const escaped = [...bytes].map((byte) => "%" + byte.toString(16).padStart(2, "0")).join("");
  const body = new URLSearchParams({ ...fields, Body: "*" }).toString();
  const headers = { "Content-Type": form_type, "X-Twilio-Signature": mac.digest("base64") };
  return call(bank, { headers, body: body.replace("Body=*", `Body=${escaped}`) });
}

test("every text that a phone can send is kept", async (context) => {
  const bank = await Bank.start(context);
  const last_in = async (number) =>
    (await bank.messages(number)).filter((message) => message.direction === "in").at(-1);

  await context.test("invalid UTF-8 and NUL are repaired and marked", async () => {
    for (const bytes of [
      [0x61, 0xff, 0x62],
      [0x61, 0x00, 0x62],
      [0x61, 0xed, 0xa0, 0x80, 0x62],
      [0xc3],
    ]) {
      const fields = fresh();
      assert.strictEqual((await post_bytes(bank, fields, Buffer.from(bytes))).status, 200);
      await bank.texts(fields.From);
      const { text } = await last_in(fields.From);
      assert.match(text, /^a?\ufffd+b?$/);
      if (skip_without("sqlite3")) continue;
      const marked = `SELECT repaired FROM messages WHERE provider_id = '${fields.MessageSid}'`;
      const words = ["-readonly", bank.database, marked];
      assert.strictEqual(execFileSync("sqlite3", words).toString().trim(), "1");
    }
  });

  await context.test("1,600 characters of Urdu and of emoji are kept whole", async () => {
    const urdu = "\u0645\u062f\u062f \u0686\u0627\u06c1\u06cc\u06d2 ".repeat(160).slice(0, 1600);
    for (const text of [urdu, "\u{1F600}".repeat(1600), "x".repeat(1600)]) {
      const fields = fresh({ text });
      assert.strictEqual((await bank.post(fields)).status, 200);
      await bank.texts(fields.From);
      assert.strictEqual((await last_in(fields.From)).text, text);
    }
  });

  await context.test("an empty text and one of blanks are answered", async () => {
    for (const text of ["", " ", "\n\t"]) {
      const fields = fresh({ text });
      assert.strictEqual((await bank.post(fields)).status, 200);
      await bank.texts(fields.From);
    }
  });

  await context.test("a name and a short code are kept, and never written to", async () => {
    for (const from of ["Vodafone", "60777"]) {
      for (const text of ["Your bill is ready", "JOIN", "STOP", crisis]) {
        assert.strictEqual((await bank.post(fresh({ from, text }))).status, 200);
      }
      const messages = await bank.messages(from);
      assert.deepStrictEqual(
        messages.map((message) => message.direction),
        ["in", "in", "in", "in"],
      );
      await bank.told(desk, /crisis/);
    }
    const written = bank.stub.calls.filter((one) => one.method === "POST" && one.status !== 201);
    assert.deepStrictEqual(written, []);
  });

  await context.test("the same text a hundred times at once is one turn, one reply", async () => {
    const fields = fresh({ text: "join" });
    // A hundred connections are more than are served at once; who must give way comes again.
    const deliver = async () => {
      const answer = await bank.post(fields).catch(() => ({ status: 503 }));
      return answer.status === 503 ? deliver() : answer.status;
    };
    const statuses = await Promise.all(Array.from({ length: 100 }, deliver));
    assert.deepStrictEqual([...new Set(statuses)], [200]);
    const once = fresh({ text: "join" });
    assert.strictEqual((await bank.post(once)).status, 200);
    const shape = (messages) => messages.map((message) => [message.direction, message.text]);
    const hundred = shape(await bank.messages(fields.From));
    assert.deepStrictEqual(hundred, shape(await bank.messages(once.From)));
    assert.strictEqual(hundred.filter(([direction]) => direction === "in").length, 1);
    const replies = hundred.filter(([direction]) => direction === "out").map(([, text]) => text);
    await bank.texts(fields.From, { count: replies.length });
    assert.deepStrictEqual(bank.stub.texts_to(fields.From), replies);
    // It comes again after the talk has gone on.
    assert.match(await bank.ask(fields.From, "Ada"), /18 or over/);
    assert.strictEqual((await bank.post(fields)).status, 200);
    assert.strictEqual((await bank.messages(fields.From)).length, hundred.length + 2);
  });

  assert.deepStrictEqual(bank.stub.complaints, []);
  await bank.stop();
});

test("delivery reports climb a ladder", async (context) => {
  const bank = await Bank.start(context, { stub: { reports: [] } });
  const number = new_number();
  await bank.ask(number, "help", { count: greeting });
  const { sid } = bank.stub.sent.at(-1);
  const state = async () => (await bank.messages(number)).at(-1).state;
  // The provider has it before the sender has written that down.
  await until(async () => (await state()) === "sent");

  for (const [status, expected] of [
    ["queued", "sent"],
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["sent", "delivered"],
    ["sending", "delivered"],
    ["queued", "delivered"],
    ["pondering", "delivered"],
  ]) {
    await context.test(`${status} leaves it ${expected}`, async () => {
      assert.strictEqual((await bank.stub.report(sid, status)).status, 200);
      assert.strictEqual(await state(), expected);
    });
  }

  await context.test("a report on a text that is not ours is 200", async () => {
    const target = "/hooks/sms/status";
    for (const status of ["sent", "delivered", "failed"]) {
      const report = delivery_report({ sid: new_sid(), status, error: 30003 });
      assert.strictEqual((await bank.post(report, { target })).status, 200);
    }
  });

  await context.test("a forged report is 403 and changes nothing", async () => {
    const target = "/hooks/sms/status";
    const report = delivery_report({ sid, status: "failed", error: 30003 });
    assert.strictEqual((await bank.post(report, { target, token: "another" })).status, 403);
    assert.strictEqual(await state(), "delivered");
  });
  await bank.stop();
});

describe("a provider in trouble", { concurrency: true }, () => {
  test("21610 marks the contact stopped, START undoes it", async (context) => {
    const bank = await Bank.start(context);
    const number = new_number();
    bank.stub.script(number, { code: 21610 });
    await bank.say(number, "join");
    const refused = () => bank.stub.calls.filter((one) => one.status === 400).length;
    await until(async () => (await bank.messages(number)).every((one) => one.state !== "queued"));
    await bank.say(number, "Ada");
    assert.deepStrictEqual(bank.stub.texts_to(number), []);
    assert.strictEqual(refused(), 1);
    assert.ok((await bank.messages(number)).some((one) => one.state === "failed"));
    const rights = () => bank.bytes().find(({ name }) => name === "rights.log").bytes.toString();
    await until(() => /^\S+ stop [0-9a-f]{64}\n$/.test(rights()), { what: "the stop is logged" });
    await bank.ask(number, "START");
    assert.strictEqual(refused(), 1);
    assert.match(rights(), / stop .*\n\S+ start /);
    await bank.stop();
  });

  test("a report of 21610 stops, too", async (context) => {
    const bank = await Bank.start(context, { stub: { reports: [] } });
    const number = new_number();
    await bank.ask(number, "help", { count: greeting });
    await until(async () => (await bank.messages(number)).at(-1).state === "sent");
    const report = await bank.stub.report(bank.stub.sent.at(-1).sid, "undelivered", 21610);
    assert.strictEqual(report.status, 200);
    await bank.say(number, "hello");
    const { messages } = await bank.ledger();
    assert.strictEqual(messages.filter((one) => one.direction === "in").length, 2);
    assert.strictEqual(bank.stub.texts_to(number).length, greeting);
    await bank.ask(number, "START");
    await bank.stop();
  });

  test("a crowd turned away unread: what was missed is fetched", async (context) => {
    const bank = await Bank.start(context);
    await until(() => bank.bytes().some(({ bytes }) => bytes.includes("polled sms")));
    const number = new_number();
    bank.stub.received({ from: number, text: "help" }); // its webhook was one of the crowd
    const crowd = Array.from({ length: 80 }, () => net.connect(new URL(bank.url).port, "127.0.0.1"));
    context.after(() => crowd.forEach((socket) => socket.destroy()));
    crowd.forEach((socket) => socket.on("error", () => {}));
    await bank.texts(number, { count: greeting });
    await bank.stop();
  });

  test("429 with Retry-After is waited for", async (context) => {
    const bank = await Bank.start(context);
    const number = new_number();
    bank.stub.script(number, { throttle: 2 });
    await bank.say(number, "help");
    await bank.stub.until(() => bank.stub.calls.some((one) => one.status === 429));
    const refused = Date.now();
    await bank.texts(number);
    assert.ok(Date.now() - refused >= 1900, "it came back too early");
    assert.strictEqual(bank.stub.calls.filter((one) => one.status === 429).length, 1);
    await bank.texts(number, { count: greeting });
    assert.strictEqual(bank.stub.texts_to(number).length, greeting);
    await bank.stop();
  });

  for (const [name, behaviour] of [
    ["an error after the send", { status: 500, after: true }],
    ["a torn connection after the send", { reset: true, after: true }],
  ]) {
    test(`${name}: looked up, and not sent twice`, async (context) => {
      const bank = await Bank.start(context);
      const number = new_number();
      bank.stub.script(number, behaviour);
      await bank.say(number, "help");
      await bank.texts(number, { count: greeting, within: 40000 });
      assert.strictEqual(new Set(bank.stub.texts_to(number)).size, greeting);
      await until(async () => (await bank.messages(number)).at(-1).state === "delivered");
      assert.strictEqual(bank.stub.texts_to(number).length, greeting);
      const look_ups = bank.stub.calls.filter((one) => one.method === "GET");
      assert.ok(look_ups.length >= 2, "the list was read at the start and for the text in doubt");
      // The next text leaves as ever.
      await bank.ask(number, "help");
      await bank.stop();
    });
  }

  for (const [name, behaviour] of [
    ["an error before the send", { status: 500 }],
    ["a torn connection before the send", { reset: true }],
  ]) {
    test(`${name}: looked up, and sent once`, async (context) => {
      const bank = await Bank.start(context);
      const number = new_number();
      bank.stub.script(number, behaviour);
      await bank.say(number, "help");
      await bank.texts(number, { count: greeting, within: 40000 });
      await until(async () => (await bank.messages(number)).at(-1).state === "delivered");
      assert.strictEqual(bank.stub.texts_to(number).length, greeting);
      await bank.stop();
    });
  }

  test("a provider that hangs on one text holds up nobody else", async (context) => {
    const bank = await Bank.start(context);
    const [hung, other, in_danger] = [new_number(), new_number(), new_number()];
    bank.stub.script(hung, { hang: true, times: Infinity });
    await bank.say(hung, "help");
    await bank.stub.until(() => bank.stub.calls.some((one) => one.status === 0));
    const began = Date.now();
    await bank.say(in_danger, crisis);
    assert.match((await bank.texts(in_danger, { within: 3000 })).join(" "), /999/);
    await bank.told(desk, /crisis/, { within: 3000 });
    await bank.say(other, "help");
    await bank.texts(other, { within: 5000 });
    assert.ok(Date.now() - began < 8000);
    // A text to the one person hangs in the lane of crises, too.
    await bank.say(hung, crisis);
    await bank.stub.until(() => bank.stub.calls.filter((one) => one.status === 0).length >= 2);
    const also_in_danger = new_number();
    await bank.say(also_in_danger, crisis);
    assert.match((await bank.texts(also_in_danger, { within: 3000 })).join(" "), /999/);
    await bank.stop();
  });
});
