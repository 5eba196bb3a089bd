// What coordinators get by e-mail, taken by a real mail server and read by a real mail reader: plain
// from a relay on this machine, and with STARTTLS and a password.
import assert from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

import { Bank, twilio_network, until } from "./bank.mjs";

const resident = "+447400123456";
const desk_mail = "desk@example.org";
const password = "a password of nobody";
const token = "a token of nobody";

class MailServer {
  constructor(options) {
    this.mails = [];
    this.logins = [];
    this.server = new SMTPServer({
      disableReverseLookup: true,
      closeTimeout: 100, // the program keeps its connection for another mail
      onAuth: ({ username, password: given, accessToken, method }, session, done) => {
        this.logins.push({ username, method, secure: session.secure });
        const known = given === password || accessToken === token;
        done(known ? null : new Error("no"), { user: username });
      },
      onData: (stream, session, done) => {
        const { mailFrom, rcptTo } = session.envelope;
        simpleParser(stream).then((mail) => {
          const to = rcptTo.map((one) => one.address);
          this.mails.push({ mail, from: mailFrom.address, to, secure: session.secure });
          done();
        }, done);
      },
      ...options,
    });
    this.server.on("error", () => {}); // a client that breaks off
  }

  async start(context) {
    await new Promise((up) => this.server.listen(0, "127.0.0.1", up));
    context.after(() => new Promise((down) => this.server.close(down)));
    this.port = this.server.server.address().port;
    return this;
  }
}

function network_with(mail) {
  const channels = (stub) => ({ ...twilio_network.channels(stub), email: mail });
  return { ...twilio_network, channels };
}

const settings = {
  coordinators: [{ name: "Duty desk", addresses: [`email:${desk_mail}`], on_call: "always" }],
  clock: { start: "2026-11-24T10:00" },
};

async function check_alert(bank, server) {
  await bank.say(resident, "human");
  await until(() => server.mails.length > 0, { what: `a mail: ${bank.server.err}` });
  const [{ mail, from, to }] = server.mails;
  assert.deepStrictEqual([from, to], ["kind@example.org", [desk_mail]]);
  assert.strictEqual(mail.from.text, '"Bank of Kindness" <kind@example.org>');
  assert.strictEqual(mail.subject, "Bank of Kindness");
  assert.strictEqual(mail.headers.get("auto-submitted"), "auto-generated");
  assert.ok(Math.abs(mail.date - Date.now()) < 60000);
  assert.match(mail.messageId, /^<\d+@example\.org>$/);
  const sent = (await bank.ledger()).messages.find((one) => one.address === `email:${desk_mail}`);
  assert.strictEqual(mail.text.trimEnd(), sent.text);
}

test("a relay on this machine takes a coordinator's alert", async (context) => {
  const server = await new MailServer({ hideSTARTTLS: true, authOptional: true }).start(context);
  const mail = {
    adapter: "email",
    api_base: `smtp://127.0.0.1:${server.port}`,
    from: "kind@example.org",
  };
  const bank = await Bank.start(context, { network: network_with(mail), settings });
  await check_alert(bank, server);
});

// A certificate for localhost, and the program where it is the only one that is trusted.
function trusting(folder) {
  const certificate = path.join(folder, "certificate.pem");
  const trusted = "/etc/ssl/certs/ca-certificates.crt";
  const mount = `mount --bind ${certificate} ${trusted} && exec "$0" "$@"`;
  return ["unshare", "-rm", "sh", "-c", mount];
}

const can_mount = spawnSync("unshare", ["-rm", "mount", "--bind", "/etc/hosts", "/etc/hosts"]);
const skip = can_mount.status === 0 ? false : "no file can be mounted here";

const logins = [
  { method: "PLAIN", secret: { password }, as: "a password" },
  { method: "XOAUTH2", secret: { token }, as: "a token" },
];

for (const { method, secret, as } of logins)
  test(`a mail server is spoken to under TLS, with ${as}`, { skip }, async (context) => {
    const folder = fs.mkdtempSync("/tmp/kindbank-mail-");
    context.after(() => fs.rmSync(folder, { recursive: true }));
    const [key, cert] = ["key.pem", "certificate.pem"].map((name) => path.join(folder, name));
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...made, ...subject, "-days", "2"], { stdio: "ignore" });
    const tls = { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
    const server = await new MailServer({ ...tls, authMethods: [method] }).start(context);
    const mail = {
      adapter: "email",
      api_base: `smtp://localhost:${server.port}`,
      from: "kind@example.org",
      username: "kind",
      ...secret,
    };
    const bank = await Bank.start(context, {
      network: network_with(mail),
      settings,
      through: () => trusting(folder),
    });
    await check_alert(bank, server);
    assert.deepStrictEqual(server.logins[0], { username: "kind", method, secure: true });
    assert.ok(server.mails[0].secure);
  });
