// Meta's Graph API on this machine, and a person on WhatsApp. Whatever a server under test sends is
// built again of the classes of whatsapp-api-js, which know Meta's limits: what comes out must be what
// came in. Its calls are signed, and Meta's webhook's own reader is whatsapp-api-js again.
//
//   const stub = await GraphStub.start();        // stub.url is the server's api_base
//   await stub.handshake();                      // the answer to Meta's first call
//   stub.day_passes();                           // from now on only a template goes out
import assert from "node:assert";
import crypto from "node:crypto";
import http from "node:http";

import { WhatsAppAPI } from "whatsapp-api-js";
import * as made_by from "whatsapp-api-js/messages";

export const access_token = "an access token of no app";
export const app_secret = "an app secret of no app";
export const verify_token = "a verify token of no app";
export const phone_number_id = "1234567890";
export const template_name = "kind_text";

export const reader = new WhatsAppAPI({
  token: access_token,
  appSecret: app_secret,
  webhookVerifyToken: verify_token,
  v: "v25.0",
});

const is_user = (person) => /^[A-Z]{2}\./.test(person);
const digits = (person) => person.replace("+", "");
const error = (status, code, message) => [status, { error: { message, type: "OAuthException", code } }];

function rebuilt({ type, text, interactive, template }) {
  if (type === "text") return { body: new made_by.Text(text.body).body, preview_url: false };
  if (type === "template") {
    const parameters = template.components[0].parameters.map((one) => new made_by.BodyParameter(one.text));
    const language = new made_by.Language(template.language.code);
    return new made_by.Template(template.name, language, new made_by.BodyComponent(...parameters));
  }
  const { action, body } = interactive;
  const buttons = () => action.buttons.map(({ reply }) => new made_by.Button(reply.id, reply.title));
  const rows = () => action.sections[0].rows.map(({ id, title }) => new made_by.Row(id, title));
  const chosen = action.buttons
    ? new made_by.ActionButtons(...buttons())
    : new made_by.ActionList(action.button, new made_by.ListSection(undefined, ...rows()));
  return new made_by.Interactive(chosen, new made_by.Body(body.text));
}

// What is read on the screen.
function words_of({ type, text, interactive, template }) {
  if (type === "text") return text.body;
  if (type === "interactive") return interactive.body.text;
  return template.components[0].parameters.map((one) => one.text).join(" | ");
}

function choices_of({ interactive }) {
  if (!interactive) return [];
  const { buttons, sections } = interactive.action;
  return buttons ? buttons.map(({ reply }) => reply) : sections[0].rows;
}

export class GraphStub {
  static async start() {
    const stub = new GraphStub();
    stub.server = http.createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const [status, answer] = stub.serve(request, Buffer.concat(parts).toString());
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise((ready) => stub.server.listen(0, "127.0.0.1", ready));
    stub.url = `http://127.0.0.1:${stub.server.address().port}`;
    return stub;
  }
  sent = []; // oldest first
  complaints = []; // what Meta would not have taken
  next = []; // what the next sends are answered, in place of the id
  open = new Set(); // who wrote within the day
  callback_base = "";

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
  day_passes() {
    this.open.clear();
  }
  texts_to(person) {
    return this.sent.filter((one) => one.person === person).map((one) => one.words);
  }
  last_to(person) {
    return this.sent.filter((one) => one.person === person).at(-1);
  }

  serve(request, body) {
    if (request.headers.authorization !== `Bearer ${access_token}`) return error(401, 190, "no such token");
    if (request.method === "GET" && request.url.startsWith(`/${phone_number_id}?`))
      return [200, { id: phone_number_id, display_phone_number: "+44 7400 111222", quality_rating: "GREEN" }];
    if (request.method !== "POST" || request.url !== `/${phone_number_id}/messages`)
      return error(404, 100, "no such object");
    return this.take(JSON.parse(body));
  }
  take(call) {
    const { messaging_product, recipient_type, to, recipient, type, biz_opaque_callback_data, ...said } = call;
    try {
      assert.strictEqual(messaging_product, "whatsapp");
      assert.strictEqual(recipient_type, "individual");
      assert.ok((to === undefined) !== (recipient === undefined), "one of to and recipient");
      assert.deepStrictEqual(Object.keys(said), [type]);
      assert.deepStrictEqual(said[type], JSON.parse(JSON.stringify(rebuilt({ type, ...said }))));
    } catch (failure) {
      this.complaints.push(failure.message);
      return error(400, 100, failure.message);
    }
    const told = this.next.shift();
    if (told) return told;
    const person = recipient ?? `+${to}`;
    const id = `wamid.${crypto.randomBytes(12).toString("hex")}`;
    const one = { id, person, type, call, words: words_of(call), choices: choices_of(call), answers: [] };
    this.sent.push(one);
    const late = !this.open.has(person) && type !== "template";
    const reports = late
      ? this.report(one, "failed", { errors: [{ code: 131047, title: "Re-engagement message" }] })
      : this.report(one, "sent").then(() => this.report(one, "delivered"));
    reports.catch(() => {}); // the server has ended
    return [200, { messaging_product, contacts: [{ input: to ?? recipient }], messages: [{ id }] }];
  }

  async report({ id, person, answers = [] }, status, more = {}) {
    const whose = is_user(person) ? { recipient_user_id: person } : { recipient_id: digits(person) };
    const timestamp = String(Math.floor(Date.now() / 1000));
    const statuses = [{ id, status, timestamp, ...whose, ...more }];
    answers.push((await this.call({ statuses })).status);
    return answers.at(-1);
  }
  receive(person, said, more = {}) {
    this.open.add(person);
    const from = is_user(person) ? { from_user_id: person } : { from: digits(person) };
    const id = `wamid.${crypto.randomBytes(12).toString("hex")}`;
    const message = { ...from, id, timestamp: String(Math.floor(Date.now() / 1000)), ...said, ...more };
    return this.call({ messages: [message] });
  }
  write(person, text, more) {
    return this.receive(person, { type: "text", text: { body: text } }, more);
  }
  press(person, { id, title }) {
    const kind = this.last_to(person).call.interactive?.type === "list" ? "list_reply" : "button_reply";
    return this.receive(person, { type: "interactive", interactive: { type: kind, [kind]: { id, title } } });
  }

  // As Meta calls: signed over the form in which all that is not ASCII is escaped.
  async call(value, { secret = app_secret } = {}) {
    const metadata = { display_phone_number: "447400111222", phone_number_id };
    const changes = [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }];
    const call = { object: "whatsapp_business_account", entry: [{ id: "99", changes }] };
    const body = JSON.stringify(call).replace(
      /[^\x00-\x7e]/g,
      (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"),
    );
    const mac = crypto.createHmac("sha256", secret).update(body).digest("hex");
    const response = await fetch(`${this.callback_base}/hooks/whatsapp`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${mac}` },
      body,
    });
    return { status: response.status, text: await response.text(), body, signature: `sha256=${mac}` };
  }
  async handshake(token = verify_token) {
    const query = { "hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": token };
    const response = await fetch(`${this.callback_base}/hooks/whatsapp?${new URLSearchParams(query)}`);
    return { query, status: response.status, text: await response.text() };
  }
}

export const whatsapp_network = {
  start_stub: () => GraphStub.start(),
  channels: (stub) => ({
    whatsapp: {
      adapter: "whatsapp",
      phone_number_id,
      access_token,
      app_secret,
      verify_token,
      template: template_name,
      template_language: "en_GB pl",
      api_base: stub.url,
    },
  }),
  phone: (bank, person) => ({ say: (text, more) => bank.stub.write(person, text, more) }),
};
