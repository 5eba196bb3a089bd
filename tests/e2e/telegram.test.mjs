// Kindbank as a Telegram bot. telegram-test-api stands for Telegram, both ways: it takes what the bot
// sends, and calls the webhook with what the person writes and presses.
import assert from "node:assert";
import http from "node:http";
import test from "node:test";
import TelegramServer from "telegram-test-api";

import { Bank, free_ports, until } from "./bank.mjs";

const token = "123456:a-token-of-no-bot";
const secret_token = "a_secret_token-of_no_bot";
const person = 3527065;

class Telegram {
  static async start({ webhook = true } = {}) {
    const telegram = new Telegram();
    // The emulator takes 0 for its own port of always.
    const [port] = await free_ports(1);
    telegram.server = new TelegramServer({ port, host: "127.0.0.1" });
    await telegram.server.start();
    telegram.url = telegram.server.config.apiURL = `http://127.0.0.1:${port}`;
    telegram.client = telegram.server.getClient(token, { userId: person, chatId: person });
    telegram.client.url = telegram.url;
    telegram.presses = [];
    // The emulator shows no secret token, so what stands between adds it; it keeps what the bot says
    // to a press with its answer.
    telegram.between = http.createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", async () => {
        const answer = await fetch(`${telegram.callback_base}/hooks/telegram`, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": secret_token,
          },
          body: Buffer.concat(parts),
        });
        const text = await answer.text();
        if (text) telegram.presses.push(JSON.parse(text));
        response.writeHead(answer.status).end();
      });
    });
    await new Promise((up) => telegram.between.listen(0, "127.0.0.1", up));
    const url = `http://127.0.0.1:${telegram.between.address().port}`;
    if (!webhook) return telegram;
    await fetch(`${telegram.url}/bot${token}/setWebhook`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url }),
    });
    return telegram;
  }

  async stop() {
    this.between.closeAllConnections();
    await new Promise((down) => this.between.close(down));
    await this.server.stop();
  }

  get said() {
    return this.server.storage.botMessages.map(({ message }) => message);
  }

  texts_to(chat) {
    return this.said.filter(({ chat_id }) => chat_id === chat).map(({ text }) => text);
  }
}

const network = {
  start_stub: () => Telegram.start(),
  channels: (telegram) => ({
    telegram: { adapter: "telegram", token, secret_token, api_base: telegram.url },
  }),
};

test("a resident joins in Telegram, by words and by buttons", async (context) => {
  const coordinators = [{ name: "Duty desk", addresses: ["telegram:9"], on_call: "always" }];
  const bank = await Bank.start(context, { network, settings: { coordinators } });
  const telegram = bank.stub;
  const { client } = telegram;
  // The emulator gives an update that comes before the last one was answered the same id again.
  const write = (text) => {
    telegram.server.updateId += 1;
    return client.sendMessage(client.makeMessage(text));
  };
  await client.sendCommand(client.makeCommand("/start"));
  await bank.told(person, /first name/);
  await write("Ada");
  await bank.told(person, /18 or over/);
  const asked = telegram.said.find(({ text }) => /18 or over/.test(text));
  const [[yes]] = asked.reply_markup.inline_keyboard;
  telegram.server.updateId += 1;
  await client.sendCallback(client.makeCallbackQuery(yes.callback_data));
  await bank.told(person, /postcode/);
  await until(() => telegram.presses.length === 1);
  assert.strictEqual(telegram.presses[0].method, "answerCallbackQuery");
  const { messages } = await bank.ledger();
  assert.ok(messages.every((one) => one.address === `telegram:${person}`));
  assert.ok(messages.filter((one) => one.direction === "out").every((one) => one.state === "sent"));
});

test("without a webhook what people write is fetched, once each", async (context) => {
  const fetched = {
    start_stub: () => Telegram.start({ webhook: false }),
    channels: (telegram) => ({
      telegram: { adapter: "telegram", token, poll: "yes", api_base: telegram.url },
    }),
  };
  const coordinators = [{ name: "Duty desk", addresses: ["telegram:9"], on_call: "always" }];
  const bank = await Bank.start(context, { network: fetched, settings: { coordinators } });
  const { client } = bank.stub;
  await client.sendMessage(client.makeMessage("hello"));
  await bank.told(person, /first name/);
  await client.sendMessage(client.makeMessage("Ada"));
  await bank.told(person, /18 or over/);
  const { messages } = await bank.ledger();
  assert.strictEqual(messages.filter(({ direction }) => direction === "in").length, 2);
});

test("edits, what comes of groups and kinds that nobody knows are taken, and change nothing", async (context) => {
  const coordinators = [{ name: "Duty desk", addresses: ["telegram:9"], on_call: "always" }];
  const bank = await Bank.start(context, { network, settings: { coordinators } });
  const from = { id: person, is_bot: false, first_name: "Ada" };
  const chat = { id: person, type: "private", first_name: "Ada" };
  let update_id = 900;
  const call = async (update, { secret = secret_token, id = ++update_id } = {}) => {
    const response = await fetch(`${bank.url}/hooks/telegram`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret },
      body: JSON.stringify({ update_id: id, ...update }),
    });
    return response.status;
  };
  const message = { message_id: 1, from, chat, date: 1795514400, text: "hello" };
  assert.strictEqual(await call({ message }), 200);
  await bank.told(person, /first name/);
  await until(async () => (await bank.ledger()).messages.every(({ state }) => state !== "queued"));
  const before = await bank.ledger();
  const group = { id: -5, type: "group", title: "Street" };
  for (const update of [
    { edited_message: { ...message, edit_date: 1795514460, text: "Bob" } },
    { message: { ...message, message_id: 2, chat: group, text: "Bob" } },
    { channel_post: { ...message, message_id: 3, chat: { id: -6, type: "channel" } } },
    { message_reaction: { chat, message_id: 1, user: from, date: 1, old_reaction: [], new_reaction: [] } },
    { poll: { id: "1" } },
    { a_kind_of_next_year: {} },
    {},
  ])
    assert.strictEqual(await call(update), 200, JSON.stringify(update));
  assert.strictEqual(await call({ message }, { id: 901 }), 200); // again
  assert.strictEqual(await call({ message: { ...message, text: "Bob" } }, { secret: "another" }), 403);
  assert.deepStrictEqual((await bank.ledger()).messages, before.messages);
});
