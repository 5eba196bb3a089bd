// A phone on Twilio's side: its texts reach the server as Twilio's signed webhook.
import http from "node:http";

import twilio from "twilio/lib/webhooks/webhooks.js";

export const account_sid = "AC0123456789abcdef0123456789abcdef";
export const auth_token = "an auth token of no account";
export const our_number = "+447400111222";

let last_sid = 0;

// "SM" and 32 hexadecimal digits, never the same twice within a run.
export function new_sid(prefix = "SM") {
  return prefix + (++last_sid).toString(16).padStart(32, "0");
}

// The fields of a text that came in, all that Twilio sends.
export function inbound_text({
  from = "+447400123456",
  to = our_number,
  text = "hello",
  sid = "SM0123456789abcdef0123456789abcdef",
  account = account_sid,
} = {}) {
  return {
    ToCountry: "GB",
    ToState: "",
    SmsMessageSid: sid,
    NumMedia: "0",
    ToCity: "",
    FromZip: "",
    SmsSid: sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: text,
    FromCountry: "GB",
    To: to,
    ToZip: "",
    NumSegments: "1",
    MessageSid: sid,
    AccountSid: account,
    From: from,
    ApiVersion: "2010-04-01",
  };
}

// The fields of a delivery report.
export function delivery_report({
  sid = "SM0123456789abcdef0123456789abcdef",
  status = "delivered",
  error,
  to = "+447400123456",
  from = our_number,
  account = account_sid,
} = {}) {
  const fields = {
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: to,
    MessageSid: sid,
    AccountSid: account,
    From: from,
    ApiVersion: "2010-04-01",
  };
  return error ? { ...fields, ErrorCode: String(error) } : fields;
}

// What Twilio's own package signs for these fields, a repeated name included.
export function signature(url, fields, token = auth_token) {
  const values = {};
  for (const [name, value] of new URLSearchParams(fields)) {
    values[name] = name in values ? [values[name], value].flat() : value;
  }
  return twilio.getExpectedTwilioSignature(token, url, values);
}

// Posts the body on a connection of its own, and gives it up after half a minute. Not by fetch():
// now and then its promise never settles when the server is killed under it.
function post(url, headers, body) {
  return new Promise((done, fail) => {
    const options = { method: "POST", agent: false, timeout: 30000, headers };
    const request = http.request(url, options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () =>
        done({
          status: response.statusCode,
          headers: new Headers(response.headers),
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", fail);
    request.on("close", () => fail(new Error("closed without an answer")));
    request.end(body);
  });
}

// Posts signed fields to a server under test. `public_url` is what the server's settings say, where
// the server is reached at another address than that.
export function post_signed(url, fields, { token = auth_token, public_url = url } = {}) {
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "X-Twilio-Signature": signature(public_url, fields, token),
    "User-Agent": "TwilioProxy/1.1",
  };
  return post(url, headers, new URLSearchParams(fields).toString());
}

// `hook` is where the server is reached, `public_hook` what its settings say; `stub` keeps each
// text in Twilio's list, as Twilio does.
export class Phone {
  constructor(hook, number, { public_hook = hook, token = auth_token, stub } = {}) {
    this.hook = hook;
    this.number = number;
    this.stub = stub;
    this.options = { public_url: public_hook, token };
  }

  // Texts the server; the same `sid` again is Twilio's second delivery of the same text.
  async say(text, { sid = new_sid() } = {}) {
    const known = this.stub?.list.some((message) => message.sid === sid);
    if (this.stub && !known) this.stub.received({ from: this.number, text, sid });
    const fields = inbound_text({ from: this.number, text, sid });
    return { sid, ...(await post_signed(this.hook, fields, this.options)) };
  }
}
