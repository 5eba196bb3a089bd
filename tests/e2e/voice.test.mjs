// Phone calls: Twilio's own package signs what its voice service would call, the TwiML is read by an
// XML parser, and calls that the bank places arrive at a stub of Twilio's Calls.
import assert from "node:assert";
import http from "node:http";
import test from "node:test";

import { XMLParser, XMLValidator } from "fast-xml-parser";

import { Bank, desk, public_url, run, skip_without, twilio_network, until } from "./bank.mjs";
import { account_sid, new_sid, our_number } from "./phone.mjs";

const landline = "+441438555000";
const mobile = "+447400123456";
const our_landline = "+441438111222";

// Twilio's Calls alone: keeps what is asked for, and gives each call an id.
class CallsStub {
  placed = [];

  async start() {
    this.server = http.createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        const sid = new_sid("CA");
        this.placed.push({ path: request.url, sid, ...Object.fromEntries(new URLSearchParams(body)) });
        response.writeHead(201, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ sid, status: "queued" }));
      });
    });
    await new Promise((ready) => this.server.listen(0, "127.0.0.1", ready));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }
  to(number) {
    return this.placed.filter((call) => call.To === number);
  }
  stop() {
    this.server.close();
  }
}

const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "Gather" || name === "Say" });

// What is said, and where the answer goes; Twilio reads the second Gather where the first hears nothing.
function read_twiml(xml) {
  assert.strictEqual(XMLValidator.validate(xml), true, xml);
  const { Response } = parser.parse(xml);
  const gathers = Response.Gather ?? [];
  const said = (gathers[0] ?? Response).Say ?? [];
  return {
    said: said.map((say) => say["#text"]).join(" "),
    action: gathers[0]?.["@_action"],
    one_key: gathers[0]?.["@_numDigits"] === "1",
    language: gathers[0]?.["@_language"],
    voices: new Set(said.map((say) => `${say["@_language"]} ${say["@_voice"] ?? ""}`.trim())),
    times: gathers.length,
    rejected: "Reject" in Response,
    hangs_up: "Hangup" in Response,
  };
}

async function start(context, { mobiles, languages = ["en"] } = {}) {
  const calls = await new CallsStub().start();
  context.after(() => calls.stop());
  const network = {
    ...twilio_network,
    channels: (stub) => ({
      ...twilio_network.channels(stub),
      voice: {
        adapter: "voice",
        account_sid,
        auth_token_file: "twilio.secret",
        from: our_landline,
        api_base: calls.url,
        ...(mobiles ? { mobiles } : {}),
      },
    }),
  };
  const settings = { clock: { start: "2026-11-24T10:00" }, bank: { languages } };
  const bank = await Bank.start(context, { network, settings });
  return { bank, calls };
}

// One caller on the phone.
class Call {
  constructor(bank, from, { sid = new_sid("CA"), direction = "inbound" } = {}) {
    Object.assign(this, { bank, from, sid, direction });
  }
  async post(more, target) {
    const ends = this.direction === "inbound" ? [this.from, our_landline] : [our_landline, this.from];
    const fields = {
      CallSid: this.sid,
      AccountSid: account_sid,
      From: ends[0],
      To: ends[1],
      CallStatus: "in-progress",
      Direction: this.direction,
      ApiVersion: "2010-04-01",
      ...more,
    };
    const answer = await this.bank.post(fields, { target });
    assert.strictEqual(answer.status, 200, answer.text);
    this.last = { more, target };
    this.heard = read_twiml(answer.text);
    return this.heard;
  }
  begin() {
    return this.post({}, "/hooks/voice");
  }
  answer(more) {
    const { action } = this.heard;
    assert.ok(action.startsWith(`${public_url}/hooks/voice?`), action);
    return this.post(more, action.slice(public_url.length));
  }
  press(keys) {
    return this.answer({ Digits: keys });
  }
  speak(words) {
    return this.answer({ SpeechResult: words, Confidence: "0.9" });
  }
  again() {
    return this.post(this.last.more, this.last.target);
  }
}

async function join(bank, from = landline) {
  const call = new Call(bank, from);
  assert.match((await call.begin()).said, /Neighbours in Stevenage swap help.*What is your first name\?/);
  assert.match((await call.speak("Ada")).said, /18 or over.*For Yes press 1\. For No press 2\. For a person press 0\./);
  assert.ok(call.heard.one_key);
  assert.match((await call.press("1")).said, /postcode/);
  assert.ok(!call.heard.one_key);
  assert.match((await call.speak("SG1 3AA.")).said, /Is that OK/);
  assert.match((await call.press("1")).said, /You are member 1/);
  return call;
}

test("a landline joins and asks for help by the keys", async (context) => {
  const { bank, calls } = await start(context);
  await join(bank);
  const call = new Call(bank, landline);
  assert.match((await call.begin()).said, /Hello Ada.*For Ask for help press 1/);
  assert.match((await call.press("1")).said, /What help do you need\?.*For Lift press 1.*For Garden press 4/);
  assert.strictEqual(call.heard.times, 2, "silence: it is said twice, then goodbye");
  assert.ok(call.heard.hangs_up);
  assert.match((await call.press("4")).said, /When\?.*For This week press 3/);
  assert.match((await call.press("*")).said, /When\?/);
  assert.match((await call.press("3")).said, /age, your health or a disability.*For Yes press 1/);
  assert.match((await call.press("2")).said, /So: Garden.*For Yes press 1/);
  const opened = await call.press("1");
  assert.match(opened.said, /Your job code is [A-Z] \d [A-Z] \d,/);
  assert.strictEqual((await call.again()).said, opened.said, "Twilio asks once more and hears the same");
  assert.deepStrictEqual(calls.placed, [], "all of it was said in the call");
  const { requests, members } = await bank.ledger();
  assert.strictEqual(requests.length, 1);
  assert.deepStrictEqual(members[0].addresses, [`voice:${landline}`]);
});

