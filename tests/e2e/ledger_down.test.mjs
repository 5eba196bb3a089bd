// The ledger cannot be written: nothing is acknowledged that is not kept, a crisis is answered all
// the same, and what was missed meanwhile is fetched from the provider's list.
import assert from "node:assert";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";

import { Bank, desk, run, skip_without, until } from "./bank.mjs";

const crisis = "i want to kill myself";

const greeting = 2; // texts that a stranger's first text is answered with

let last_number = 400400000;
const new_number = () => `+447${++last_number}`;

const first_poll = (bank) =>
  until(() => bank.bytes().some(({ bytes }) => bytes.includes("polled sms")));

// Another process that holds the ledger until `let_go`.
async function hold(bank) {
  const holder = run(bank.context, "sqlite3", [bank.database]);
  holder.child.stdin.write(".timeout 10000\nBEGIN EXCLUSIVE;\nSELECT 'held';\n");
  await until(() => holder.out.includes("held"), { what: `the ledger is held: ${holder.err}` });
  return async () => {
    holder.child.stdin.end("ROLLBACK;\n");
    await holder.exited;
  };
}

async function assert_not_now(bank, number, text) {
  const answer = await bank.phone(number).say(text);
  assert.strictEqual(answer.status, 503, text);
  assert.match(answer.headers.get("retry-after"), /^\d+$/);
  assert.ok(!answer.text.includes(bank.folder), "the answer speaks of the ledger's whereabouts");
}

const texts_in = (messages) =>
  messages.filter((message) => message.direction === "in").map((message) => message.text);

describe("the ledger", { concurrency: true }, () => {
  const skip = skip_without("sqlite3");

  test("locked: 503, a crisis answered, the rest fetched later", { skip }, async (context) => {
    const bank = await Bank.start(context);
    await first_poll(bank);
    const [known, stranger, in_danger] = [new_number(), new_number(), new_number()];
    await bank.ask(known, "join", { count: greeting });
    const said_before = bank.stub.texts_to(known).length;
    const let_go = await hold(bank);

    await Promise.all([
      assert_not_now(bank, known, "Ada"),
      assert_not_now(bank, stranger, "help me please"),
      assert_not_now(bank, in_danger, crisis),
    ]);
    assert.match((await bank.texts(in_danger)).join(" "), /999/);
    await assert_not_now(bank, in_danger, crisis);
    await bank.texts(in_danger, { count: 2 });
    assert.strictEqual(bank.stub.texts_to(known).length, said_before);
    assert.strictEqual(bank.stub.texts_to(stranger).length, 0);
    assert.strictEqual((await fetch(`${bank.operations}/livez`)).status, 200);

    await let_go();
    assert.match(await bank.told(known, /18 or over/, { within: 30000 }), /Hello Ada/);
    await bank.texts(stranger, { count: greeting, within: 30000 });
    await until(async () => texts_in((await bank.ledger()).messages).length >= 5);
    const { messages, incidents } = await bank.ledger();
    // The words of a crisis are not kept, only that there was one.
    assert.strictEqual(texts_in(messages).length, 5);
    assert.strictEqual(incidents.length, 1);
    // Who was answered meanwhile is not answered again; the desk is told now.
    await bank.told(desk, /crisis B/);
    assert.strictEqual(bank.stub.texts_to(in_danger).length, 2);
    assert.strictEqual(bank.stub.texts_to(known).length, said_before + 1);
    assert.strictEqual(bank.stub.texts_to(stranger).length, greeting);
    await bank.ask(known, "yes");
    await bank.stop();
  });

  test("locked for long: unready, and ready again", { skip }, async (context) => {
    const bank = await Bank.start(context);
    const ready = async () => (await fetch(`${bank.operations}/readyz`)).status;
    assert.strictEqual(await ready(), 200);
    const let_go = await hold(bank);
    await until(async () => (await ready()) === 503, { within: 45000, what: "/readyz is 503" });
    assert.strictEqual((await fetch(`${bank.operations}/livez`)).status, 200);
    await let_go();
    await until(async () => (await ready()) === 200, { within: 15000, what: "/readyz is 200" });
    await bank.stop();
  });

  test("may not grow: nothing acknowledged is lost, and it fails closed", async (context) => {
    // A limit on the size of files is what a plain container can do to a running process; its signal
    // would kill what does not ignore it.
    const bank = await Bank.start(context);
    await first_poll(bank);
    const limit = (bytes) => {
      const words = ["--pid", String(bank.server.child.pid), `--fsize=${bytes}`];
      assert.strictEqual(spawnSync("prlimit", words).status, 0);
    };
    const kept = new_number();
    await bank.ask(kept, "join", { count: greeting });
    const settled = ({ direction, state }) => direction === "in" || state === "delivered";
    await until(async () => (await bank.messages(kept)).every(settled));
    limit(fs.statSync(bank.database + "-wal").size);
    const in_danger = new_number();
    const answer = await bank.phone(in_danger).say(crisis);
    assert.strictEqual(answer.status, 503);
    assert.match(answer.headers.get("retry-after"), /^\d+$/);
    assert.match((await bank.texts(in_danger)).join(" "), /999/);
    assert.deepStrictEqual(await bank.server.exited, { code: 1, signal: null });
    assert.match(bank.server.err, /the ledger is broken/);

    // With room again it starts, fetches what it could not take, and goes on where it was.
    await bank.serve();
    assert.match(await bank.ask(kept, "Ada"), /Hello Ada/);
    await until(async () => (await bank.ledger()).incidents.length === 1);
    await bank.stop();
  });

  const may_mount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  const no_disk = may_mount.status === 0 ? false : "no file system can be mounted here";

  test("on a full disk: 503, a crisis answered, then on", { skip: no_disk }, async (context) => {
    const mount = 'mount -t tmpfs -o size=2m,mode=700 tmpfs "$1" && shift && exec "$@"';
    const through = (folder) => {
      const disk = path.join(folder, "var");
      fs.mkdirSync(disk, { recursive: true });
      return ["unshare", "-rm", "sh", "-c", mount, "sh", disk];
    };
    const bank = await Bank.start(context, { through });
    bank.enter_its_root();
    await first_poll(bank);
    const [known, in_danger] = [new_number(), new_number()];
    await bank.ask(known, "join", { count: greeting });

    const filler = path.join(path.dirname(bank.database), "filler");
    const file = fs.openSync(filler, "w");
    context.after(() => fs.closeSync(file));
    const fill = (block) => {
      try {
        for (;;) fs.writeSync(file, block);
      } catch (error) {
        assert.strictEqual(error.code, "ENOSPC");
      }
    };
    fill(Buffer.alloc(64 << 10));
    fill(Buffer.alloc(1));
    // What is left of the last page of the log may hold a turn; the one after it has no room.
    let answer;
    const heard = [];
    for (let one = 0; one < 50 && answer?.status !== 503; ++one) {
      const number = new_number();
      answer = await bank.phone(number).say(`help ${one}`);
      heard.push(number);
    }
    assert.strictEqual(answer.status, 503);
    await assert_not_now(bank, known, "Ada");
    await assert_not_now(bank, in_danger, crisis);
    assert.match((await bank.texts(in_danger)).join(" "), /999/);

    fs.ftruncateSync(file, 0);
    assert.match(await bank.told(known, /18 or over/, { within: 40000 }), /Hello Ada/);
    for (const number of heard) {
      await bank.texts(number, { count: greeting, within: 40000 });
      assert.strictEqual(bank.stub.texts_to(number).length, greeting);
    }
    await until(async () => (await bank.ledger()).incidents.length === 1);
    await bank.stop();
  });
});
