// A town on WhatsApp of Meta. whatsapp-api-js judges both ways: its reader takes the stub's calls,
// and all that Kindbank sends is what its classes would have sent.
import assert from "node:assert";
import test from "node:test";

import { Bank, join, until, write_settings, settings_for } from "./bank.mjs";
import { GraphStub, phone_number_id, reader, template_name, whatsapp_network } from "./graph_stub.mjs";

const asker = "+447400123456";
const nameless = "GB.1234567890"; // who has a user name and shows no number
const coordinators = [{ name: "Duty desk", addresses: ["whatsapp:+447400333444"], on_call: "always" }];

async function start(context, settings = {}) {
  const bank = await Bank.start(context, { network: whatsapp_network, settings: { coordinators, ...settings } });
  const { stub } = bank;
  context.after(() => assert.deepStrictEqual(stub.complaints, []));
  return bank;
}

async function messages_of(bank, person) {
  const { messages } = await bank.ledger();
  return messages.filter(({ address }) => address === `whatsapp:${person}`);
}

async function state_of(bank, person, words) {
  const found = (await messages_of(bank, person)).find(({ text }) => words.test(text ?? ""));
  return found?.state;
}

test("whatsapp-api-js reads the stub's calls: a text, a press, somebody without a number, a status", async (context) => {
  const stub = await GraphStub.start();
  context.after(() => stub.stop());
  const bodies = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (url, { headers, body }) => {
    bodies.push({ body, signature: headers["X-Hub-Signature-256"] });
    return new Response("", { status: 200 });
  };
  context.after(() => (globalThis.fetch = fetch));
  await stub.write(asker, "D\u0175r & ladder \u{1F600}");
  await stub.write(nameless, "hi");
  await stub.report({ id: "wamid.B", person: asker }, "failed", { errors: [{ code: 131047 }] });
  globalThis.fetch = fetch;
  const read = [];
  reader.on.message = ({ phoneID, recipient, message }) => read.push({ phoneID, recipient, message });
  reader.on.status = ({ status, id, error }) => read.push({ status, id, error });
  for (const { body, signature } of bodies) await reader.post(JSON.parse(body), body, signature);
  const [text, hi, late] = read;
  assert.strictEqual(text.phoneID, phone_number_id);
  assert.strictEqual(text.recipient.phone, "447400123456");
  assert.strictEqual(text.message.text.body, "D\u0175r & ladder \u{1F600}");
  assert.strictEqual(hi.recipient.bsuid, nameless);
  assert.deepStrictEqual(late, { status: "failed", id: "wamid.B", error: { code: 131047 } });
});

test("Meta's handshake is answered with its challenge, and a wrong token with 403", async (context) => {
  const bank = await start(context);
  const { query, status, text } = await bank.stub.handshake();
  assert.strictEqual(status, 200);
  assert.strictEqual(text, reader.get(query));
  assert.strictEqual((await bank.stub.handshake("another token")).status, 403);
});

test("a resident joins by words and buttons, and each text is delivered and read", async (context) => {
  const bank = await start(context);
  const { stub } = bank;
  assert.match(await bank.ask(asker, "join", { count: 2 }), /first name/);
  assert.match(await bank.ask(asker, "Jos\u00e9"), /Hello Jos\u00e9. Are you 18 or over/);
  const asked = stub.last_to(asker);
  assert.strictEqual(asked.call.interactive.type, "button");
  const after = stub.texts_to(asker).length;
  assert.strictEqual((await stub.press(asker, asked.choices[0])).status, 200);
  assert.match((await bank.texts(asker, { after }))[0], /postcode/);
  assert.match(await bank.ask(asker, "SG1 3AA"), /Is that OK/);
  assert.match(await bank.ask(asker, "yes"), /You are member 1/);
  assert.match(await bank.ask(asker, "ask"), /What help do you need/);
  const list = stub.last_to(asker);
  assert.strictEqual(list.call.interactive.type, "list", "more than three choices");
  await stub.press(asker, list.choices.find(({ title }) => title === "Garden"));
  await bank.told(asker, /When\?/);

  // Pressed again, the question of the day before says that it is answered, and changes nothing.
  const again = stub.texts_to(asker).length;
  await stub.press(asker, asked.choices[1]);
  await bank.texts(asker, { after: again });
  assert.strictEqual((await bank.ledger()).members.length, 1);

  await until(() => stub.sent.every(({ answers }) => answers.length === 2));
  assert.ok(stub.sent.every(({ answers }) => answers.every((status) => status === 200)));
  await stub.report(asked, "read");
  await stub.report(asked, "delivered"); // late
  await until(async () => (await state_of(bank, asker, /18 or over/)) === "read");
  const out = (await messages_of(bank, asker)).filter(({ direction }) => direction === "out");
  assert.ok(out.every(({ state }) => state === "delivered" || state === "read"));
  await bank.stop();
});

