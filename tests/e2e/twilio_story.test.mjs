// The story of one request on real messages: Twilio's own package signs what comes in, the replies
// leave through a stub of Twilio's API, and its signed reports come back.
import assert from "node:assert";
import test from "node:test";

import { Bank, desk, join, until } from "./bank.mjs";

const asker = "+447400123456";
const helper = "+447400123457";
const second = "+447400123458";
const health_words = "i have a zimmerframe";

// What an export promises to those who read it with a script.
const promised = {
  members: "number first_name addresses vetting area language state joined_at",
  requests: "code state category urgency vetting member subject created_at",
  offers: "",
  invitations: "request member wave state",
  visits: "code request helper state agreed_for started_at ended_at",
  hours: "account minutes visit typed_by channel created_at",
  messages: "direction channel address member class text state parts created_at",
  incidents: "",
  worries: "",
  consents: "",
};

// The desk's level for a helper of somebody who needs the help for health.
const level = "V2";

async function offer_garden(bank, number) {
  assert.match(await bank.ask(number, "offer"), /What could you do/);
  assert.match(await bank.ask(number, "garden"), /mostly free/);
  assert.match(await bank.ask(number, "1"), /How far/);
  assert.match(await bank.ask(number, "all of town"), /times a month/);
  assert.match(await bank.ask(number, "4"), /May we text you/);
  assert.match(await bank.ask(number, "yes"), /must meet you first/);
}

async function ask_for_garden(bank) {
  assert.match(await bank.ask(asker, "i need help"), /What help do you need/);
  assert.match(await bank.ask(asker, "garden"), /When/);
  assert.match(await bank.ask(asker, "this week"), /age, your health or a disability/);
  const again = await bank.ask(asker, health_words, { count: 2 });
  assert.match(again, /did not understand[^]*Reply YES or NO/);
  assert.match(await bank.ask(asker, "yes"), /So: /);
  const [, code] = /job code is (\w+)/.exec(await bank.ask(asker, "yes"));
  return code;
}

async function meet(bank, number, member) {
  assert.match(await bank.ask(desk, `${member} MET ${level}`), new RegExp(`has level ${level} now`));
  await bank.told(number, /good to meet you/);
}

function check_shape(ledger) {
  for (const [name, keys] of Object.entries(promised)) {
    assert.ok(Array.isArray(ledger[name]), name);
    for (const row of ledger[name]) {
      const missing = keys.split(" ").filter((key) => key && !(key in row));
      assert.deepStrictEqual(missing, [], name);
    }
  }
  assert.strictEqual(typeof ledger.pot_minutes, "number");
  const minutes = ledger.hours.reduce((sum, entry) => sum + entry.minutes, 0);
  assert.strictEqual(minutes, 0);
}

function check_states(ledger, code, numbers) {
  const [asking, helping, thanked] = numbers;
  const levels = Object.fromEntries(ledger.members.map((one) => [one.number, one.vetting]));
  assert.deepStrictEqual(levels, { [asking]: "V0", [helping]: level, [thanked]: level });
  assert.deepStrictEqual(
    ledger.requests.map((one) => [one.code, one.state, one.category, one.urgency, one.member]),
    [[code, "matched", "garden", "week", asking]],
  );
  const invited = ledger.invitations.map((one) => [one.request, one.member, one.state]);
  assert.deepStrictEqual(
    invited.sort((one, other) => one[1] - other[1]),
    [
      [code, helping, "won"],
      [code, thanked, "lost"],
    ],
  );
  assert.deepStrictEqual(
    ledger.visits.map((one) => [one.request, one.helper, one.state]),
    [[code, helping, "agreed"]],
  );
}

// What a person got is what the ledger says they got, in that order, each delivered.
function check_outbox(ledger, bank, number) {
  const out = ledger.messages.filter(
    (one) => one.direction === "out" && one.address === `sms:${number}`,
  );
  assert.deepStrictEqual(
    out.map((one) => one.text),
    bank.stub.texts_to(number),
  );
  assert.deepStrictEqual(
    out.filter((one) => one.state !== "delivered"),
    [],
  );
}

