import assert from "node:assert";
import fs from "node:fs";
import test from "node:test";
import { SMS } from "@vonage/sms";
import { WhatsAppAPI } from "whatsapp-api-js";

import { folder, payloads, vonage_sms_secret, whatsapp_secret } from "./make_payloads.mjs";

test("the stored payloads are what is made here, and what Twilio's package signs", () => {
  const made = payloads();
  for (const platform of ["twilio", "sim", "notify", "smsgate", "telegram", "kannel", "whatsapp", "vonage", "vonage-sms", "voice"]) {
    const stored = fs.readdirSync(folder + platform).filter((name) => name.endsWith(".http"));
    const expected = Object.keys(made).filter((name) => name.startsWith(platform + "/"));
    assert.deepStrictEqual(stored.map((name) => `${platform}/${name}`).sort(), expected.sort());
  }
  for (const [name, bytes] of Object.entries(made)) {
    assert.ok(fs.readFileSync(folder + name).equals(bytes), name);
  }
});

test("a reader of WhatsApp's webhooks takes the stored signatures, and refuses the forged one", async () => {
  const reader = new WhatsAppAPI({
    token: "t",
    appSecret: whatsapp_secret,
    webhookVerifyToken: "a verify token",
    v: "v25.0",
  });
  const stored = (row) => {
    const [head, body] = fs.readFileSync(`${folder}whatsapp/${row}.http`, "utf8").split("\n\n");
    return { body, signature: /X-Hub-Signature-256: (\S+)/.exec(head)?.[1], line: head.split("\n")[0] };
  };
  for (const row of ["text", "unescaped", "choice", "batch", "report_late"]) {
    const { body, signature } = stored(row);
    assert.strictEqual(await reader.verifyRequestSignature(body, signature), true, row);
  }
  const forged = stored("forged");
  assert.strictEqual(await reader.verifyRequestSignature(forged.body, forged.signature), false);
  const query = new URL(stored("handshake").line.split(" ")[1], "http://x").searchParams;
  assert.strictEqual(reader.get(Object.fromEntries(query)), "1158201444");
});

test("Vonage's package takes the stored signatures of its SMS API, and refuses the forged one", () => {
  const reader = new SMS({ apiKey: "abcd1234", apiSecret: "none" });
  const signed = (row, algorithm) => {
    const [head, body] = fs.readFileSync(`${folder}vonage-sms/${row}.http`, "utf8").split("\n\n");
    const query = body === "" ? new URL(head.split(/[ \n]/)[1], "http://x").search : body;
    const fields = row === "json" ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(query));
    return reader.verifySignature(fields.sig, fields, vonage_sms_secret, algorithm);
  };
  for (const row of ["text", "get", "json", "long_emoji", "piece_1", "report_delivered"])
    assert.strictEqual(signed(row, "MD5HASH"), true, row);
  for (const row of ["md5", "sha1", "sha256", "sha512"]) {
    assert.strictEqual(signed(row, `${row.toUpperCase()}HMAC`), true, row);
    assert.strictEqual(signed(row, "MD5HASH"), false, row);
  }
  assert.strictEqual(signed("forged", "MD5HASH"), false);
});
