import assert from "node:assert";
import fs from "node:fs";
import test from "node:test";

import { folder, payloads } from "./make_payloads.mjs";

test("the stored payloads are what is made here, and what Twilio's package signs", () => {
  const made = payloads();
  for (const platform of ["twilio", "sim", "notify", "smsgate", "telegram", "kannel", "whatsapp", "vonage"]) {
    const stored = fs.readdirSync(folder + platform).filter((name) => name.endsWith(".http"));
    const expected = Object.keys(made).filter((name) => name.startsWith(platform + "/"));
    assert.deepStrictEqual(stored.map((name) => `${platform}/${name}`).sort(), expected.sort());
  }
  for (const [name, bytes] of Object.entries(made)) {
    assert.ok(fs.readFileSync(folder + name).equals(bytes), name);
  }
});
