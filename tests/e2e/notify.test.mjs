// Kindbank as a council would run it, on GOV.UK Notify. Notify's own package judges the stub: what
// it sends and reads is taken, so the stub is fit to judge Kindbank.
import assert from "node:assert";
import crypto from "node:crypto";
import test from "node:test";
import { NotifyClient } from "notifications-node-client";

import { Bank, desk, join, until } from "./bank.mjs";
import { api_key, notify_network, NotifyStub, post, template_id } from "./notify_stub.mjs";

const asker = "+447400123456";
const network = notify_network;

test("Notify's own package gets on with the stub", async (context) => {
  const stub = await NotifyStub.start({ receipts: [] });
  context.after(() => stub.stop());
  const client = new NotifyClient(stub.url, api_key);
  const sent = await client.sendSms(template_id, asker, {
    personalisation: { message: "hello" },
    reference: "ours",
  });
  assert.strictEqual(sent.status, 201);
  assert.strictEqual(sent.data.content.body, "hello");
  const found = await client.getNotifications("sms", undefined, "ours");
  assert.deepStrictEqual(
    found.data.notifications.map((one) => one.id),
    [sent.data.id],
  );
  const id = stub.received({ from: asker, text: "hi" });
  const received = await client.getReceivedTexts();
  assert.deepStrictEqual(
    received.data.received_text_messages.map((one) => one.id),
    [id],
  );
  const other_key = api_key.slice(0, -1) + "1";
  const refused = new NotifyClient(stub.url, other_key).sendSms(template_id, asker, {
    personalisation: { message: "hello" },
  });
  await assert.rejects(refused, (failure) => failure.response.status === 403);
});

test("a resident joins by the council's number, and every text is delivered", async (context) => {
  const bank = await Bank.start(context, { network });
  await join(bank, asker, "Jos\u00e9 \u0141");
  const told = bank.stub.texts_to(asker).join("\n");
  assert.match(told, /Jos\u00e9 L/);
  assert.doesNotMatch(told, /\u0141/, "Notify would make a question mark of it");
  const messages = await until(async () => {
    const out = (await bank.messages(asker)).filter((one) => one.direction === "out");
    return out.every((one) => one.state === "delivered") && out;
  });
  assert.deepStrictEqual(
    messages.map((one) => one.text),
    bank.stub.texts_to(asker),
  );
  assert.ok(messages.every((one) => one.channel === "council"));
});

test("a callback with another token is refused, and one that comes again is heard once", async (context) => {
  const bank = await Bank.start(context, { network });
  const phone = bank.phone(asker);
  assert.strictEqual((await phone.say("join", { token: "another token" })).status, 403);
  const id = crypto.randomUUID();
  for (let times = 0; times < 3; ++times)
    assert.strictEqual((await phone.say("join", { id })).status, 200);
  await bank.texts(asker, { count: 2 });
  const heard = (await bank.messages(asker)).filter((one) => one.direction === "in");
  assert.strictEqual(heard.length, 1);
});

test("receipts of texts that are not ours, and of a kind that nobody knows, change nothing", async (context) => {
  const bank = await Bank.start(context, { network });
  await bank.ask(asker, "join", { count: 2 });
  const out = async () => (await bank.messages(asker)).filter(({ direction }) => direction === "out");
  await until(async () => (await out()).every(({ state }) => state === "delivered"));
  const before = await bank.ledger();
  const receipt = (id, status) => ({ id, reference: null, to: asker.slice(1), status, notification_type: "sms" });
  const call = (one, token) => post(`${bank.url}/hooks/council/status`, one, token);
  for (const status of ["sending", "delivered", "permanent-failure", "temporary-failure", "technical-failure"])
    assert.strictEqual((await call(receipt(crypto.randomUUID(), status))).status, 200, status);
  const { id } = bank.stub.sent.at(-1);
  assert.strictEqual((await call(receipt(id, "pondering"))).status, 200);
  assert.strictEqual((await call(receipt(id, "permanent-failure"), "another token")).status, 403);
  assert.deepStrictEqual(await bank.ledger(), before);
});

test("each class of texts, and each language, goes in the template that it has", async (context) => {
  const of_alerts = "00000000-2a88-4f6e-b855-c550268ce08a";
  const in_polish = "11111111-2a88-4f6e-b855-c550268ce08a";
  const templates = `answer:${template_id} answer.pl:${in_polish} alert:${of_alerts} crisis:${of_alerts}
    confirmation:${template_id} invitation:${template_id} news:${template_id} digest:${template_id}`;
  const of_classes = {
    ...network,
    start_stub: (options) => NotifyStub.start({ ...options, templates: [template_id, of_alerts, in_polish] }),
    channels: (stub) => {
      const { council } = network.channels(stub);
      return { council: { ...council, template_id: templates } };
    },
  };
  const bank = await Bank.start(context, { network: of_classes, settings: { bank: { languages: ["en", "pl"] } } });
  const used = (number) => bank.stub.sent.filter((one) => one.phone_number === number).at(-1).template_id;
  await bank.ask(asker, "join", { count: 2 });
  assert.strictEqual(used(asker), template_id);
  assert.match(await bank.ask(asker, "po polsku"), /imi/);
  assert.match(await bank.ask(asker, "Ada"), /Ada/);
  assert.strictEqual(used(asker), in_polish);
  await bank.say(asker, "i want to kill myself");
  await bank.told(asker, /116 123/);
  await bank.told(desk, /crisis/);
  assert.strictEqual(used(asker), of_alerts);
  assert.strictEqual(used(desk), of_alerts);
});

test("a text whose callback was lost is read from the list", async (context) => {
  const bank = await Bank.start(context, { network });
  const polls = () => bank.stub.calls.filter(({ path }) => path.includes("received")).length;
  await until(() => polls() >= 1);
  await bank.stop();
  bank.stub.received({ from: asker, text: "join" });
  await bank.serve();
  await bank.told(asker, /first name/);
});
