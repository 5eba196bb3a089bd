// An Android phone with SMSGate: its signed calls, and its refresh, by which a server that was away
// hears what it missed. The phone signs as the app does: HMAC-SHA256 over the body and the time.
import assert from "node:assert";
import crypto from "node:crypto";
import http from "node:http";
import test from "node:test";

import { Bank, until } from "./bank.mjs";

const asker = "+447400123456";
const device_id = "PyDmBQZZXYmyxMwED8Fzy";
const signing_key = "a signing key of no phone, 32 letters";
const coordinators = [{ name: "Duty desk", addresses: ["sms:+447400333444"], on_call: "always" }];

class PhoneStub {
  static async start() {
    const stub = new PhoneStub();
    stub.server = http.createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        const [status, answer] = stub.serve(request, body === "" ? {} : JSON.parse(body));
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise((ready) => stub.server.listen(0, "127.0.0.1", ready));
    stub.url = `http://127.0.0.1:${stub.server.address().port}`;
    return stub;
  }
  sent = new Map(); // by our own id
  refreshes = [];
  telling = [];
  inbox = [];
  callback_base = "";

  async stop() {
    await Promise.allSettled(this.telling);
    this.server.closeAllConnections();
    this.server.close();
  }
  texts_to(number) {
    return [...this.sent.values()]
      .filter(({ phoneNumbers }) => phoneNumbers.includes(number))
      .map(({ textMessage }) => textMessage.text);
  }
  serve(request, body) {
    const path = new URL(request.url, this.url).pathname;
    if (path === "/messages" && request.method === "POST") {
      if (this.sent.has(body.id)) return [409, {}];
      this.sent.set(body.id, body);
      return [202, { id: body.id, deviceId: device_id, state: "Pending", recipients: [] }];
    }
    if (path === "/inbox/refresh") {
      this.refreshes.push(body);
      if (body.deviceId !== device_id) return [404, {}];
      const [since, until_] = [Date.parse(body.since), Date.parse(body.until)];
      for (const one of this.inbox)
        if (one.at >= since && one.at <= until_) this.telling.push(this.tell(one)); // a new event, the same message
      return [202, {}];
    }
    return [404, {}];
  }
  // A text that came in on the phone; the server hears of it where it is there.
  comes(text) {
    const one = {
      at: Date.now() - 2000, // a refresh goes by whole seconds
      payload: {
        messageId: crypto.randomBytes(4).toString("hex"),
        message: text,
        sender: asker,
        recipient: "+447400111222",
        simNumber: 1,
        phoneNumber: asker,
        receivedAt: new Date().toISOString().replace("Z", "+00:00"),
      },
    };
    this.inbox.push(one);
    return one;
  }
  // Again until it is taken, as the app does, though not after 5, 10, 20 seconds.
  async tell(one) {
    return until(async () => {
      try {
        const status = await this.call(one);
        return status === 200 && status;
      } catch {
        return false; // nobody listens yet
      }
    });
  }
  async call({ payload }) {
    const body = JSON.stringify({
      deviceId: device_id,
      event: "sms:received",
      id: crypto.randomUUID(),
      webhookId: "LreFUt-Z3sSq0JufY9uWB",
      payload,
    });
    const stamp = String(Math.floor(Date.now() / 1000));
    const mac = crypto.createHmac("sha256", signing_key).update(body + stamp).digest("hex");
    const response = await fetch(`${this.callback_base}/hooks/phone`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Timestamp": stamp, "X-Signature": mac },
      body,
    });
    return response.status;
  }
}

const network = {
  start_stub: () => PhoneStub.start(),
  channels: (stub) => ({
    phone: {
      adapter: "smsgate",
      username: "ABCDEF",
      password: "a password of no phone",
      signing_key,
      device_id,
      api_base: stub.url,
    },
  }),
};

test("what the phone got while we were away it tells again when it is asked, and each is heard once", async (context) => {
  const bank = await Bank.start(context, { network, settings: { coordinators } });
  const { stub } = bank;
  await until(() => stub.refreshes.length >= 1);  // from when on we look
  assert.strictEqual(await stub.tell(stub.comes("hello")), 200);
  await bank.told(asker, /first name/);
  await bank.stop();
  stub.comes("Ada");  // nobody hears it
  await bank.serve();
  await bank.told(asker, /18 or over/);
  await until(() => stub.refreshes.length >= 2);
  const { messages } = await bank.ledger();
  const heard = messages.filter(({ direction }) => direction === "in").map(({ text }) => text);
  assert.deepStrictEqual(heard, ["hello", "Ada"]);
});
