"""A text bot as many are written: Flask, SQLite from the standard library, Twilio's signature by
hmac. Every answer is durable before the 200; what is to be sent is stored for a sender."""
import base64
import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import threading
import time

from flask import Flask, Response, abort, request

import dialog

app = Flask(__name__)
URL = os.environ["PUBLIC_URL"]
TOKEN = os.environ["AUTH_TOKEN"].encode()
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
local = threading.local()


def ledger():
    """A connection a thread."""
    if not hasattr(local, "ledger"):
        local.ledger = sqlite3.connect(os.environ["LEDGER"], timeout=30, isolation_level=None)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "cache_size = -65536",
            "foreign_keys = ON",
        ):
            local.ledger.execute(f"PRAGMA {setting}")
    return local.ledger


def is_signed(form):
    text = URL + "".join(name + form[name] for name in sorted(form))
    wanted = base64.b64encode(hmac.new(TOKEN, text.encode(), hashlib.sha1).digest()).decode()
    return hmac.compare_digest(wanted, request.headers.get("X-Twilio-Signature", ""))


def draw_code():
    return "".join(secrets.choice(LETTERS) for _ in range(6))


def turn(ledger, sid, number, text):
    now = int(time.time() * 1000)
    heard = ledger.execute(
        "INSERT INTO messages (direction, sid, number, text, at) VALUES ('in', ?, ?, ?, ?) "
        "ON CONFLICT (sid) DO NOTHING",
        (sid, number, text, now),
    )
    if heard.rowcount == 0:
        return
    contact = ledger.execute(
        "SELECT member, name, area, conversation FROM contacts WHERE number = ?", (number,)
    ).fetchone()
    if contact is None:
        return
    member, name, area, conversation = contact
    talk = json.loads(conversation) if conversation else {"at": "idle", "name": name, "area": area}
    talk, reply = dialog.step(talk, text, draw_code)
    if talk["at"] == "opened":
        ledger.execute(
            "INSERT INTO requests (code, member, category, urgency, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (talk["code"], member, talk["category"], talk["urgency"], int(talk["reason"]), now),
        )
    ledger.execute(
        "UPDATE contacts SET conversation = ?, heard_at = ? WHERE number = ?",
        (json.dumps(talk), now, number),
    )
    said = ledger.execute(
        "INSERT INTO messages (direction, number, text, cause, at) VALUES ('out', ?, ?, ?, ?)",
        (number, reply, heard.lastrowid, now),
    )
    ledger.execute(
        "INSERT INTO outbox (message, recipient, text, next_try_at) VALUES (?, ?, ?, ?)",
        (said.lastrowid, number, reply, now),
    )


@app.post("/hooks/sms")
def hear():
    form = request.form
    if not is_signed(form):
        abort(403)
    connection = ledger()
    connection.execute("BEGIN IMMEDIATE")
    try:
        turn(connection, form["MessageSid"], form["From"], form["Body"])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return Response("<Response/>", mimetype="text/xml")
