// Twilio's messages API on this machine: takes the texts that a server under test sends, keeps a
// list of what went out and came in, and posts signed delivery reports. It calls only loopback
// addresses.
//
//   const stub = await TwilioStub.start();          // stub.url is the server's api_base
//   stub.script("+447400123456", { code: 21610 });  // what happens to texts for that number
//   stub.received({ from, text });                  // a text that came in, its webhook lost
//   await stub.until(() => stub.sent.length === 2); // waits for what the server does; no sleeping
//
// What can happen to a send, for `times` sends (1 unless told; Infinity for ever), then the next in
// line. With after: true, the last three happen to a text that was sent all the same.
//   {code: 21610}   refused with that code
//   {throttle: 2}   429 with Retry-After: 2
//   {status: 500}   an error
//   {hang: true}    no answer ever
//   {reset: true}   the connection is torn down
//
// The same by HTTP, for a driver that is no JavaScript: POST /control/script {"to","behaviour"},
// POST /control/received {"from","text"}, POST /control/report {"sid","status","error"},
// GET /control/sent.
import http from "node:http";
import { fileURLToPath } from "node:url";

import {
  account_sid,
  auth_token,
  delivery_report,
  new_sid,
  our_number,
  post_signed,
} from "./phone.mjs";

const known_fields = new Set(["To", "From", "MessagingServiceSid", "Body", "StatusCallback"]);
const e164 = /^\+[1-9]\d{6,14}$/;
const messages = {
  20003: "Authenticate",
  20404: "The requested resource was not found",
  20429: "Too Many Requests",
  20500: "Internal Server Error",
  21211: "The 'To' number is not a valid phone number.",
  21602: "Message body is required.",
  21603: "A 'From' phone number is required.",
  21604: "'To' phone number is required.",
  21609: "The 'StatusCallback' URL is not a valid URL.",
  21610: "Attempt to send to unsubscribed recipient",
  21617: "The concatenated message body exceeds the 1600 character limit.",
};

function rfc2822(date) {
  return date ? date.toUTCString().replace("GMT", "+0000") : null;
}

function is_loopback(url) {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}

function is_url(text) {
  return URL.canParse ? URL.canParse(text) : /^https?:\/\/[^/]+/.test(text);
}

export class TwilioStub {
  // `now` is the clock of the list. `reports` are the statuses that follow each send by themselves.
  // `callback_base` is where the server is really reached, where StatusCallback names another host.
  static async start(options = {}) {
    const stub = new TwilioStub(options);
    await new Promise((done) => stub.server.listen(options.port ?? 0, "127.0.0.1", done));
    stub.url = `http://127.0.0.1:${stub.server.address().port}`;
    return stub;
  }

  constructor({
    now = () => new Date(),
    reports = ["sent", "delivered"],
    callback_base = "",
  } = {}) {
    this.now = now;
    this.reports = reports;
    this.callback_base = callback_base;
    this.list = []; // every message of the account, oldest first
    this.calls = []; // every call to the API: {method, path, status}
    this.complaints = []; // what a real account would not have forgiven
    this.scripts = new Map();
    this.waiting = [];
    this.reporting = Promise.resolve();
    this.server = http.createServer((request, response) => {
      this.serve(request, response).catch((error) => {
        this.complaints.push(String(error));
        response.destroy();
      });
    });
  }

