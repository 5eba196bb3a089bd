// A text bot as many are written: Express, Twilio's own validator, SQLite through libsql with every
// answer durable before the 200. It stores what is to be sent; a sender of its own would send it.
import { randomInt } from "node:crypto";

import express from "express";
import Database from "libsql";
import twilio from "twilio";

import { step } from "./dialog.mjs";

const ledger = new Database(process.env.LEDGER);
ledger.exec("PRAGMA journal_mode = WAL");
ledger.exec("PRAGMA synchronous = FULL");
ledger.exec("PRAGMA cache_size = -65536");
ledger.exec("PRAGMA foreign_keys = ON");

const find_contact = ledger.prepare(
  "SELECT member, name, area, conversation FROM contacts WHERE number = ?",
);
const keep_inbound = ledger.prepare(
  "INSERT INTO messages (direction, sid, number, text, at) VALUES ('in', ?, ?, ?, ?) ON CONFLICT (sid) DO NOTHING",
);
const keep_outbound = ledger.prepare(
  "INSERT INTO messages (direction, number, text, cause, at) VALUES ('out', ?, ?, ?, ?)",
);
const enqueue = ledger.prepare(
  "INSERT INTO outbox (message, recipient, text, next_try_at) VALUES (?, ?, ?, ?)",
);
const save = ledger.prepare("UPDATE contacts SET conversation = ?, heard_at = ? WHERE number = ?");
const open_request = ledger.prepare(
  "INSERT INTO requests (code, member, category, urgency, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)",
);

const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const draw_code = () =>
  Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("");

const turn = ledger.transaction(({ MessageSid: sid, From: number, Body: text }) => {
  const now = Date.now();
  const heard = keep_inbound.run(sid, number, text, now);
  if (heard.changes === 0) return;
  const contact = find_contact.get(number);
  if (!contact) return;
  const { member, name, area, conversation } = contact;
  const next = step(conversation, { name, area }, { type: "TEXT", text, code: draw_code() });
  if (next.state === "opened") {
    const { code, category, urgency, reason } = next.facts;
    open_request.run(code, member, category, urgency, reason ? 1 : 0, now);
  }
  save.run(next.conversation, now, number);
  const said = keep_outbound.run(number, next.reply, heard.lastInsertRowid, now);
  enqueue.run(said.lastInsertRowid, number, next.reply, now);
});

const app = express();
app.disable("x-powered-by");
app.post(
  "/hooks/sms",
  express.urlencoded({ extended: false }),
  twilio.webhook(process.env.AUTH_TOKEN, { url: process.env.PUBLIC_URL }),
  (request, response) => {
    turn.immediate(request.body);
    response.type("text/xml").send("<Response/>");
  },
);

app.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
