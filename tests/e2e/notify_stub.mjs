// GOV.UK Notify's API on this machine, and a phone on its side. The stub takes the texts that a
// server under test sends, keeps a list of what came in, and posts receipts with a bearer token. It
// is as strict as Notify: a token of the last half minute, a template's one placeholder, no key
// that Notify does not know.
//
//   const stub = await NotifyStub.start();       // stub.url is the server's api_base
//   stub.received({ from, text });               // a text that came in, its callback lost
import crypto from "node:crypto";
import http from "node:http";

import jwt from "jsonwebtoken";

export const service_id = "26785a09-ab16-4eb0-8407-a37497a57506";
export const secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
export const api_key = `kind-bank-${service_id}-${secret}`;
export const template_id = "f33517ff-2a88-4f6e-b855-c550268ce08a";
export const bearer_token = "a bearer token of no service";

const known_keys = new Set([
  "phone_number",
  "template_id",
  "personalisation",
  "reference",
  "sms_sender_id",
]);
const longest_text = 918;

const error = (status, kind, message) => ({
  status,
  body: { status_code: status, errors: [{ error: kind, message }] },
});

const with_plus = (number) => `+${number.replace(/^\+/, "")}`;

export class NotifyStub {
  static async start(options = {}) {
    const stub = new NotifyStub(options);
    await new Promise((done) => stub.server.listen(0, "127.0.0.1", done));
    stub.url = `http://127.0.0.1:${stub.server.address().port}`;
    return stub;
  }

  constructor({ receipts = ["delivered"], hook = "/hooks/council", templates = [template_id] } = {}) {
    this.receipts = receipts;
    this.templates = templates;
    this.hook = hook;
    this.callback_base = "";
    this.sent = []; // oldest first
    this.inbox = []; // oldest first
    this.calls = [];
    this.reporting = Promise.resolve();
    this.server = http.createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => this.serve(request, response, Buffer.concat(parts).toString()));
    });
  }

  async stop() {
    await this.reporting;
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  texts_to(number) {
    return this.sent.filter((one) => one.phone_number === number).map((one) => one.content.body);
  }

  received({ from, text, id = crypto.randomUUID() }) {
    this.inbox.push({
      id,
      user_number: from.replace(/^\+/, ""),
      notify_number: "07400111222",
      content: text,
      created_at: new Date().toISOString().replace("Z", "000Z"),
      service_id,
    });
    return id;
  }

  // What Notify says of a token, or nothing where it is good.
  refuse_token(request) {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (!token) return error(401, "AuthError", "Unauthorized: authentication token must be provided");
    try {
      const claims = jwt.verify(token, secret, { algorithms: ["HS256"] });
      if (claims.iss !== service_id) return error(403, "AuthError", "Invalid token: service not found");
      if (Math.abs(Date.now() / 1000 - claims.iat) > 30)
        return error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
      return undefined;
    } catch {
      return error(403, "AuthError", "Invalid token: API key not found");
    }
  }

  send(body) {
    let call;
    try {
      call = JSON.parse(body);
    } catch {
      return error(400, "BadRequestError", "Invalid JSON supplied in POST data");
    }
    const invalid = (message) => error(400, "ValidationError", message);
    const surplus = Object.keys(call).filter((key) => !known_keys.has(key));
    if (surplus.length) return invalid(`Additional properties are not allowed (${surplus})`);
    if (!/^\+447\d{9}$/.test(call.phone_number ?? "")) return invalid("phone_number Not a valid number");
    if (!this.templates.includes(call.template_id)) return error(400, "BadRequestError", "Template not found");
    const text = call.personalisation?.message;
    if (typeof text !== "string") return error(400, "BadRequestError", "Missing personalisation: message");
    if (text.length > longest_text) return error(400, "BadRequestError", "The text is too long");
    const one = {
      id: crypto.randomUUID(),
      reference: call.reference ?? null,
      phone_number: with_plus(call.phone_number),
      template_id: call.template_id,
      content: { body: text, from_number: "07400111222" },
      status: "sending",
      created_at: new Date().toISOString(),
    };
    this.keep(one);
    const template = { id: one.template_id, version: 1, uri: `${this.url}/v2/template/${one.template_id}` };
    const uri = `${this.url}/v2/notifications/${one.id}`;
    const { id, reference, content } = one;
    return { status: 201, body: { id, reference, content, uri, template } };
  }

  keep(one) {
    this.sent.push(one);
    for (const status of this.receipts)
      this.reporting = this.reporting.then(() => this.report(one, status)).catch(() => {});
  }

  async report(one, status) {
    one.status = status;
    if (!this.callback_base) return;
    await post(this.callback_base + this.hook + "/status", {
      id: one.id,
      reference: one.reference,
      to: one.phone_number.slice(1),
      status,
      created_at: one.created_at,
      completed_at: new Date().toISOString(),
      sent_at: one.created_at,
      notification_type: "sms",
      template_id: one.template_id,
      template_version: 1,
    });
  }

  answer(request, body) {
    const refusal = this.refuse_token(request);
    if (refusal) return refusal;
    const url = new URL(request.url, this.url);
    if (request.method === "POST" && url.pathname === "/v2/notifications/sms") return this.send(body);
    if (request.method !== "GET") return error(405, "MethodNotAllowed", "not here");
    if (url.pathname === "/v2/notifications") {
      const reference = url.searchParams.get("reference");
      const notifications = this.sent.filter((one) => !reference || one.reference === reference);
      return { status: 200, body: { notifications: notifications.reverse(), links: {} } };
    }
    if (url.pathname === "/v2/received-text-messages") {
      const older_than = url.searchParams.get("older_than");
      const end = older_than ? this.inbox.findIndex((one) => one.id === older_than) : this.inbox.length;
      const page = this.inbox.slice(0, Math.max(end, 0)).reverse().slice(0, 250);
      return { status: 200, body: { received_text_messages: page, links: {} } };
    }
    return error(404, "NotFound", "The requested URL was not found on the server.");
  }

  serve(request, response, body) {
    const answer = this.answer(request, body);
    this.calls.push({ method: request.method, path: request.url, status: answer.status });
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer.body));
  }
}

// A callback as Notify makes it: no redirect is followed, for a POST would become a GET.
export async function post(url, body, token = bearer_token) {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

export const notify_network = {
  start_stub: (options) => NotifyStub.start(options),
  channels: (stub) => ({
    council: { adapter: "notify", api_key, template_id, bearer_token, api_base: stub.url },
  }),
  phone: (bank, number) => ({
    say: (text, { id = crypto.randomUUID(), token } = {}) =>
      post(
        `${bank.url}/hooks/council`,
        {
          id,
          source_number: number.slice(1),
          destination_number: "07400111222",
          message: text,
          date_received: new Date().toISOString(),
        },
        token,
      ),
  }),
};
