// Kindbank behind a real Kannel: bearerbox and smsbox as Debian packs them, and Kannel's own fake
// network, at whose end the phone is.
import assert from "node:assert";
import crypto from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import test from "node:test";

import { Bank, free_ports, make_folder, program, run, skip_without, until } from "./bank.mjs";

const asker = "+447400123456";
const our_number = "+447400111222";
const password = "a password of no box";
const secret = crypto.randomUUID();
const fakesmsc = "/usr/lib/kannel/test/fakesmsc";

class Kannel {
  static async start(context) {
    const kannel = new Kannel();
    const [admin, box, network, sendsms, ours] = await free_ports(5);
    kannel.context = context;
    kannel.folder = make_folder(context);
    kannel.url = `http://127.0.0.1:${sendsms}`;
    kannel.ports = { admin, box, network, sendsms, ours };
    return kannel;
  }

  // The settings as docs/channels.md has them.
  async connect() {
    const { admin, box, network, sendsms, ours } = this.ports;
    const file = path.join(this.folder, "kannel.conf");
    const hook = `http://127.0.0.1:${ours}/hooks/modem`;
    const get_url = `${hook}?secret=${secret}&id=%I&from=%p&to=%P&ts=%T&charset=%C&text=%b`;
    fs.writeFileSync(
      file,
      `group = core
admin-port = ${admin}
admin-password = admin
admin-interface = 127.0.0.1
smsbox-port = ${box}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = FAKE
port = ${network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendsms}
sendsms-interface = 127.0.0.1
mo-recode = true
http-request-retry = 100
http-queue-delay = 1

group = sendsms-user
username = kind
password = "${password}"
concatenation = true
max-messages = 6

group = sms-service
keyword = default
catch-all = true
max-messages = 0
omit-empty = true
get-url = "${get_url}"
`,
    );
    const options = { cwd: this.folder };
    this.bearerbox = run(this.context, "/usr/sbin/bearerbox", ["-v", "1", file], options);
    await this.listens(box);
    this.smsbox = run(this.context, "/usr/sbin/smsbox", ["-v", "1", file], options);
    await this.listens(sendsms);
  }

  listens(port) {
    const is_up = () =>
      new Promise((tell) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.on("connect", () => (socket.destroy(), tell(true)));
        socket.on("error", () => tell(false));
      });
    return until(is_up, { what: `port ${port}: ${this.bearerbox.err}` });
  }

  // The network hands over one text, and prints what goes out to phones while it is connected.
  say(text) {
    const { network } = this.ports;
    const message = `${asker} ${our_number} text ${text}`;
    const words = ["-H", "127.0.0.1", "-r", String(network), "-i", "1", "-m", "1", message];
    this.phone = run(this.context, fakesmsc, words);
    return this.phone;
  }

  async stop() {}

  texts_to() {
    const shown = (this.phone?.out ?? "") + (this.phone?.err ?? "");
    return [...shown.matchAll(/Got message \d+: <([^>]*)>/g)].map(([, text]) => text);
  }
}

const network = {
  start_stub: (kannel) => kannel,
  channels: (kannel) => ({
    modem: {
      adapter: "kannel",
      username: "kind",
      password,
      secret,
      from: our_number,
      api_base: kannel.url,
      callback_base: `http://127.0.0.1:${kannel.ports.ours}`,
    },
  }),
};

const skip = skip_without("bearerbox");

test("a text comes in by Kannel, and the answer goes out to the network", { skip }, async (context) => {
  const kannel = await Kannel.start(context);
  const listen = `127.0.0.1:${kannel.ports.ours}`;
  const server = { listen, ops_listen: "127.0.0.1:0", public_url: `http://${listen}` };
  const bank = await Bank.start(context, { network, stub: kannel, settings: { server } });
  await kannel.connect();
  kannel.say("join");
  await until(() => /first name/.test(kannel.texts_to().join(" ")), {
    what: `the answer: ${JSON.stringify([kannel.phone.out, kannel.phone.err])}`,
  });
  const messages = await until(async () => {
    const all = await bank.messages(asker);
    const out = all.filter((one) => one.direction === "out");
    return out.every((one) => one.state === "delivered") && all;
  });
  const doctor = async () => {
    const examined = run(context, program, ["doctor", "--config", bank.config]);
    return { ...(await examined.exited), out: examined.out };
  };
  const well = await doctor();
  assert.deepStrictEqual([well.code, /wrong/.test(well.out)], [0, false], well.out);
  kannel.smsbox.child.kill("SIGKILL");
  await kannel.smsbox.exited;
  const ill = await doctor();
  assert.strictEqual(ill.code, 1);
  assert.match(ill.out, /wrong .*no answer/);
  assert.ok(messages.some((one) => one.direction === "in" && one.text === "join"));
});