  async stop() {
    await this.reporting;
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  get sent() {
    return this.list.filter((message) => message.direction === "outbound-api");
  }

  texts_to(number) {
    return this.sent.filter((message) => message.to === number).map((message) => message.body);
  }

  script(to, behaviour) {
    const line = this.scripts.get(to) ?? [];
    line.push({ times: 1, ...behaviour });
    this.scripts.set(to, line);
  }

  received({ from, text, sid = new_sid(), to = our_number, media = 0 }) {
    const now = this.now();
    return this.keep({
      sid,
      from,
      to,
      body: text,
      direction: "inbound",
      status: "received",
      num_media: String(media),
      date_created: now,
      date_sent: now,
    });
  }

  // Resolves once `condition` holds; it is asked again after everything that happens here.
  until(condition, milliseconds = 30000) {
    return new Promise((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`not within ${milliseconds} ms`)),
        milliseconds,
      );
      this.waiting.push({ condition, done: () => (clearTimeout(timer), done()) });
      this.happened();
    });
  }

  // Posts one signed delivery report for that message.
  async report(sid, status, error) {
    const message = this.list.find((entry) => entry.sid === sid);
    message.status = status;
    message.error_code = error ?? null;
    if (["sent", "delivered"].includes(status)) message.date_sent ??= this.now();
    if (!message.callback) return undefined;
    const signed_url = new URL(message.callback);
    const url = this.callback_base
      ? new URL(signed_url.pathname + signed_url.search, this.callback_base).href
      : message.callback;
    if (!is_loopback(url)) {
      this.complaints.push("StatusCallback is not on this machine");
      return undefined;
    }
    const fields = delivery_report({ sid, status, error, to: message.to, from: message.from });
    const answer = await post_signed(url, fields, { public_url: message.callback });
    message.report_answers.push(answer.status);
    this.happened();
    return answer;
  }

  // ---- what follows is the stub's own business

  happened() {
    this.waiting = this.waiting.filter(({ condition, done }) => !condition() || done());
  }

  keep(fields) {
    const message = {
      account_sid,
      api_version: "2010-04-01",
      error_code: null,
      error_message: null,
      messaging_service_sid: null,
      num_media: "0",
      num_segments: "1",
      price: null,
      price_unit: "USD",
      date_sent: null,
      report_answers: [],
      ...fields,
      uri: `/2010-04-01/Accounts/${account_sid}/Messages/${fields.sid}.json`,
      subresource_uris: {
        media: `/2010-04-01/Accounts/${account_sid}/Messages/${fields.sid}/Media.json`,
      },
    };
    this.list.push(message);
    this.happened();
    return message;
  }

  shown({ report_answers, callback, ...message }) {
    return {
      ...message,
      date_created: rfc2822(message.date_created),
      date_updated: rfc2822(message.date_created),
      date_sent: rfc2822(message.date_sent),
    };
  }

  async serve(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url, "http://127.0.0.1");
    const answer = (status, value, headers = {}) => {
      this.calls.push({ method: request.method, path: url.pathname, status });
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(value));
      this.happened();
    };
    const refuse = (status, code, headers) =>
      answer(
        status,
        {
          code,
          message: messages[code] ?? "Refused",
          status,
          more_info: `https://www.twilio.com/docs/errors/${code}`,
        },
        headers,
      );

    if (url.pathname.startsWith("/control/")) return this.control(url.pathname, body, answer);
    const expected = "Basic " + Buffer.from(`${account_sid}:${auth_token}`).toString("base64");
    if (request.headers.authorization !== expected) return refuse(401, 20003);
    const path = url.pathname.split(`/2010-04-01/Accounts/${account_sid}/`)[1];
    const one = /^Messages\/(\w+)\.json$/.exec(path ?? "");
    if (request.method === "POST" && path === "Messages.json") {
      return this.send(request, new URLSearchParams(body), response, answer, refuse);
    }
    if (request.method === "GET" && path === "Messages.json") {
      return answer(200, this.page(url));
    }
    const found = one && this.list.find((message) => message.sid === one[1]);
    return found ? answer(200, this.shown(found)) : refuse(404, 20404);
  }

  control(path, body, answer) {
    const value = body ? JSON.parse(body) : {};
    if (path === "/control/sent")
      return answer(
        200,
        this.sent.map((entry) => this.shown(entry)),
      );
    if (path === "/control/script")
      return answer(200, { ok: !this.script(value.to, value.behaviour) });
    if (path === "/control/received") return answer(200, this.shown(this.received(value)));
    if (path === "/control/report") {
      return this.report(value.sid, value.status, value.error).then(() =>
        answer(200, { ok: true }),
      );
    }
    return answer(404, {});
  }

  // The code with which Twilio refuses this form, or nothing.
  refusal(form) {
    if (!form.get("To")) return 21604;
    if (!form.get("From") && !form.get("MessagingServiceSid")) return 21603;
    if (!form.get("Body")) return 21602;
    if (!e164.test(form.get("To"))) return 21211;
    if ([...form.get("Body")].length > 1600) return 21617;
    if (form.has("StatusCallback") && !is_url(form.get("StatusCallback"))) return 21609;
    return undefined;
  }

  next_behaviour(to) {
    const [first] = this.scripts.get(to) ?? [];
    if (!first) return {};
    if (--first.times === 0) this.scripts.get(to).shift();
    return first;
  }

  send(request, form, response, answer, refuse) {
    if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
      this.complaints.push("a send is not a form");
    }
    for (const name of form.keys()) {
      if (!known_fields.has(name)) this.complaints.push(`a send has the unheard-of field ${name}`);
    }
    const code = this.refusal(form);
    if (code) return refuse(400, code);
    const behaviour = this.next_behaviour(form.get("To"));
    if (behaviour.code) return refuse(400, behaviour.code);
    if (behaviour.throttle !== undefined) {
      return refuse(429, 20429, { "Retry-After": String(behaviour.throttle) });
    }
    const troubled = behaviour.status || behaviour.hang || behaviour.reset;
    const message = troubled && !behaviour.after ? undefined : this.record(form);
    if (message) this.follow_up(message);
    if (behaviour.status) return refuse(behaviour.status, 20500);
    if (behaviour.hang || behaviour.reset) {
      this.calls.push({ method: "POST", path: request.url, status: 0 });
      if (behaviour.reset) request.socket.resetAndDestroy();
      return this.happened();
    }
    return answer(201, this.shown(message));
  }

  record(form) {
    return this.keep({
      sid: new_sid(),
      from: form.get("From") ?? our_number,
      to: form.get("To"),
      body: form.get("Body"),
      messaging_service_sid: form.get("MessagingServiceSid"),
      callback: form.get("StatusCallback"),
      direction: "outbound-api",
      status: "queued",
      date_created: this.now(),
    });
  }

  // The reports of all messages go out one after the other.
  follow_up(message) {
    for (const status of this.reports) {
      this.reporting = this.reporting
        .then(() => this.report(message.sid, status))
        .catch((error) => this.complaints.push(`a report was not taken: ${error.message}`));
    }
  }

  // Newest first, as Twilio lists them. Dates are days of UTC; a message not sent yet has none.
  page(url) {
    const query = url.searchParams;
    const day = (message) => message.date_sent?.toISOString().slice(0, 10) ?? "";
    const filters = {
      To: (message, value) => message.to === value,
      From: (message, value) => message.from === value,
      DateSent: (message, value) => day(message) === value.slice(0, 10),
      "DateSent>": (message, value) => day(message) >= value.slice(0, 10),
      "DateSent<": (message, value) => day(message) !== "" && day(message) <= value.slice(0, 10),
    };
    let found = [...this.list].reverse();
    for (const [name, value] of query) {
      if (filters[name]) found = found.filter((message) => filters[name](message, value));
      else if (!["PageSize", "Page", "PageToken"].includes(name)) {
        this.complaints.push(`a list has the unheard-of field ${name}`);
      }
    }
    const size = Math.min(Number(query.get("PageSize") ?? 50), 1000);
    const number = Number(query.get("Page") ?? 0);
    const uri = (page) => {
      const target = new URL(url);
      target.searchParams.set("Page", page);
      return target.pathname + target.search;
    };
    return {
      first_page_uri: uri(0),
      next_page_uri: found.length > size * (number + 1) ? uri(number + 1) : null,
      previous_page_uri: number > 0 ? uri(number - 1) : null,
      page: number,
      page_size: size,
      start: number * size,
      end: Math.max(0, Math.min(found.length, size * (number + 1)) - 1),
      uri: url.pathname + url.search,
      messages: found.slice(number * size, size * (number + 1)).map((entry) => this.shown(entry)),
    };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stub = await TwilioStub.start({ port: Number(process.argv[2] ?? 0) });
  console.log(stub.url);
}