test("somebody without a number is answered by their user id", async (context) => {
  const bank = await start(context);
  await join(bank, nameless, "Ada");
  assert.ok(bank.stub.sent.every(({ call }) => call.recipient === nameless && !("to" in call)));
  const { members } = await bank.ledger();
  assert.deepStrictEqual(members[0].addresses, [`whatsapp:${nameless}`]);
  await until(async () => (await state_of(bank, nameless, /18 or over/)) === "delivered");
});

test("a day after the last word only the template goes, and an answer opens the window again", async (context) => {
  const clock = (start) => ({ coordinators, clock: { start } });
  const bank = await start(context, clock("2026-11-24T10:00"));
  const { stub } = bank;
  await bank.ask(asker, "join", { count: 2 });
  await bank.ask(asker, "Ada");
  await until(async () => {
    const messages = await messages_of(bank, asker);
    return messages.every(({ direction, state }) => direction === "in" || state === "delivered");
  });
  await bank.stop();
  stub.day_passes();
  write_settings(bank.folder, settings_for(stub, clock("2026-11-25T10:30"), whatsapp_network));
  const after = stub.sent.length;
  await bank.serve();
  const nudge = await until(() => stub.sent[after] ?? bank.must_live());
  assert.strictEqual(nudge.type, "template");
  assert.strictEqual(nudge.call.template.name, template_name);
  assert.strictEqual(nudge.call.template.language.code, "en_GB");
  assert.match(nudge.words, /18 or over.*YES/);
  assert.match(await bank.ask(asker, "yes"), /postcode/);
  assert.notStrictEqual(stub.last_to(asker).type, "template");
});

test("what Meta refuses is waited for or given up, and the reason is kept", async (context) => {
  const bank = await start(context);
  const { stub } = bank;
  const refusal = (code) => [400, { error: { code, message: `(#${code})`, type: "OAuthException" } }];
  stub.next.push(refusal(131016)); // could not send it now
  await bank.ask(asker, "join", { count: 2 });
  stub.next.push(refusal(131050)); // wants no messages of us
  await bank.say(asker, "Ada");
  await until(async () => (await messages_of(bank, asker)).some(({ state }) => state === "failed"));
  const sent = stub.sent.length;
  await bank.say(asker, "yes");
  await bank.ask(asker, "START");
  assert.ok(stub.sent.length > sent, "START opens it again");
  await bank.stop();
});

test("statuses of texts that are not ours, forged calls and calls that come twice change nothing", async (context) => {
  const bank = await start(context);
  const { stub } = bank;
  await bank.ask(asker, "join", { count: 2 });
  await until(async () => (await state_of(bank, asker, /first name/)) === "delivered");
  const before = await bank.ledger();
  for (const status of ["sent", "delivered", "read", "failed", "deleted", "warning"])
    assert.strictEqual(await stub.report({ id: "wamid.of-nobody", person: asker }, status), 200);
  const { id } = stub.last_to(asker);
  const forged = { statuses: [{ id, status: "failed", errors: [{ code: 131050 }] }] };
  assert.strictEqual((await stub.call(forged, { secret: "another" })).status, 403);
  assert.deepStrictEqual(await bank.ledger(), before);
  for (let times = 0; times < 3; ++times)
    assert.strictEqual((await stub.write(asker, "Ada", { id: "wamid.again" })).status, 200);
  await bank.told(asker, /18 or over/);
  const heard = (await messages_of(bank, asker)).filter(({ direction }) => direction === "in");
  assert.deepStrictEqual(heard.map(({ text }) => text), ["join", "Ada"]);
  await bank.stop();
});
