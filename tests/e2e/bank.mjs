// The program under test, run as an operator runs it: settings and a ledger in a folder of its own,
// any free ports, and Twilio's stub as its provider. Whatever was started is gone when the test is.
//
//   const bank = await Bank.start(context);                 // serves; bank.stub is its Twilio
//   await bank.phone("+447400123456").say("join");          // a signed webhook
//   await bank.told("+447400123456", /first name/);         // the answer left by the stub's API
//   (await bank.ledger()).messages                          // kindbank export
import assert from "node:assert";
import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { account_sid, auth_token, our_number, Phone, post_signed } from "./phone.mjs";
import { TwilioStub } from "./twilio_stub.mjs";

export const program = path.resolve(process.env.KINDBANK ?? "../../build/kindbank");
export const checkout = fileURLToPath(new URL("../..", import.meta.url));
export const public_url = "https://kind.example.org";
export const desk = "+447400333444";

// Where a program is that the tests use beside ours; undefined where there is none.
export const program_at = (name) =>
  (process.env.PATH ?? "")
    .split(":")
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));

// Why a test is left out: that program is not there. In CI nothing is left out, so the test fails.
export const skip_without = (name) =>
  program_at(name) || process.env.CI ? false : `${name} is not installed`;

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

// How long anything may take on a machine that does other things, too.
const patience = 30000;

