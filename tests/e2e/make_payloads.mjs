// Makes tests/payloads/*/*.http, the calls that the adapters' tests read: the simulator's JSON,
// the callbacks of Notify, SMSGate, Telegram, Kannel, WhatsApp and both of Vonage's, and Twilio's form signed by Twilio's own package. Run it after changing a row here; payloads.test.mjs
// proves that the stored files are what this makes.
//
// A file is one raw HTTP request: the request line, headers, an empty line, the bytes of the body.
import crypto from "node:crypto";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import jwt from "jsonwebtoken";
import twilio from "twilio/lib/webhooks/webhooks.js";

import { account_sid, auth_token, delivery_report, inbound_text, signature } from "./phone.mjs";

export const public_url = "https://kind.example.org";
export const folder = fileURLToPath(new URL("../payloads/", import.meta.url));

const form_type = "application/x-www-form-urlencoded; charset=UTF-8";

function http(method, target, headers, body) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${target}\n${lines.join("")}\n`),
    Buffer.from(body),
  ]);
}

// A signed form: `fields` is what URLSearchParams takes. `signed_url` is what Twilio signed, where
// that differs from what was called.
function form(fields, { target = "/hooks/sms", signed_url = public_url + target, token } = {}) {
  const body = new URLSearchParams(fields);
  const headers = {
    "Content-Type": form_type,
    "X-Twilio-Signature": signature(signed_url, body, token),
  };
  return http("POST", target, headers, body.toString());
}

// Bytes that no JavaScript string holds, signed as the package signs: over the URL and the decoded
// fields sorted by name.
function broken_bytes(bytes, { fields = inbound_text(), at = "Body", target = "/hooks/sms" } = {}) {
  const sorted = Object.keys(fields).sort();
  const mac = crypto.createHmac("sha1", auth_token).update(public_url + target);
  for (const name of sorted) mac.update(name).update(name === at ? bytes : fields[name]);
  const escaped = [...bytes].map((byte) => "%" + byte.toString(16).padStart(2, "0")).join("");
  const body = new URLSearchParams({ ...fields, [at]: "*" }).toString().replace(at + "=*", at + "=" + escaped);
  const headers = { "Content-Type": form_type, "X-Twilio-Signature": mac.digest("base64") };
  return http("POST", target, headers, body);
}

function without_signature() {
  const body = new URLSearchParams(inbound_text()).toString();
  return http("POST", "/hooks/sms", { "Content-Type": form_type }, body);
}

function malformed() {
  const headers = { "Content-Type": form_type, "X-Twilio-Signature": signature(public_url, {}) };
  return http("POST", "/hooks/sms", headers, "MessageSid=SM1&Body=50%&From=%2B447400123456");
}

function by_get() {
  const target = "/hooks/sms?" + new URLSearchParams(inbound_text()).toString();
  return http("GET", target, { "X-Twilio-Signature": signature(public_url + target, {}) }, "");
}

function other_body(vouched_body) {
  const body = '{"hello":"D\u0175r"}';
  const fields = {
    ...inbound_text(),
    bodySHA256: twilio.getExpectedBodyHash(vouched_body ?? body),
  };
  const target = "/hooks/sms?" + new URLSearchParams(fields).toString();
  const headers = {
    "Content-Type": "application/json",
    "X-Twilio-Signature": signature(public_url + target, {}),
  };
  return http("POST", target, headers, body);
}

const urdu = "\u0645\u062f\u062f \u0686\u0627\u06c1\u06cc\u06d2 ".repeat(160).slice(0, 1600);
const emoji = "\u{1F600}".repeat(1600);
const media = {
  ...inbound_text({ text: "" }),
  NumMedia: "2",
  MediaUrl0: "https://api.twilio.com/media/ME0",
  MediaContentType0: "image/jpeg",
  MediaUrl1: "https://api.twilio.com/media/ME1",
  MediaContentType1: "audio/amr",
};

function bytes_of(body) {
  return typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

// The same rows as the simulator's page would send them.
function sim(body, headers = {}) {
  const json = { "Content-Type": "application/json", ...headers };
  return http("POST", "/hooks/sim", json, bytes_of(body));
}

function sim_payloads() {
  const said = (text) => ({ id: "7f3a", from: "+447700900001", text });
  const text = said("D\u0175r & ladder = \u00a35? \u{1F600}");
  const [before, after] = JSON.stringify(said("a*b")).split("*");
  return {
    text: sim(text),
    choice: sim({ ...said("Lift"), pressed: "q12:lift" }),
    media: sim({
      id: "7f3a",
      from: "sim:+447700900001",
      attachments: [
        { url: "https://api.twilio.com/media/ME0", content_type: "image/jpeg" },
        { url: "https://api.twilio.com/media/ME1", content_type: "audio/amr" },
      ],
    }),
    forged: sim(text, { "X-Forwarded-For": "127.0.0.1" }),
    missing: http("POST", "/hooks/sim", {}, JSON.stringify(text)),
    malformed: sim('{"id":"7f3a","from":"+447700900001","text":'),
    empty: sim(said("")),
    long_urdu: sim(said(urdu)),
    long_emoji: sim(said(emoji)),
    invalid_utf8: sim(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: sim(said("a\0b")),
  };
}

export const notify_bearer = "a bearer token of no service";

// Notify escapes all that is not ASCII.
function in_ascii(value) {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

function notify(body, { token = notify_bearer, target = "/hooks/council" } = {}) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return http("POST", target, headers, Buffer.isBuffer(body) ? body : in_ascii(body));
}

export function notify_text(more = {}) {
  return {
    id: "b51f638b-4295-46e0-a06e-cd41eee7c33b",
    source_number: "447400123456",
    destination_number: "07400111222",
    message: "hello",
    date_received: "2026-11-20T10:00:00.000000Z",
    ...more,
  };
}

export function notify_receipt(status) {
  return {
    id: "740e5834-3a29-46b4-9a6f-16142fde533a",
    reference: "ref-1",
    to: "447400123456",
    status,
    created_at: "2026-11-20T10:00:00.000000Z",
    completed_at: "2026-11-20T10:00:05.000000Z",
    sent_at: "2026-11-20T10:00:01.000000Z",
    notification_type: "sms",
    template_id: "f33517ff-2a88-4f6e-b855-c550268ce08a",
    template_version: 1,
  };
}

function notify_payloads() {
  const text = notify_text({ message: "D\u0175r & ladder = \u00a35? \u{1F600}" });
  const [before, after] = JSON.stringify(notify_text({ message: "a*b" })).split("*");
  const receipt = (status) => notify(notify_receipt(status), { target: "/hooks/council/status" });
  return {
    text: notify(text),
    choice: notify(notify_text({ message: "2" })),
    forged: notify(text, { token: "the token of somebody else" }),
    missing: http("POST", "/hooks/council", { "Content-Type": "application/json" }, in_ascii(text)),
    malformed: notify(Buffer.from(in_ascii(text).slice(0, -2))),
    empty: notify(notify_text({ message: "" })),
    long_urdu: notify(notify_text({ message: urdu })),
    long_emoji: notify(notify_text({ message: emoji })),
    invalid_utf8: notify(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: notify(notify_text({ message: "a\0b" })),
    name_as_sender: notify(notify_text({ source_number: "Vodafone" })),
    short_code: notify(notify_text({ source_number: "60777" })),
    no_id: notify({ ...text, id: undefined }),
    neither: notify({ id: text.id, hello: "you" }),
    report_delivered: receipt("delivered"),
    report_unreachable: receipt("temporary-failure"),
    report_technical: receipt("technical-failure"),
    report_gone: receipt("permanent-failure"),
    report_abroad: receipt("sent"),
    report_unheard_of: receipt("pondering"),
  };
}

export const called_at = 1795168800; // 20 November 2026, 10:00 UTC

export const smsgate_key = "a signing key of no phone at all";

function smsgate_signature(body, stamp, key = smsgate_key) {
  return crypto.createHmac("sha256", key).update(body).update(String(stamp)).digest("hex");
}

function smsgate(body, { key, stamp = called_at } = {}) {
  const bytes = Buffer.from(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  const headers = {
    "Content-Type": "application/json",
    "X-Timestamp": String(stamp),
    "X-Signature": smsgate_signature(bytes, stamp, key),
  };
  return http("POST", "/hooks/phone", headers, bytes);
}

function smsgate_event(event, payload) {
  return {
    deviceId: "PyDmBQZZXYmyxMwED8Fzy",
    event,
    id: "Ey6ECgOkVVFjz3CL48B8C",
    webhookId: "LreFUt-Z3sSq0JufY9uWB",
    payload,
  };
}

function smsgate_text(message, more = {}) {
  return smsgate_event("sms:received", {
    messageId: "a1b2c3d4",
    message,
    sender: "+447400123456",
    recipient: "+447400111222",
    simNumber: 1,
    phoneNumber: "+447400123456",
    receivedAt: "2026-11-20T10:00:00.000+00:00",
    ...more,
  });
}

function smsgate_payloads() {
  const text = smsgate_text("D\u0175r & ladder = \u00a35? \u{1F600}");
  const [before, after] = JSON.stringify(smsgate_text("a*b")).split("*");
  const report = (event, more = {}) =>
    smsgate(smsgate_event(event, { messageId: "ref-1", recipient: "+447400123456", ...more }));
  return {
    text: smsgate(text),
    choice: smsgate(smsgate_text("2")),
    forged: smsgate(text, { key: "the key of somebody else" }),
    missing: http("POST", "/hooks/phone", {}, JSON.stringify(text)),
    malformed: smsgate(Buffer.from(JSON.stringify(text).slice(0, -2))),
    empty: smsgate(smsgate_text("")),
    long_urdu: smsgate(smsgate_text(urdu)),
    long_emoji: smsgate(smsgate_text(emoji)),
    invalid_utf8: smsgate(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: smsgate(smsgate_text("a\0b")),
    stale: smsgate(text, { stamp: called_at - 301 }),
    ahead: smsgate(text, { stamp: called_at + 301 }),
    told_again: smsgate({ ...text, id: "another event" }),
    told_again_in_summer_time: smsgate({
      ...text,
      payload: { ...text.payload, receivedAt: "2026-11-20T11:00:00+01:00" },
    }),
    older_app: smsgate(smsgate_text("hello", { sender: undefined })),
    picture: smsgate(
      smsgate_event("mms:received", {
        messageId: "a1b2c3d5",
        sender: "+447400123456",
        receivedAt: "2026-11-20T10:00:00.000+00:00",
      }),
    ),
    ping: smsgate(smsgate_event("system:ping", { health: {} })),
    report_sent: report("sms:sent", { partsCount: 1 }),
    report_delivered: report("sms:delivered"),
    report_failed: report("sms:failed", { reason: "RESULT_ERROR_NO_SERVICE" }),
  };
}

export const telegram_secret = "a_secret_token-of_no_bot";

function telegram(update, { secret = telegram_secret } = {}) {
  const headers = {
    "Content-Type": "application/json",
    "X-Telegram-Bot-Api-Secret-Token": secret,
  };
  const body = Buffer.isBuffer(update) ? update : JSON.stringify(update);
  return http("POST", "/hooks/telegram", headers, body);
}

function telegram_message(more) {
  return {
    update_id: 174114370,
    message: {
      message_id: 41,
      from: { id: 3527065, is_bot: false, first_name: "Resident", language_code: "en" },
      chat: { id: 3527065, first_name: "Resident", type: "private" },
      date: called_at,
      ...more,
    },
  };
}

function telegram_payloads() {
  const text = telegram_message({ text: "D\u0175r & ladder = \u00a35? \u{1F600}" });
  const [before, after] = JSON.stringify(telegram_message({ text: "a*b" })).split("*");
  const { message } = telegram_message({ text: "When?" });
  return {
    text: telegram(text),
    choice: telegram({
      update_id: 174114371,
      callback_query: { id: "4382", from: message.from, message, data: "q12:lift" },
    }),
    forged: telegram(text, { secret: "the_token_of_somebody_else" }),
    missing: http("POST", "/hooks/telegram", {}, JSON.stringify(text)),
    malformed: telegram(Buffer.from(JSON.stringify(text).slice(0, -2))),
    empty: telegram(telegram_message({ text: "" })),
    long_urdu: telegram(telegram_message({ text: urdu })),
    long_emoji: telegram(telegram_message({ text: emoji })),
    invalid_utf8: telegram(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: telegram(telegram_message({ text: "a\0b" })),
    command: telegram(telegram_message({ text: "/help@KindbankBot" })),
    begin: telegram(telegram_message({ text: "/start" })),
    deep_link: telegram(telegram_message({ text: "/start SIP42" })),
    photo: telegram(
      telegram_message({ photo: [{ file_id: "small" }, { file_id: "large" }], caption: "my gate" }),
    ),
    voice: telegram(telegram_message({ voice: { file_id: "v1", mime_type: "audio/ogg" } })),
    group: telegram(telegram_message({ text: "hi", chat: { id: -100, type: "supergroup" } })),
    other_bot: telegram(telegram_message({ text: "hi", from: { id: 1, is_bot: true } })),
    edited: telegram({ update_id: 174114372, edited_message: message }),
    blocked: telegram({ update_id: 174114373, my_chat_member: { chat: message.chat } }),
    no_id: telegram({ message }),
  };
}

export const kannel_secret = "a secret of no route at all";

function kannel(fields, { secret = kannel_secret, path = "/hooks/modem" } = {}) {
  const query = new URLSearchParams({ ...(secret && { secret }), ...fields });
  return http("GET", `${path}?${query}`, {}, "");
}

function kannel_text(text, more = {}) {
  return {
    id: "7f3a2b1c-0000-4000-8000-0123456789ab",
    from: "+447400123456",
    to: "+447400111222",
    ts: String(called_at),
    charset: "UTF-8",
    text,
    ...more,
  };
}

// Bytes that no JavaScript string holds.
function kannel_bytes(bytes, more = {}) {
  const query = new URLSearchParams({ secret: kannel_secret, ...kannel_text("*", more) });
  const escaped = [...bytes].map((byte) => "%" + byte.toString(16).padStart(2, "0")).join("");
  return http("GET", `/hooks/modem?${query}`.replace("text=*", "text=" + escaped), {}, "");
}

function kannel_payloads() {
  const words = "D\u0175r & ladder = \u00a35? \u{1F600}";
  const big_endian = Buffer.from(words, "utf16le").swap16();
  const report = (status) => kannel({ id: "ref-1", status }, { path: "/hooks/modem/status" });
  return {
    text: kannel(kannel_text(words)),
    choice: kannel(kannel_text("2")),
    forged: kannel(kannel_text(words), { secret: "the secret of somebody else" }),
    missing: kannel(kannel_text(words), { secret: "" }),
    malformed: http("GET", `/hooks/modem?secret=${encodeURIComponent(kannel_secret)}&text=50%`, {}, ""),
    empty: kannel(kannel_text("")),
    long_urdu: kannel(kannel_text(urdu)),
    long_emoji: kannel(kannel_text(emoji)),
    invalid_utf8: kannel_bytes(Buffer.from([0x61, 0xff, 0x62])),
    nul: kannel(kannel_text("a\0b")),
    utf16: kannel_bytes(big_endian, { charset: "UTF-16BE" }),
    utf16_broken: kannel_bytes(Buffer.from([0xd8, 0x3d, 0x00, 0x41]), { charset: "UTF-16BE" }),
    name_as_sender: kannel(kannel_text("hi", { from: "Vodafone" })),
    no_id: kannel(kannel_text("hi", { id: "" })),
    report_delivered: report("1"),
    report_failed: report("2"),
    report_buffered: report("4"),
    report_taken: report("8"),
    report_refused: report("16"),
    report_of_both: report("9"),
    report_unheard_of: report("32"),
  };
}

export const whatsapp_secret = "an app secret of no app";
export const whatsapp_number = "1234567890";

function whatsapp_signature(signed, secret = whatsapp_secret) {
  return "sha256=" + crypto.createHmac("sha256", secret).update(signed).digest("hex");
}

function whatsapp(body, { secret, signed } = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(in_ascii(body));
  const headers = {
    "Content-Type": "application/json",
    "X-Hub-Signature-256": whatsapp_signature(signed ?? bytes, secret),
  };
  return http("POST", "/hooks/whatsapp", headers, bytes);
}

function whatsapp_value(value, number = whatsapp_number) {
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "447400111222", phone_number_id: number },
      ...value,
    },
  };
}

function whatsapp_call(...values) {
  const changes = values.map((value) => whatsapp_value(value));
  return { object: "whatsapp_business_account", entry: [{ id: "99", changes }] };
}

function whatsapp_message(more) {
  return { from: "447400123456", id: "wamid.A", timestamp: String(called_at), ...more };
}

function whatsapp_text(body, more = {}) {
  return whatsapp_call({ messages: [whatsapp_message({ type: "text", text: { body }, ...more })] });
}

function whatsapp_status(status, more = {}) {
  const one = { id: "wamid.B", status, timestamp: String(called_at), ...more };
  return whatsapp_call({ statuses: [{ ...one, recipient_id: "447400123456" }] });
}

function whatsapp_handshake(token) {
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.challenge": "1158201444",
    "hub.verify_token": token,
  });
  return http("GET", `/hooks/whatsapp?${query}`, {}, "");
}

function whatsapp_batch() {
  const text = (id, body) => whatsapp_message({ id, type: "text", text: { body } });
  return {
    object: "whatsapp_business_account",
    entry: [
      { id: "99", changes: [whatsapp_value({ messages: [text("wamid.1", "one"), 7, {}, null] })] },
      "no entry",
      {
        id: "99",
        changes: [
          whatsapp_value({ messages: [text("wamid.x", "of another number")] }, "555"),
          null,
          whatsapp_value({
            messages: [text("wamid.2", "two"), { ...text("wamid.g", "hi"), group_id: "G" }],
            statuses: [{ id: "wamid.B", status: "read" }, { status: "read" }, "no status"],
          }),
        ],
      },
    ],
  };
}

function whatsapp_payloads() {
  const words = "D\u0175r & ladder = \u00a35? \u{1F600}";
  const text = whatsapp_text(words);
  const [before, after] = JSON.stringify(whatsapp_text("a*b")).split("*");
  const pressed = (kind) =>
    whatsapp_call({
      messages: [
        whatsapp_message({
          type: "interactive",
          interactive: { type: kind, [kind]: { id: "q12:lift", title: "Lift" } },
        }),
      ],
    });
  const media = { type: "image", image: { id: "M1", mime_type: "image/jpeg", caption: "my gate" } };
  return {
    text: whatsapp(text),
    choice: whatsapp(pressed("button_reply")),
    list: whatsapp(pressed("list_reply")),
    forged: whatsapp(text, { secret: "the secret of somebody else" }),
    missing: http("POST", "/hooks/whatsapp", {}, in_ascii(text)),
    malformed: whatsapp(Buffer.from(in_ascii(text).slice(0, -2))),
    empty: whatsapp(whatsapp_text("")),
    long_urdu: whatsapp(whatsapp_text(urdu)),
    long_emoji: whatsapp(whatsapp_text(emoji)),
    invalid_utf8: whatsapp(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: whatsapp(whatsapp_text("a\0b")),
    unescaped: whatsapp(Buffer.from(JSON.stringify(text)), { signed: in_ascii(text) }),
    no_number: whatsapp(whatsapp_text("hi", { from: undefined, from_user_id: "GB.1234" })),
    both: whatsapp(whatsapp_text("hi", { from_user_id: "GB.1234" })),
    template_button: whatsapp(
      whatsapp_call({
        messages: [whatsapp_message({ type: "button", button: { text: "Yes", payload: "yes" } })],
      }),
    ),
    picture: whatsapp(whatsapp_call({ messages: [whatsapp_message(media)] })),
    place: whatsapp(
      whatsapp_call({ messages: [whatsapp_message({ type: "location", location: { latitude: 5 } })] }),
    ),
    reaction: whatsapp(
      whatsapp_call({ messages: [whatsapp_message({ type: "reaction", reaction: { emoji: "x" } })] }),
    ),
    edit: whatsapp(
      whatsapp_call({
        messages: [
          whatsapp_message({
            id: "wamid.E",
            type: "edit",
            edit: { original_message_id: "wamid.A", message: { type: "text", text: { body: "two" } } },
          }),
          whatsapp_message({ id: "wamid.R", type: "revoke", revoke: { original_message_id: "wamid.A" } }),
        ],
      }),
    ),
    own_echo: whatsapp(whatsapp_text("When?", { from: "447400111222" })),
    batch: whatsapp(whatsapp_batch()),
    nothing: whatsapp(whatsapp_call({})),
    other_number: whatsapp({
      object: "whatsapp_business_account",
      entry: [{ id: "99", changes: [whatsapp_value({ messages: [whatsapp_message({ type: "text", text: { body: "hi" } })] }, "555")] }],
    }),
    twice: whatsapp(
      whatsapp_call({
        messages: ["one", "one"].map((body) => whatsapp_message({ type: "text", text: { body } })),
      }),
    ),
    group: whatsapp(whatsapp_text("hi", { group_id: "G" })),
    handshake: whatsapp_handshake("a verify token"),
    handshake_wrong: whatsapp_handshake("another token"),
    report_sent: whatsapp(whatsapp_status("sent")),
    report_delivered: whatsapp(whatsapp_status("delivered")),
    report_read: whatsapp(whatsapp_status("read")),
    report_late: whatsapp(whatsapp_status("failed", { errors: [{ code: 131047 }] })),
    report_too_fast: whatsapp(whatsapp_status("failed", { errors: [{ code: 131056 }] })),
    report_stopped: whatsapp(whatsapp_status("failed", { errors: [{ code: 131050 }] })),
    report_unheard_of: whatsapp(whatsapp_status("warning")),
  };
}

export const vonage_secret = "a signature secret of no account";

// A call signed as Vonage signs: the token is of the body's hash. `claims` replaces some.
function vonage(body, { secret = vonage_secret, claims = {}, algorithm = "HS256" } = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const token = jwt.sign(
    {
      iat: called_at,
      jti: "0b1c2d3e-0000-4000-8000-0123456789ab",
      iss: "Vonage",
      payload_hash: crypto.createHash("sha256").update(bytes).digest("hex"),
      api_key: "abcd1234",
      application_id: "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
      ...claims,
    },
    algorithm === "none" ? "" : secret,
    { algorithm },
  );
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return http("POST", "/hooks/vonage", headers, bytes);
}

function vonage_text(text, more = {}) {
  return {
    to: "447400111222",
    from: "447400123456",
    channel: "sms",
    message_uuid: "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
    timestamp: "2026-11-20T10:00:00Z",
    message_type: "text",
    text,
    sms: { num_messages: "1" },
    ...more,
  };
}

function vonage_status(status, more = {}) {
  const { message_uuid, to, from, timestamp, channel } = vonage_text("");
  return { message_uuid, to: from, from: to, timestamp, status, channel, client_ref: "ref-1", ...more };
}

function vonage_payloads() {
  const text = vonage_text("D\u0175r & ladder = \u00a35? \u{1F600}");
  const [before, after] = JSON.stringify(vonage_text("a*b")).split("*");
  const { message_uuid, timestamp } = text;
  const error = { type: "https://developer.vonage.com/api-errors/messages#1320", title: 1320 };
  return {
    text: vonage(text),
    choice: vonage(vonage_text("2")),
    forged: vonage(text, { secret: "the secret of somebody else" }),
    missing: http("POST", "/hooks/vonage", {}, JSON.stringify(text)),
    malformed: vonage(Buffer.from(JSON.stringify(text).slice(0, -2))),
    empty: vonage(vonage_text("")),
    long_urdu: vonage(vonage_text(urdu)),
    long_emoji: vonage(vonage_text(emoji)),
    invalid_utf8: vonage(
      Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]),
    ),
    nul: vonage(vonage_text("a\0b")),
    unsigned: vonage(text, { algorithm: "none" }),
    other_algorithm: vonage(text, { algorithm: "HS512" }),
    other_body: vonage(text, { claims: { payload_hash: "00".repeat(32) } }),
    other_account: vonage(text, { claims: { api_key: "dcba4321" } }),
    other_issuer: vonage(text, { claims: { iss: "Eve" } }),
    stale: vonage(text, { claims: { iat: called_at - 301 } }),
    ahead: vonage(text, { claims: { iat: called_at + 301 } }),
    older_form: vonage({
      message_uuid,
      timestamp,
      to: { type: "sms", number: "447400111222" },
      from: { type: "sms", number: "447400123456" },
      message: { content: { type: "text", text: "Need a ladder" }, sms: { num_messages: "1" } },
    }),
    picture: vonage(
      vonage_text(undefined, { message_type: "image", image: { url: "https://api.nexmo.com/i/1" } }),
    ),
    name_as_sender: vonage(vonage_text("hi", { from: "Vodafone" })),
    other_channel: vonage(vonage_text("hi", { channel: "messenger", from: "8249302837462819" })),
    no_id: vonage({ ...text, message_uuid: undefined }),
    report_submitted: vonage(vonage_status("submitted")),
    report_delivered: vonage(vonage_status("delivered")),
    report_undeliverable: vonage(vonage_status("undeliverable", { error })),
    report_stopped: vonage(vonage_status("rejected", { error: { ...error, title: 1240 } })),
    report_too_fast: vonage(vonage_status("rejected", { error: { ...error, title: 1000 } })),
    report_older_error: vonage(vonage_status("rejected", { error: { code: 1300, reason: "x" } })),
    report_unheard_of: vonage(vonage_status("pondering")),
  };
}

export const vonage_sms_secret = "a signature secret of no old account";

// What the SMS API signs: fields sorted by name, "&" and "=" in a value made "_"; md5hash by default.
// `bytes` are the values that no JavaScript string holds.
export function vonage_sms_sig(fields, { secret = vonage_sms_secret, method = "md5hash", bytes = {} } = {}) {
  const signed = Buffer.concat(
    Object.keys(fields).sort().flatMap((name) => [
      Buffer.from(`&${name}=`),
      bytes[name] ?? Buffer.from(fields[name].replace(/[&=]/g, "_")),
    ]),
  );
  if (method !== "md5hash") return crypto.createHmac(method, secret).update(signed).digest("hex");
  return crypto.createHash("md5").update(signed).update(secret).digest("hex");
}

function vonage_sms(fields, how = {}) {
  const all = { ...fields, sig: vonage_sms_sig(fields, how) };
  const body = new URLSearchParams(all).toString();
  if (how.as === "get") return http("GET", "/hooks/texts?" + body, {}, "");
  if (how.as === "json")
    return http("POST", "/hooks/texts", { "Content-Type": "application/json" }, JSON.stringify(all));
  return http("POST", "/hooks/texts", { "Content-Type": form_type }, body);
}

function vonage_sms_text(text, more = {}) {
  return {
    msisdn: "447400123456",
    to: "447400111222",
    messageId: "0A0000000123ABCD1",
    text,
    type: "text",
    keyword: "NEED",
    "api-key": "abcd1234",
    "message-timestamp": "2026-11-20 10:00:00",
    timestamp: `${called_at}`,
    nonce: "0b1c2d3e",
    ...more,
  };
}

function vonage_sms_report(status, more = {}) {
  const { text, type, keyword, ...rest } = vonage_sms_text("");
  return {
    ...rest,
    "network-code": "23410",
    price: "0.03330000",
    status,
    scts: "2611201000",
    "err-code": "0",
    "client-ref": "ref-1",
    ...more,
  };
}

function vonage_sms_payloads() {
  const text = vonage_sms_text("D\u0175r & ladder = \u00a35? \u{1F600}");
  const concat = (place, words, more = {}) =>
    vonage_sms_text(words, {
      messageId: `0A0000000123ABCD${place}`,
      concat: "true",
      "concat-ref": "71",
      "concat-total": "2",
      "concat-part": `${place}`,
      ...more,
    });
  const broken = vonage_sms_text("*");
  const bytes = { text: Buffer.from([0x61, 0xff, 0x62]) };
  const broken_body = new URLSearchParams({ ...broken, sig: vonage_sms_sig(broken, { bytes }) })
    .toString()
    .replace("text=*", "text=a%ffb");
  const headers = { "Content-Type": form_type };
  return {
    text: vonage_sms(text),
    choice: vonage_sms(vonage_sms_text("2")),
    forged: vonage_sms(text, { secret: "the secret of somebody else" }),
    missing: http("POST", "/hooks/texts", headers, new URLSearchParams(text).toString()),
    malformed: http("POST", "/hooks/texts", headers, "msisdn=447400123456&text=50%&sig=00"),
    empty: vonage_sms(vonage_sms_text("")),
    long_urdu: vonage_sms(vonage_sms_text(urdu, { type: "unicode" })),
    long_emoji: vonage_sms(vonage_sms_text(emoji, { type: "unicode" })),
    invalid_utf8: http("POST", "/hooks/texts", headers, broken_body),
    nul: vonage_sms(vonage_sms_text("a\0b")),
    get: vonage_sms(text, { as: "get" }),
    json: vonage_sms(text, { as: "json" }),
    json_malformed: http("POST", "/hooks/texts", { "Content-Type": "application/json" }, '{"msisdn":'),
    md5: vonage_sms(text, { method: "md5" }),
    sha1: vonage_sms(text, { method: "sha1" }),
    sha256: vonage_sms(text, { method: "sha256" }),
    sha512: vonage_sms(text, { method: "sha512" }),
    probe: http("GET", "/hooks/texts", {}, ""),
    other_account: vonage_sms({ ...text, "api-key": "dcba4321" }),
    stale: vonage_sms({ ...text, timestamp: `${called_at - 25 * 3600 - 1}` }),
    again_next_day: vonage_sms({ ...text, timestamp: `${called_at - 24 * 3600}` }),
    ahead: vonage_sms({ ...text, timestamp: `${called_at + 301}` }),
    no_id: vonage_sms({ ...text, messageId: "" }),
    name_as_sender: vonage_sms(vonage_sms_text("hi", { msisdn: "Vodafone" })),
    binary: vonage_sms(vonage_sms_text("", { type: "binary", data: "48656c6c6f", udh: "06050400000000" })),
    piece_1: vonage_sms(concat(1, "I need a ")),
    piece_2: vonage_sms(concat(2, "ladder")),
    piece_of_nothing: vonage_sms(concat(3, "ladder")),
    report_accepted: vonage_sms(vonage_sms_report("accepted")),
    report_delivered: vonage_sms(vonage_sms_report("delivered")),
    report_expired: vonage_sms(vonage_sms_report("expired", { "err-code": "12" })),
    report_rejected: vonage_sms(vonage_sms_report("rejected", { "err-code": "11" })),
    report_unheard_of: vonage_sms(vonage_sms_report("pondering")),
  };
}

function twilio_payloads() {
  const text = inbound_text({ text: "D\u0175r & ladder = \u00a35? \u{1F600}" });
  const apostrophe = "/hooks/sms?note=It's+amazing";
  return {
    text: form(text),
    choice: form(inbound_text({ text: "2" })),
    media: form(media),
    forged: form(text, { token: "the token of somebody else" }),
    missing: without_signature(),
    malformed: malformed(),
    empty: form(inbound_text({ text: "" })),
    long_urdu: form(inbound_text({ text: urdu })),
    long_emoji: form(inbound_text({ text: emoji })),
    invalid_utf8: broken_bytes(Buffer.from([0x61, 0xff, 0x62])),
    nul: form(inbound_text({ text: "a\0b" })),

    name_as_sender: form(inbound_text({ from: "Vodafone" })),
    short_code: form(inbound_text({ from: "60777" })),
    query: form(text, { target: "/hooks/sms?src=a%20b" }),
    port: form(text, { signed_url: public_url + ":443/hooks/sms" }),
    apostrophe: form(text, {
      target: apostrophe,
      signed_url: public_url + apostrophe.replace("'", "%27"),
    }),
    repeated: form([...Object.entries(text), ["Extra", "b"], ["Extra", "a"], ["Extra", "b"]]),
    get: by_get(),
    json_body: other_body(),
    json_body_changed: other_body("{}"),
    other_account: form({ ...text, AccountSid: "AC" + "f".repeat(32) }),
    no_sid: form({ AccountSid: account_sid, Body: "x", From: "+447400123456" }),

    report_sent: form(delivery_report({ status: "sent" }), { target: "/hooks/sms/status" }),
    report_delivered: form(delivery_report({ status: "delivered" }), {
      target: "/hooks/sms/status",
    }),
    report_unreachable: form(delivery_report({ status: "undelivered", error: 30003 })),
    report_stopped: form(delivery_report({ status: "failed", error: 21610 })),
    report_unheard_of: form(delivery_report({ status: "pondering" })),
  };
}

// What Twilio's voice service calls: the first call of a phone call has no query.
function voice_payloads() {
  const target = "/hooks/voice?n=1";
  const call = (more) => ({
    CallSid: "CA0123456789abcdef0123456789abcdef",
    AccountSid: account_sid,
    From: "+447400123456",
    To: "+441438111222",
    CallStatus: "in-progress",
    Direction: "inbound",
    ...more,
  });
  const speech = (SpeechResult) => form(call({ SpeechResult, Confidence: "0.9" }), { target });
  const asked = "/hooks/voice?n=1&q=q12&keys=lift%2Cshopping";
  const pressed = (Digits) => form(call({ Digits }), { target: asked });
  const status = (CallStatus, Direction = "outbound-api") =>
    form(call({ CallStatus, Direction }), { target: "/hooks/voice/status" });
  const unsigned = new URLSearchParams(call({ Digits: "1" })).toString();
  const bad = { "Content-Type": form_type, "X-Twilio-Signature": signature(public_url, {}) };
  return {
    text: speech("D\u0175r & ladder = \u00a35? \u{1F600}"),
    choice: pressed("1"),
    forged: form(call({ Digits: "1" }), { target, token: "the token of somebody else" }),
    missing: http("POST", target, { "Content-Type": form_type }, unsigned),
    malformed: http("POST", target, bad, "CallSid=CA1&Digits=50%&From=%2B447400123456"),
    empty: speech(""),
    long_urdu: speech(urdu),
    long_emoji: speech(emoji),
    invalid_utf8: broken_bytes(Buffer.from([0x61, 0xff, 0x62]), {
      fields: call({ SpeechResult: "*" }),
      at: "SpeechResult",
      target,
    }),
    nul: speech("a\0b"),

    begin: form(call({ CallStatus: "ringing" }), { target: "/hooks/voice" }),
    begin_landline: form(call({ CallStatus: "ringing", From: "+441438555000" }), { target: "/hooks/voice" }),
    hidden: form(call({ CallStatus: "ringing", From: "anonymous" }), { target: "/hooks/voice" }),
    pressed_person: pressed("0"),
    pressed_again: pressed("*"),
    pressed_nothing: pressed("7"),
    number: form(call({ Digits: "45" }), { target }),
    other_count: form(call({ Digits: "1" }), { target: "/hooks/voice?n=-3" }),
    of_ours: form(call({ Digits: "1", Direction: "outbound-api", From: "+441438111222", To: "+447400123456" }), {
      target: asked,
    }),
    other_account: form({ ...call({ Digits: "1" }), AccountSid: "AC" + "f".repeat(32) }, { target }),
    no_sid: form({ ...call({ Digits: "1" }), CallSid: "" }, { target }),
    report_completed: status("completed"),
    report_busy: status("busy"),
    report_no_answer: status("no-answer"),
    report_of_theirs: status("completed", "inbound"),
  };
}

// Every file by its path below tests/payloads.
export function payloads() {
  const files = {};
  for (const [platform, rows] of [
    ["twilio", twilio_payloads()],
    ["voice", voice_payloads()],
    ["sim", sim_payloads()],
    ["notify", notify_payloads()],
    ["vonage", vonage_payloads()],
    ["vonage-sms", vonage_sms_payloads()],
    ["whatsapp", whatsapp_payloads()],
    ["smsgate", smsgate_payloads()],
    ["telegram", telegram_payloads()],
    ["kannel", kannel_payloads()],
  ]) {
    for (const [name, bytes] of Object.entries(rows)) files[`${platform}/${name}.http`] = bytes;
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, bytes] of Object.entries(payloads())) fs.writeFileSync(folder + name, bytes);
}