test("what the bank begins rings the landline, and is answered in that call", async (context) => {
  const { bank, calls } = await start(context);
  await join(bank);
  const offering = new Call(bank, landline);
  await offering.begin();
  assert.match((await offering.press("2")).said, /What could you do/);
  assert.match((await offering.press("4")).said, /mostly free/);
  assert.match((await offering.press("1")).said, /How far/);
  assert.match((await offering.press("3")).said, /times a month/);
  assert.match((await offering.press("4")).said, /May we text you/);
  assert.match((await offering.press("1")).said, /must meet you first/);
  assert.match(await bank.ask(desk, "1 MET V2"), /has level V2 now/);
  const [placed] = await until(() => calls.to(landline).length > 0 && calls.to(landline));
  assert.match(placed.path, /Calls\.json$/);
  assert.strictEqual(placed.From, our_landline);
  assert.match(read_twiml(placed.Twiml).said, /good to meet you/i);
  const call = new Call(bank, landline, { sid: placed.sid, direction: "outbound-api" });
  call.heard = read_twiml(placed.Twiml);
  assert.match((await call.speak("menu")).said, /press 1/);
  const ended = await bank.post(
    { CallSid: placed.sid, AccountSid: account_sid, From: our_landline, To: landline, CallStatus: "completed", Direction: "outbound-api" },
    { target: "/hooks/voice/status" },
  );
  assert.strictEqual(ended.status, 204);
  const messages = (await bank.ledger()).messages.filter((one) => /good to meet you/i.test(one.text ?? ""));
  assert.strictEqual(messages[0].state, "delivered");
});

test("a crisis that is said is answered with numbers said one by one", async (context) => {
  const { bank } = await start(context);
  const call = new Call(bank, landline);
  await call.begin();
  const answer = await call.speak("I want to die");
  assert.match(answer.said, /9 9 9,/);
  assert.match(answer.said, /1 1 6, 1 2 3,/);
});

test("a mobile that rings is not picked up, and is texted", async (context) => {
  const { bank } = await start(context, { mobiles: "text" });
  const call = new Call(bank, mobile);
  assert.ok((await call.begin()).rejected);
  await bank.told(mobile, /What is your first name/);
  const fixed = new Call(bank, landline);
  assert.match((await fixed.begin()).said, /first name/);
});

test("forged calls and hidden numbers change nothing", async (context) => {
  const { bank } = await start(context);
  const fields = { CallSid: new_sid("CA"), AccountSid: account_sid, From: landline, To: our_landline, CallStatus: "ringing", Direction: "inbound" };
  assert.strictEqual((await bank.post(fields, { target: "/hooks/voice", token: "another" })).status, 403);
  for (const From of ["anonymous", "Restricted", "+266696687", ""]) {
    const answer = await bank.post({ ...fields, From }, { target: "/hooks/voice" });
    assert.match(read_twiml(answer.text).said, /number is hidden/);
  }
  assert.deepStrictEqual((await bank.ledger()).messages, []);
});

test("who asks for Polish is spoken to, and heard, in Polish", async (context) => {
  const { bank } = await start(context, { languages: ["en", "pl"] });
  const call = new Call(bank, landline);
  assert.strictEqual((await call.begin()).language, "en-GB");
  const polish = await call.speak("language Polish");
  assert.strictEqual(polish.language, "pl-PL");
  assert.deepStrictEqual([...polish.voices], ["pl-PL Polly.Ewa"]);
});

test("a call that nobody takes is held, to be placed again", async (context) => {
  const { bank, calls } = await start(context);
  await join(bank);
  const offering = new Call(bank, landline);
  await offering.begin();
  for (const key of ["2", "4", "1", "3", "4", "1"]) await offering.press(key);
  assert.match(await bank.ask(desk, "1 MET V2"), /has level V2 now/);
  const [placed] = await until(() => calls.to(landline).length > 0 && calls.to(landline));
  const missed = { CallSid: placed.sid, AccountSid: account_sid, From: our_landline, To: landline, CallStatus: "no-answer", Direction: "outbound-api" };
  const met = async () => (await bank.ledger()).messages.find((one) => /good to meet you/i.test(one.text ?? ""));
  await until(async () => (await met()).state === "sent");
  for (let times = 0; times < 2; ++times)
    assert.strictEqual((await bank.post(missed, { target: "/hooks/voice/status" })).status, 204);
  assert.strictEqual((await met()).state, "held");
});

test("what is said while the ledger is locked is kept, and heard in order when it is back", { skip: skip_without("sqlite3") }, async (context) => {
  const { bank, calls } = await start(context);
  const call = await join(bank);
  const holder = run(context, "sqlite3", [bank.database]);
  holder.child.stdin.write(".timeout 10000\nBEGIN EXCLUSIVE;\nSELECT 'held';\n");
  await until(() => holder.out.includes("held"), { what: `the ledger is held: ${holder.err}` });
  const said = await call.press("1");
  assert.match(said.said, /we ring you back/);
  assert.strictEqual(said.times, 0);
  assert.ok(said.hangs_up);
  assert.ok(bank.bytes().every(({ name, bytes }) => name !== "spool" || !bytes.includes(landline)));
  holder.child.stdin.end("ROLLBACK;\n");
  await holder.exited;
  const other = new Call(bank, "+441438555001");  // who rings next hands over what was kept
  await other.begin();
  await bank.told(desk, /1 call came while our records could not be written/);
  const [back] = await until(() => calls.to(landline).length > 0 && calls.to(landline), { within: 60000 });
  assert.match(read_twiml(back.Twiml).said, /What help do you need/);
});
