// The stub is to be trusted only where Twilio's own client takes it for Twilio.
import assert from "node:assert";
import http from "node:http";
import test from "node:test";
import twilio from "twilio";

import { account_sid, auth_token, our_number, Phone, signature } from "./phone.mjs";
import { TwilioStub } from "./twilio_stub.mjs";

// Twilio's client with api.twilio.com replaced, and no proxy between.
class LocalClient extends twilio.RequestClient {
  constructor(base) {
    super({ timeout: 500 });
    this.base = base;
    this.axios.defaults.proxy = false;
  }

  request(options) {
    return super.request({
      ...options,
      uri: options.uri.replace("https://api.twilio.com", this.base),
    });
  }
}

async function start(context, options) {
  const stub = await TwilioStub.start(options);
  context.after(() => stub.stop());
  const client = twilio(account_sid, auth_token, { httpClient: new LocalClient(stub.url) });
  return { stub, client };
}

// A server that keeps what it is called with.
async function listen(context) {
  const calls = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    calls.push({
      headers: request.headers,
      url: request.url,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(200, { "Content-Type": "text/xml" }).end("<Response/>");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  context.after(() => (server.closeAllConnections(), server.close()));
  return { calls, url: `http://127.0.0.1:${server.address().port}` };
}

const asker = "+447400123456";
const text = { to: asker, from: our_number, body: "D\u0175r & ladder = \u00a35?" };

test("a text sent by Twilio's client is accepted and can be fetched", async (context) => {
  const { stub, client } = await start(context);
  const message = await client.messages.create(text);
  assert.match(message.sid, /^SM[0-9a-f]{32}$/);
  assert.strictEqual(message.status, "queued");
  assert.deepStrictEqual(stub.texts_to(asker), [text.body]);
  assert.strictEqual((await client.messages(message.sid).fetch()).body, text.body);
  assert.deepStrictEqual(stub.complaints, []);
});

test("wrong credentials and a wrong form are refused as Twilio does", async (context) => {
  const { stub, client } = await start(context);
  const httpClient = new LocalClient(stub.url);
  const stranger = twilio(account_sid, "another token", { httpClient });
  await assert.rejects(stranger.messages.create(text), { status: 401, code: 20003 });
  await assert.rejects(client.messages("SM" + "f".repeat(32)).fetch(), {
    status: 404,
    code: 20404,
  });
  const rows = [
    [21211, { ...text, to: "07400 123456" }],
    [21617, { ...text, body: "x".repeat(1601) }],
    [21602, { ...text, body: undefined }],
    [21603, { ...text, from: undefined }],
    [21609, { ...text, statusCallback: "no url" }],
  ];
  for (const [code, wrong] of rows) {
    await assert.rejects(client.messages.create(wrong), { status: 400, code });
  }
  await client.messages.create({ ...text, body: "\u{1F600}".repeat(1600) });
  assert.strictEqual(stub.sent.length, 1);
});

test("a number can be scripted, and the lines of its script follow each other", async (context) => {
  const { stub, client } = await start(context);
  stub.script(asker, { code: 21610 });
  stub.script(asker, { throttle: 2, times: 2 });
  stub.script(asker, { status: 500 });
  await assert.rejects(client.messages.create(text), { status: 400, code: 21610 });
  await assert.rejects(client.messages.create(text), { status: 429, code: 20429 });
  await assert.rejects(client.messages.create(text), { status: 429, code: 20429 });
  await assert.rejects(client.messages.create(text), { status: 500 });
  assert.strictEqual(stub.sent.length, 0);
  await client.messages.create(text);
  assert.strictEqual(stub.sent.length, 1);
  await client.messages.create({ ...text, to: "+447400123457" });
});

test("a throttled send is told when to come back", async (context) => {
  const { stub } = await start(context);
  stub.script(asker, { throttle: 7 });
  const response = await fetch(`${stub.url}/2010-04-01/Accounts/${account_sid}/Messages.json`, {
    method: "POST",
    headers: {
      Authorization: "Basic " + Buffer.from(`${account_sid}:${auth_token}`).toString("base64"),
    },
    body: new URLSearchParams({ To: asker, From: our_number, Body: "hi" }),
  });
  assert.strictEqual(response.status, 429);
  assert.strictEqual(response.headers.get("retry-after"), "7");
});

test("a hang, a reset and an error leave the text sent or not, as told", async (context) => {
  const { stub, client } = await start(context);
  const rows = [{ hang: true }, { reset: true }, { status: 502 }];
  for (const behaviour of rows) {
    stub.script(asker, behaviour);
    await assert.rejects(client.messages.create(text));
    assert.strictEqual(stub.sent.length, 0);
  }
  for (const [index, behaviour] of rows.entries()) {
    stub.script(asker, { ...behaviour, after: true });
    await assert.rejects(client.messages.create(text));
    assert.strictEqual(stub.sent.length, index + 1);
  }
  const found = await client.messages.list({ to: asker, from: our_number });
  assert.strictEqual(found.length, 3);
});

test("the list goes by number, day and page, newest first", async (context) => {
  let now = new Date("2026-11-19T23:59:00Z");
  const { stub, client } = await start(context, { now: () => now, reports: [] });
  stub.received({ from: asker, text: "yesterday" });
  now = new Date("2026-11-20T10:00:00Z");
  for (const word of ["one", "two", "three"]) stub.received({ from: asker, text: word });
  await client.messages.create(text);
  const dateSentAfter = new Date("2026-11-20T00:00:00Z");
  const bodies = async (query) => (await client.messages.list(query)).map((entry) => entry.body);
  assert.deepStrictEqual(await bodies({ to: our_number, dateSentAfter, pageSize: 2 }), [
    "three",
    "two",
    "one",
  ]);
  assert.deepStrictEqual(await bodies({ to: our_number, dateSentBefore: new Date("2026-11-19") }), [
    "yesterday",
  ]);
  assert.deepStrictEqual(await bodies({ from: our_number }), [text.body]);
  const [newest] = await client.messages.list({ to: our_number, limit: 1 });
  assert.strictEqual(newest.direction, "inbound");
  assert.deepStrictEqual(newest.dateCreated, now);
  assert.deepStrictEqual(stub.complaints, []);
});

test("delivery reports carry a signature that Twilio's package accepts", async (context) => {
  const server = await listen(context);
  const { stub, client } = await start(context, { callback_base: server.url });
  const statusCallback = "https://kind.example.org/hooks/sms/status";
  const message = await client.messages.create({ ...text, statusCallback });
  await stub.until(() => stub.sent[0].report_answers.length === 2);
  await stub.report(message.sid, "undelivered", 30003);
  const reports = server.calls.map((call) => Object.fromEntries(new URLSearchParams(call.body)));
  assert.deepStrictEqual(
    reports.map((report) => report.MessageStatus),
    ["sent", "delivered", "undelivered"],
  );
  assert.strictEqual(reports[2].ErrorCode, "30003");
  for (const [index, call] of server.calls.entries()) {
    assert.strictEqual(call.url, "/hooks/sms/status");
    const given = call.headers["x-twilio-signature"];
    assert.ok(twilio.validateRequest(auth_token, given, statusCallback, reports[index]));
  }
});

test("no report leaves this machine", async (context) => {
  const { stub, client } = await start(context);
  await client.messages.create({ ...text, statusCallback: "https://kind.example.org/status" });
  await stub.reporting;
  assert.deepStrictEqual(stub.sent[0].report_answers, []);
  assert.strictEqual(stub.complaints[0], "StatusCallback is not on this machine");
});

test("a phone's text arrives signed, and in the list", async (context) => {
  const server = await listen(context);
  const { stub } = await start(context);
  const phone = new Phone(server.url + "/hooks/sms", asker, { stub });
  const first = await phone.say("hello = \u{1F600}");
  const again = await phone.say("hello = \u{1F600}", { sid: first.sid });
  assert.strictEqual(first.status, 200);
  assert.strictEqual(again.sid, first.sid);
  assert.strictEqual(stub.list.length, 1);
  const fields = Object.fromEntries(new URLSearchParams(server.calls[0].body));
  assert.strictEqual(fields.Body, "hello = \u{1F600}");
  const given = server.calls[0].headers["x-twilio-signature"];
  assert.ok(twilio.validateRequest(auth_token, given, server.url + "/hooks/sms", fields));
  assert.ok(
    !twilio.validateRequest(
      auth_token,
      signature("https://x.example", fields),
      server.url + "/hooks/sms",
      fields,
    ),
  );
});

test("a driver that is no JavaScript scripts and reads the stub by HTTP", async (context) => {
  const { stub, client } = await start(context);
  const post = (path, value) =>
    fetch(stub.url + path, { method: "POST", body: JSON.stringify(value) }).then((it) => it.json());
  await post("/control/script", { to: asker, behaviour: { code: 21610 } });
  await assert.rejects(client.messages.create(text), { code: 21610 });
  const message = await client.messages.create(text);
  await post("/control/report", { sid: message.sid, status: "delivered" });
  const incoming = await post("/control/received", { from: asker, text: "hi" });
  assert.strictEqual(incoming.direction, "inbound");
  const sent = await (await fetch(stub.url + "/control/sent")).json();
  assert.deepStrictEqual(
    sent.map((entry) => [entry.to, entry.status]),
    [[asker, "delivered"]],
  );
});
