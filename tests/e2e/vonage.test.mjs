// Both of Vonage's APIs. Its own packages judge the stub: @vonage/sms sends by it and reads its
// answers, @vonage/jwt takes the tokens that it signs its calls with; jose, which knows nothing of
// Vonage, takes the tokens that Kindbank signs its own with.
import assert from "node:assert";
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test from "node:test";

import { tokenGenerate, verifySignature } from "@vonage/jwt";
import { SMS } from "@vonage/sms";
import { decodeJwt, jwtVerify, SignJWT } from "jose";

import { Bank, join, public_url, until } from "./bank.mjs";
import { vonage_sms_secret, vonage_sms_sig } from "./make_payloads.mjs";

const asker = "+447400123456";
const our_digits = "447400111222";
const api_key = "abcd1234";
const api_secret = "a secret of no old account";
const application_id = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab";
const signature_secret = "a signature secret of no account, long enough";
const { publicKey, privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
const private_pem = privateKey.export({ type: "pkcs8", format: "pem" });

const digits = (number) => number.replace("+", "");
const seconds = () => Math.floor(Date.now() / 1000);

// Kindbank sends a form with its credentials, Vonage's package JSON with them in a header.
function sms_fields({ headers }, body) {
  if (headers["content-type"] !== "application/json") return new Map(new URLSearchParams(body));
  const [key, secret] = Buffer.from(headers.authorization.replace("Basic ", ""), "base64").toString().split(":");
  return new Map(Object.entries({ ...JSON.parse(body), api_key: key, api_secret: secret }));
}

// POST /sms/json and POST /v1/messages. `next` holds what the next texts are answered, by status.
class VonageStub {
  static async start() {
    const stub = new VonageStub();
    stub.server = http.createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", async () => {
        const [status, answer] = await stub.serve(request, Buffer.concat(parts).toString());
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise((ready) => stub.server.listen(0, "127.0.0.1", ready));
    stub.url = `http://127.0.0.1:${stub.server.address().port}`;
    return stub;
  }
  sent = [];
  next = [];
  tokens = [];
  wrong = [];
  callback_base = "";

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
  texts_to(number) {
    return this.sent.filter(({ to }) => to === digits(number)).map(({ text }) => text);
  }
  async serve(request, body) {
    if (request.url === "/sms/json") return [200, this.take_sms(sms_fields(request, body))];
    if (request.url === "/v1/messages") return this.take_message(request, JSON.parse(body));
    return [404, {}];
  }
  // An answer of 200 whatever comes of it; one entry a segment.
  take_sms(fields) {
    const to = fields.get("to");
    if (fields.get("api_key") !== api_key || fields.get("api_secret") !== api_secret)
      return { "message-count": "1", messages: [{ status: "4", "error-text": "Bad Credentials" }] };
    const told = this.next.shift() ?? ["0"];
    const messages = told.map((status) => {
      if (status !== "0") return { status, "error-text": `told to answer ${status}` };
      const id = crypto.randomBytes(8).toString("hex").toUpperCase();
      return { to, "message-id": id, status, "remaining-balance": "3.14", "message-price": "0.03", network: "23410" };
    });
    if (told.every((status) => status === "0"))
      this.sent.push({
        to,
        text: fields.get("text"),
        type: fields.get("type"),
        ids: messages.map((one) => one["message-id"]),
        client_ref: fields.get("client-ref"),
        callback: fields.get("callback"),
      });
    return { "message-count": String(messages.length), messages };
  }
  async take_message(request, body) {
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    try {
      const { payload } = await jwtVerify(token, publicKey, { algorithms: ["RS256"], maxTokenAge: "5m" });
      this.tokens.push(payload);
    } catch (failure) {
      this.wrong.push(failure.message);
      return [401, { title: "Unauthorized" }];
    }
    const message_uuid = crypto.randomUUID();
    this.sent.push({ to: body.to, text: body.text, ref: body.client_ref, message_uuid });
    return [202, { message_uuid }];
  }
}

function write_secrets(bank_folder, secrets) {
  for (const [name, value] of Object.entries(secrets))
    fs.writeFileSync(path.join(bank_folder, name), value + "\n", { mode: 0o600 });
}

const coordinators = [{ name: "Duty desk", addresses: ["sms:+447400333444"], on_call: "always" }];

// ---- the SMS API

const sms_network = {
  start_stub: () => VonageStub.start(),
  channels: (stub) => ({
    texts: {
      adapter: "vonage-sms",
      api_key,
      api_secret,
      signature_secret: vonage_sms_secret,
      from: `+${our_digits}`,
      api_base: stub.url,
    },
  }),
  phone: (bank, number) => ({
    say: (text, more = {}) =>
      call_sms(bank, "/hooks/texts", {
        msisdn: digits(number),
        to: our_digits,
        messageId: crypto.randomBytes(8).toString("hex").toUpperCase(),
        text,
        type: "text",
        keyword: "X",
        ...more,
      }),
  }),
};

async function call_sms(bank, target, fields, secret = vonage_sms_secret) {
  const all = { ...fields, "api-key": api_key, timestamp: String(seconds()), nonce: crypto.randomUUID() };
  all.sig = vonage_sms_sig(all, { secret });
  const judge = new SMS({ apiKey: api_key, apiSecret: "none" });
  assert.strictEqual(judge.verifySignature(all.sig, all, vonage_sms_secret, "MD5HASH"), secret === vonage_sms_secret);
  const response = await fetch(bank.url + target, { method: "POST", body: new URLSearchParams(all) });
  return { status: response.status, text: await response.text() };
}

const report = (bank, sent, id, status, more = {}) =>
  call_sms(bank, "/hooks/texts/status", {
    msisdn: sent.to,
    to: our_digits,
    "network-code": "23410",
    messageId: id,
    price: "0.03",
    status,
    scts: "2611241000",
    "err-code": "0",
    "client-ref": sent.client_ref,
    ...more,
  });

test("@vonage/sms gets on with the stub, and reads an error inside a 200 as one", async (context) => {
  const stub = await VonageStub.start();
  context.after(() => stub.stop());
  const client = new SMS({ apiKey: api_key, apiSecret: api_secret }, { restHost: stub.url });
  const sent = await client.send({ to: digits(asker), from: our_digits, text: "hello" });
  assert.strictEqual(sent.messages.length, 1);
  assert.strictEqual(sent.messages[0].status, "0");
  assert.deepStrictEqual(stub.texts_to(asker), ["hello"]);
  stub.next.push(["0", "0"]);
  const long = await client.send({ to: digits(asker), from: our_digits, text: "long" });
  assert.strictEqual(long.messages.length, 2);
  stub.next.push(["1"]);
  await assert.rejects(client.send({ to: digits(asker), from: our_digits, text: "too fast" }));
});

test("a resident joins by Vonage's SMS API, errors in a 200 are no delivery, and parts are one text", async (context) => {
  const bank = await Bank.start(context, { network: sms_network, settings: { coordinators } });
  bank.stub.next.push(["1"], ["0"]);  // throttled at first
  await join(bank, asker, "Ada");
  const { stub } = bank;
  assert.match(stub.texts_to(asker)[0], /^Bank of Kindness: hello/);
  assert.ok(stub.sent.every((one) => one.callback === `${public_url}/hooks/texts/status`));
  const state = async (text) => (await bank.messages(asker)).find((one) => one.text === text).state;

  stub.next.push(["0", "0"]);  // one text, two segments, a report each
  await bank.ask(asker, "hours");
  const both = stub.sent.at(-1);
  assert.strictEqual(both.ids.length, 2);
  assert.strictEqual((await report(bank, both, both.ids[0], "delivered")).status, 200);
  await report(bank, both, both.ids[1], "delivered");
  await until(async () => (await state(both.text)) === "delivered");

  stub.next.push(["7"]);  // barred by the person
  await bank.say(asker, "who is this");
  await until(async () => (await bank.ledger()).messages.some((one) => one.state === "failed"));
});

test("a long text that comes in pieces is heard as one, and a forged call not at all", async (context) => {
  const bank = await Bank.start(context, { network: sms_network, settings: { coordinators } });
  await join(bank, asker, "Ada");
  const phone = bank.phone(asker);
  const piece = (text, part) =>
    phone.say(text, { concat: "true", "concat-ref": "77", "concat-total": "2", "concat-part": String(part) });
  const said = "can somebody help me with the garden please";
  assert.strictEqual((await piece(said.slice(14), 2)).status, 200);
  assert.strictEqual((await piece(said.slice(0, 14), 1)).status, 200);
  await bank.told(asker, /When\?/);  // of both together: the second alone is no request
  const forged = await call_sms(bank, "/hooks/texts", { msisdn: digits(asker), to: our_digits, messageId: "1", text: "x", type: "text" }, "another secret");
  assert.strictEqual(forged.status, 403);
});

// ---- the Messages API

const messages_network = {
  start_stub: () => VonageStub.start(),
  channels: (stub) => ({
    vonage: {
      adapter: "vonage",
      application_id,
      private_key: private_pem,
      api_key,
      signature_secret,
      from: `+${our_digits}`,
      api_base: stub.url,
    },
  }),
  phone: (bank, number) => ({ say: (text) => call_messages(bank, number, text) }),
};

const call_messages = (bank, number, text, secret) =>
  call_signed(bank, "/hooks/vonage", { to: our_digits, from: digits(number), message_type: "text", text }, secret);

const call_status = (bank, message_uuid, status, secret) =>
  call_signed(bank, "/hooks/vonage/status", { to: digits(asker), from: our_digits, message_uuid, status }, secret);

async function call_signed(bank, target, more, secret = signature_secret) {
  const body = JSON.stringify({
    channel: "sms",
    message_uuid: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    sms: { num_messages: "1" },
    ...more,
  });
  const token = await new SignJWT({
    api_key,
    application_id,
    payload_hash: crypto.createHash("sha256").update(body).digest("hex"),
    jti: crypto.randomUUID(),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("Vonage")
    .setIssuedAt()
    .sign(new TextEncoder().encode(secret));
  assert.strictEqual(verifySignature(token, signature_secret), secret === signature_secret);
  const response = await fetch(bank.url + target, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body,
  });
  return { status: response.status, text: await response.text() };
}

test("our tokens for the Messages API are good by jose, and say what Vonage's own say", async (context) => {
  const bank = await Bank.start(context, { network: messages_network, settings: { coordinators } });
  await join(bank, asker, "Ada");
  const { stub } = bank;
  assert.deepStrictEqual(stub.wrong, []);
  assert.ok(stub.tokens.length >= 5);
  assert.strictEqual(new Set(stub.tokens.map(({ jti }) => jti)).size, stub.tokens.length);
  const theirs = decodeJwt(tokenGenerate(application_id, private_pem));
  for (const ours of stub.tokens) {
    for (const claim of Object.keys(theirs)) assert.ok(claim in ours, claim);
    assert.strictEqual(ours.application_id, application_id);
    assert.strictEqual(ours.exp - ours.iat, theirs.exp - theirs.iat);
  }
  assert.strictEqual((await call_messages(bank, asker, "hours", "a secret of somebody else's, also long")).status, 403);
});

test("reports of texts that are not ours change nothing, by either API", async (context) => {
  for (const network of [sms_network, messages_network]) {
    const bank = await Bank.start(context, { network, settings: { coordinators } });
    await bank.ask(asker, "join", { count: 2 });
    const states = async () => (await bank.messages(asker)).map(({ state }) => state);
    await until(async () => (await states()).slice(1).every((state) => state === "sent"));
    const before = await bank.ledger();
    const sent = bank.stub.sent.at(-1);
    if (network === sms_network) {
      for (const status of ["accepted", "delivered", "failed", "expired", "pondering"])
        assert.strictEqual((await report(bank, { to: digits(asker), client_ref: "theirs" }, "0A00", status)).status, 200);
      assert.strictEqual((await report(bank, sent, sent.ids[0], "pondering")).status, 200);
      assert.deepStrictEqual(await bank.ledger(), before);
      assert.strictEqual((await report(bank, sent, sent.ids[0], "delivered")).status, 200);
    } else {
      for (const status of ["submitted", "delivered", "rejected", "undeliverable", "read", "pondering"])
        assert.strictEqual((await call_status(bank, crypto.randomUUID(), status)).status, 200);
      assert.strictEqual((await call_status(bank, sent.message_uuid, "pondering")).status, 200);
      assert.strictEqual((await call_status(bank, sent.message_uuid, "rejected", "not the secret, which is also long")).status, 403);
      assert.deepStrictEqual(await bank.ledger(), before);
      assert.strictEqual((await call_status(bank, sent.message_uuid, "delivered")).status, 200);
    }
    await until(async () => (await states()).at(-1) === "delivered");
    await bank.stop();
  }
});