test("a neighbour says yes: the whole story on signed webhooks", async (context) => {
  const bank = await Bank.start(context, { settings: { clock: { start: "2026-11-24T10:00" } } });
  const numbers = [];
  numbers.push(await join(bank, asker, "Ada"));
  numbers.push(await join(bank, helper, "Ben"));
  await offer_garden(bank, helper);
  numbers.push(await join(bank, second, "Cleo", "SG2 8AA"));
  await offer_garden(bank, second);
  await meet(bank, helper, numbers[1]);
  await meet(bank, second, numbers[2]);
  const code = await ask_for_garden(bank);

  const invitation = new RegExp(`garden help this week.*${code}.*YES or NO`);
  await Promise.all([bank.told(helper, invitation), bank.told(second, invitation)]);
  const won = await bank.ask(helper, "yes");
  assert.match(won, new RegExp(`You have job ${code}, for Ada in Old Town`));
  assert.match(await bank.told(second, new RegExp(`job ${code} has a helper now`)), /Thank you/);
  await bank.ask(helper, "tomorrow 2pm");
  const told = await bank.told(asker, /Ben comes on .* What street and number/);
  const [, word] = /says (\w+) at the door/.exec(told);
  assert.match(won, new RegExp(`Say ${word} at the door`));
  assert.strictEqual(bank.stub.texts_to(second).filter((text) => text.includes(word)).length, 0);

  const everybody = [asker, helper, second, desk];
  const all_reported = () => bank.stub.sent.every((message) => message.report_answers.length === 2);
  await until(all_reported, { what: "every text has its two reports" });
  assert.deepStrictEqual([...new Set(bank.stub.sent.flatMap((one) => one.report_answers))], [200]);
  const ledger = await bank.ledger();
  check_shape(ledger);
  check_states(ledger, code, numbers);
  for (const number of everybody) check_outbox(ledger, bank, number);

  assert.ok(!JSON.stringify(ledger).includes("zimmerframe"));
  assert.ok(!JSON.stringify(ledger).includes("SG1 3AA"));
  for (const { name, bytes } of bank.bytes()) {
    assert.ok(!bytes.includes("zimmerframe"), `${name} holds what must not be kept`);
    assert.ok(!bytes.includes("400123456"), `${name} holds a number that anybody can read`);
    assert.ok(!bytes.includes("Duty desk"), `${name} holds the name of who vetted somebody`);
  }
  assert.ok(!(bank.server.out + bank.server.err).includes("400123456"), "a number is in the log");
  assert.deepStrictEqual(bank.stub.complaints, []);
  await bank.stop();
});

test("two neighbours say yes at once: one has the job, the other is thanked", async (context) => {
  const bank = await Bank.start(context, { settings: { clock: { start: "2026-11-24T10:00" } } });
  const numbers = [];
  for (const [number, name] of [
    [asker, "Ada"],
    [helper, "Ben"],
    [second, "Cleo"],
  ])
    numbers.push(await join(bank, number, name));
  await Promise.all([offer_garden(bank, helper), offer_garden(bank, second)]);
  await meet(bank, helper, numbers[1]);
  await meet(bank, second, numbers[2]);
  const code = await ask_for_garden(bank);
  await Promise.all([helper, second].map((number) => bank.told(number, /YES or NO. Fine/)));
  await Promise.all([helper, second].map((number) => bank.say(number, "yes")));
  const texts = await until(() => {
    const all = [helper, second].map((number) => bank.stub.texts_to(number).join("\n"));
    return all.every((text) => /You have job|got there first|has a helper now/.test(text)) && all;
  });
  const winners = texts.filter((text) => text.includes(`You have job ${code}`));
  assert.strictEqual(winners.length, 1);
  const { visits, invitations } = await bank.ledger();
  assert.strictEqual(visits.length, 1);
  assert.deepStrictEqual(invitations.map((one) => one.state).sort(), ["lost", "won"]);
  await bank.stop();
});
