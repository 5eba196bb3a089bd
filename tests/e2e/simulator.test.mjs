// The story that a newcomer plays, in a real browser on the simulator's own page: two neighbours
// offer, a coordinator has met them, a third asks, and the first YES gets the job. The pictures are
// left in the folder that KINDBANK_SCREENSHOTS names.
import assert from "node:assert";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { make_folder, program, program_at, run, skip_without, until } from "./bank.mjs";

const skip = skip_without("chromium");
const quiet_browser = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const in_repository = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

// Serves with the simulator, at ten on a Tuesday morning; the URL of its page.
async function serve(context, folder) {
  const settings = {
    server: { listen: "127.0.0.1:0", ops_listen: "127.0.0.1:0" },
    store: { url: "sqlite:var/kindbank.db" },
    flows: in_repository("flows"),
    areas: in_repository("config/areas.yaml"),
    clock: { start: "2026-11-24T10:00" },
  };
  const config = path.join(folder, "settings.yaml");
  fs.writeFileSync(config, JSON.stringify(settings)); // JSON is YAML
  const server = run(context, program, ["serve", "--sim", "--config", config]);
  server.exited.then((exit) => (server.exit = exit));
  const [, url] = await until(
    () => {
      assert.ok(!server.exit, server.err);
      return /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(server.out);
    },
    { what: "the server says that it listens" },
  );
  return url;
}

// A page of the simulator; whatever its console complains of fails the test.
async function open_page(context, url) {
  const browser = await chromium.launch({ executablePath: program_at("chromium"), args: quiet_browser });
  context.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (line) => line.type() === "error" && page.complaints.push(line.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) page.complaints.push(`it asked for ${request.url()}`);
  });
  await page.goto(`${url}/sim`);
  return page;
}

class Phone {
  constructor(page, label) {
    this.box = page.getByRole("region", { name: label, exact: true });
    this.log = this.box.getByRole("log");
    this.field = this.box.getByLabel(`Text from ${label}`);
  }