// Resolves with the first truthy value of `condition`, asked again and again until the deadline; the
// longer an answer takes the less often, or asking would keep the machine from what is waited for.
export async function until(condition, { within = patience, what = condition } = {}) {
  const deadline = Date.now() + within;
  for (;;) {
    const asked = Date.now();
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${what}`);
    const pause = 10 + Math.min(2 * (Date.now() - asked), 500);
    await new Promise((again) => setTimeout(again, pause));
  }
}

// Ports that are free now, for what takes no 0 for "any".
export async function free_ports(count) {
  const servers = Array.from({ length: count }, () => net.createServer());
  await Promise.all(servers.map((one) => new Promise((up) => one.listen(0, "127.0.0.1", up))));
  const ports = servers.map((one) => one.address().port);
  await Promise.all(servers.map((one) => new Promise((down) => one.close(down))));
  return ports;
}

// A folder that is gone after the test.
export function make_folder(context) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kindbank-e2e-"));
  context.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Starts a program that is killed after the test at the latest. `exited` resolves with {code,
// signal}; `out` and `err` are what it has written so far.
export function run(context, command, words, options = {}) {
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"], ...options });
  const process_of = { child, out: "", err: "" };
  running.add(child);
  child.stdout.on("data", (bytes) => (process_of.out += bytes));
  child.stderr.on("data", (bytes) => (process_of.err += bytes));
  child.stdin.on("error", () => {});
  process_of.exited = new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => (running.delete(child), done({ code, signal })));
  });
  context.after(async () => {
    child.kill("SIGKILL");
    await process_of.exited;
  });
  return process_of;
}

// How a test reaches the program: a stub of one provider's API, the settings of its channel, and a
// phone on the provider's side. A stub has url, callback_base, texts_to(number) and stop().
export const twilio_network = {
  start_stub: (options) => TwilioStub.start(options),
  channels: (stub) => ({
    sms: {
      adapter: "twilio",
      account_sid,
      auth_token_file: "twilio.secret",
      from: our_number,
      api_base: stub.url,
    },
  }),
  phone: (bank, number) =>
    new Phone(bank.hook, number, { public_hook: `${public_url}/hooks/sms`, stub: bank.stub }),
};

// What the examples run with; `channels`, `coordinators` and the like replace a whole section.
export function settings_for(stub, more = {}, network = twilio_network) {
  return {
    bank: { languages: ["en"] },  // the others are not reviewed, which `check --strict` says
    server: { listen: "127.0.0.1:0", ops_listen: "127.0.0.1:0", public_url },
    store: { url: "sqlite:var/kindbank.db" },
    flows: path.join(checkout, "flows"),
    areas: path.join(checkout, "config", "areas.yaml"),
    channels: network.channels(stub),
    coordinators: [{ name: "Duty desk", addresses: [`sms:${desk}`], on_call: "always" }],
    ...more,
  };
}

// JSON is YAML.
export function write_settings(folder, settings) {
  fs.writeFileSync(path.join(folder, "twilio.secret"), auth_token + "\n", { mode: 0o600 });
  const text = JSON.stringify(settings, null, 2) + "\n";
  fs.writeFileSync(path.join(folder, "settings.yaml"), text, { mode: 0o600 });
}

export class Bank {
  // `stub` are the options of the network's stub, `settings` sections that replace the example's,
  // and `through` gives the command that the program is started by, for its folder.
  static async start(
    context,
    { network = twilio_network, stub = {}, settings = {}, through = () => [] } = {},
  ) {
    const bank = new Bank();
    bank.network = network;
    bank.context = context;
    bank.folder = make_folder(context);
    bank.through = through(bank.folder);
    bank.root = "/";
    bank.inside = [];
    bank.stub = await network.start_stub(stub);
    context.after(() => bank.stub.stop());
    write_settings(bank.folder, settings_for(bank.stub, settings, network));
    await bank.serve();
    return bank;
  }

  get config() {
    return path.join(this.folder, "settings.yaml");
  }

  get database() {
    return path.join(this.root, this.folder, "var", "kindbank.db");
  }

  // Starts the server on the same ledger as before; returns once it says that it listens.
  async serve() {
    const [command, ...words] = [...this.through, program, "serve", "--config", this.config];
    const began = process.hrtime.bigint();
    this.server = run(this.context, command, words);
    const { server } = this;
    server.exited.then((exit) => (server.exit = exit));
    const ready = /listening on (http:\S+)[^]*operations on port (\d+)\n/;
    const [, url, port] = await until(() => ready.exec(server.out) ?? this.must_live(), {
      what: "the server says that it listens",
    });
    this.milliseconds_to_listen = Number(process.hrtime.bigint() - began) / 1e6;
    this.began = began;
    this.url = url;
    this.operations = `http://127.0.0.1:${port}`;
    this.stub.callback_base = url;
    return this;
  }

  must_live() {
    assert.ok(!this.server.exit, `the server ended: ${JSON.stringify(this.server.exit)}
${this.server.err}`);
  }

  get hook() {
    return `${this.url}/hooks/sms`;
  }

  phone(number) {
    return this.network.phone(this, number);
  }

  // Texts and expects the 200.
  async say(number, text) {
    const answer = await this.phone(number).say(text);
    assert.strictEqual(answer.status, 200, `${text}: ${answer.text}`);
    return answer;
  }

  post(fields, { target = "/hooks/sms", ...options } = {}) {
    return post_signed(this.url + target, fields, { public_url: public_url + target, ...options });
  }

  // The texts to that number from `after` on, once there are `count`.
  async texts(number, { count = 1, after = 0, within = patience } = {}) {
    const texts = () => this.stub.texts_to(number).slice(after);
    await until(() => texts().length >= count || this.must_live(), {
      within,
      what: `${count} texts to ${number}, who has ${JSON.stringify(this.stub.texts_to(number))}`,
    });
    return texts();
  }

  // The first text to that number that matches, once it is there.
  async told(number, pattern, { within = patience } = {}) {
    const found = () => this.stub.texts_to(number).find((text) => pattern.test(text));
    return until(() => found() ?? this.must_live(), {
      within,
      what: `${pattern} to ${number}`,
    });
  }

  // Texts, and returns what came back by the stub.
  async ask(number, text, options) {
    const after = this.stub.texts_to(number).length;
    await this.say(number, text);
    return (await this.texts(number, { ...options, after })).join("\n");
  }

  async ledger() {
    const [command, ...words] = [...this.inside, program, "export", "--config", this.config];
    const { stdout } = await promisify(execFile)(command, words, { maxBuffer: 64 << 20 });
    return JSON.parse(stdout);
  }

  async messages(number) {
    const { messages } = await this.ledger();
    return messages.filter((message) => message.address === `sms:${number}`);
  }

  // Every byte that the server has written to its folder.
  bytes() {
    const folder = path.dirname(this.database);
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => ({ name, bytes: fs.readFileSync(path.join(folder, name)) }));
  }

  // The server sees another file system than the test does; so does what looks into the ledger.
  enter_its_root() {
    const pid = String(this.server.child.pid);
    this.root = `/proc/${pid}/root`;
    this.inside = ["nsenter", "--target", pid, "--user", "--mount", "--preserve-credentials"];
  }

  async kill() {
    this.server.child.kill("SIGKILL");
    await this.server.exited;
  }

  async stop() {
    this.server.child.kill("SIGTERM");
    assert.deepStrictEqual(await this.server.exited, { code: 0, signal: null }, this.server.err);
  }
}

// Joins that number under that name; the last question stays open.
export async function join(bank, number, name, postcode = "SG1 3AA") {
  assert.match(await bank.ask(number, "join", { count: 2 }), /first name/);
  assert.match(await bank.ask(number, name), /18 or over/);
  assert.match(await bank.ask(number, "yes"), /postcode/);
  assert.match(await bank.ask(number, postcode), /Is that OK/);
  const [, member] = /You are member (\d+)/.exec(await bank.ask(number, "yes"));
  return Number(member);
}