  async say(text) {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  press(label) {
    return this.box.getByRole("button", { name: label, exact: true }).click();
  }

  // The text that matches, once it has arrived.
  async told(pattern) {
    const text = this.log.locator(".bank p").filter({ hasText: pattern }).last();
    await text.waitFor();
    return text.innerText();
  }

  texts() {
    return this.log.locator(".message p").allInnerTexts();
  }

  async join(name) {
    await this.say("join");
    await this.told(/What is your first name\?/);
    await this.say(name);
    await this.told(`Hello ${name}. Are you 18 or over?`);
    await this.press("Yes");
    await this.told(/What is your postcode\?/);
    await this.say("SG1 3AA");
    await this.told(/Is that OK\?/);
    await this.press("Yes");
    return /You are member (\d+)/.exec(await this.told(/You are member \d+/))[1];
  }

  async offer_shopping() {
    await this.press("Offer help");
    await this.told(/What could you do\?/);
    await this.press("Shopping");
    await this.told(/When are you mostly free\?/);
    await this.press("It changes");
    await this.told(/How far will you go\?/);
    await this.press("All of town");
    await this.told(/How many times a month/);
    await this.say("4");
    await this.told(/May we text you/);
    await this.press("Yes");
    await this.told(/We must meet you first/);
  }

  // The job's code.
  async ask_for_shopping() {
    await this.press("Ask for help");
    await this.told(/What help do you need\?/);
    await this.press("Shopping");
    await this.told(/When\?/);
    await this.press("This week");
    await this.told(/because of your age/);
    await this.say("no");
    await this.told(/Is that right\?/);
    await this.press("Yes");
    return /job code is (\w+)/.exec(await this.told(/Your job code is \w+/))[1];
  }
}

async function picture(page, context, name) {
  const folder = process.env.KINDBANK_SCREENSHOTS ?? make_folder(context);
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  assert.ok(fs.statSync(file).size > 10000, `${name}.png is nearly empty`);
}

const fits = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("the story is played on four phones, and the first YES gets the job", { skip }, async (it) => {
  const url = await serve(it, make_folder(it));
  const page = await open_page(it, url);
  const labels = ["Phone 1", "Phone 2", "Phone 3", "Coordinator"];
  const [asker, first, second, desk] = labels.map((label) => new Phone(page, label));

  await asker.join("Ada");
  const numbers = [await first.join("Ben"), await second.join("Cleo")];
  await first.offer_shopping();
  await second.offer_shopping();
  for (const [index, name] of ["Ben", "Cleo"].entries()) {
    await desk.say(`${numbers[index]} MET V1`);
    await desk.told(`${name}, member ${numbers[index]}, has level V1 now.`);
  }
  await first.told(/it was good to meet you, Ben/);
  await second.told(/it was good to meet you, Cleo/);

  const code = await asker.ask_for_shopping();
  const invitation = new RegExp(`a neighbour near .* needs some shopping this week.*Job ${code}`);
  await first.told(invitation);
  await second.told(invitation);
  await picture(page, it, "simulator-invited");

  await first.say("YES");
  await first.told(new RegExp(`Thank you! You have job ${code}, for Ada`));
  await first.say("tomorrow 2pm");
  await first.told(new RegExp(`Job ${code} is planned for`));
  const told = await asker.told(/at the door/);
  assert.match(told, new RegExp(`Ben comes on .* and says \\S+ at the door`));
  await second.say("YES");
  await second.told(/Thank you for saying yes\. Another neighbour got there first/);
  assert.ok(!(await second.texts()).some((text) => text.includes("You have job")));

  assert.ok(await fits(page), "wider than 1280 pixels");
  await picture(page, it, "simulator-matched");

  // Whoever opens the page later sees the same talk, but not what the bank does not keep.
  assert.ok((await asker.texts()).includes("SG1 3AA"));
  const before = await asker.texts();
  await page.reload();
  await asker.told(/at the door/);
  const after = await asker.texts();
  assert.strictEqual(after.length, before.length);
  assert.ok(!after.includes("SG1 3AA"));

  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await fits(page), "wider than 390 pixels");
  for (const phone of [asker, first, second, desk]) {
    const hidden = (log) => log.scrollHeight - log.scrollTop - log.clientHeight;
    const is_at_end = async () => (await phone.log.evaluate(hidden)) < 2;
    await until(is_at_end, { what: "a phone shows its last text" });
  }
  await picture(page, it, "simulator-narrow");
  assert.deepStrictEqual(page.complaints, []);
});

test("the clock moves on, and a silence is noticed", { skip }, async (it) => {
  const url = await serve(it, make_folder(it));
  const page = await open_page(it, url);
  const phone = new Phone(page, "Phone 1");
  const clock = page.getByRole("form", { name: "Clock" });
  const now = page.locator("#now");
  const reads = (time) => now.filter({ hasText: time }).waitFor(); // it runs on meanwhile
  await reads(/Tue 24 Nov, 10(\.0\d)?am/);

  await phone.say("join");
  await phone.told(/What is your first name\?/);

  // Another number is another phone, and two may be the same.
  const second = new Phone(page, "Phone 2");
  await second.box.getByLabel("Number of this phone").fill("+44 7700 900001");
  await second.box.getByLabel("Number of this phone").press("Enter");
  await second.told(/What is your first name\?/);

  await clock.getByRole("button", { name: "+10 min" }).click();
  await reads(/Tue 24 Nov, 10\.1\dam/);
  await clock.getByLabel("or on by").fill("11h20m");
  await clock.getByRole("button", { name: "Move" }).click();
  await reads(/Tue 24 Nov, 9\.3\dpm/);
  await clock.getByLabel("or on by").fill("soon");
  await clock.getByRole("button", { name: "Move" }).click();
  await page.getByRole("alert").filter({ hasText: "write a span of time" }).waitFor();
  await clock.getByRole("button", { name: "+1 hour" }).click();
  await reads(/Tue 24 Nov, 10\.3\dpm/);

  // A day of silence, and the question is let go.
  const texts = await phone.texts();
  await clock.getByLabel("or on by").fill("13h");
  await clock.getByLabel("or on by").press("Enter");
  await reads(/Wed 25 Nov, 11\.3\dam/);
  await until(async () => (await phone.texts()).length > texts.length, {
    what: "the silence is noticed",
  });
  assert.deepStrictEqual(page.complaints.filter((line) => !line.includes("400")), []);
});
