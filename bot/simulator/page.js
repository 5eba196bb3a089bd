// The simulator's page. What a phone sends goes to the channel's hook, as a provider would send it;
// what has happened since is asked for every 400 ms. A phone shows a text of the bank's only once
// it was delivered, and lines are only ever added below, so that a screen reader can follow.

const poll_every = 400; // milliseconds
const phones = [
  { label: "Phone 1", number: "+447700900001", hint: "Text join to begin." },
  { label: "Phone 2", number: "+447700900002", hint: "Text join to begin, then offer help." },
  { label: "Phone 3", number: "+447700900003", hint: "Text join to begin, then offer help." },
  {
    label: "Coordinator",
    number: "+447700900004",
    hint: "Texts 2 MET V1 once member 2 has been met. Alerts arrive here.",
    look: "coordinator",
  },
];
const on_their_way = new Set(["queued", "unknown", "held"]);
const words_for = {
  heard: "received",
  failed: "failed",
  expired: "not sent any more",
};

const find = (id) => document.getElementById(id);

function make(name, look, text = "") {
  const element = document.createElement(name);
  element.className = look;
  element.textContent = text;
  return element;
}

// Only where it changes something, or a screen reader says it again.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

async function ask(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The bank answered ${response.status}.`);
  return answer;
}

// One line of a phone, in either direction. Its text never changes, its small print does.
class Line {
  constructor(direction, text, id) {
    this.direction = direction;
    this.text = text;
    this.id = id; // ours, of what this page sent
    this.element = make("div", `message ${direction === "in" ? "own" : "bank"}`);
    this.element.append(make("p", "", text ?? "(the bank does not keep this text)"));
    this.element.classList.toggle("forgotten", text === null);
    this.small = this.element.appendChild(make("small", ""));
  }

  settle(message) {
    this.message = message;
    const state = words_for[message.state] ?? message.state;
    const forgotten = message.text === null && this.text !== null ? ", not kept" : "";
    this.small.textContent = `${message.at}, ${state}${forgotten}`;
    this.element.classList.toggle("wrong", ["failed", "expired"].includes(message.state));
  }

  say(text, wrong = false) {
    this.small.textContent = text;
    this.element.classList.toggle("wrong", wrong);
  }
}

class Phone {
  constructor({ label, number, hint, look }) {
    const element = find("phone").content.firstElementChild.cloneNode(true);
    const part = (selector) => element.querySelector(selector);
    if (look) element.classList.add(look);
    element.setAttribute("aria-label", label);
    part("h2").textContent = label;
    this.hint = hint;
    this.number = number;
    this.number_field = part(".number");
    this.number_field.value = number;
    this.number_field.addEventListener("change", () => this.renumber());
    this.log = part(".log");
    this.log.setAttribute("aria-label", `Messages of ${label}`);
    this.waiting = part(".waiting");
    this.offers = part(".offers");
    this.field = part(".text");
    this.field.setAttribute("aria-label", `Text from ${label}`);
    // What was at its end stays there when buttons appear above the field or the window changes;
    // only a scroll at the size that was seen last is somebody's wish.
    const size = () => `${this.log.clientWidth}x${this.log.clientHeight}`;
    let seen = "";
    this.log.addEventListener("scroll", () => {
      if (size() === seen) this.at_end = this.is_at_end();
    });
    new ResizeObserver(() => {
      seen = size();
      if (this.at_end) this.to_end();
    }).observe(this.log);
    part(".write").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.field.value.trim();
      if (!text) return;
      this.field.value = "";
      this.send({ text });
    });
    this.clear();
    find("phones").append(element);
  }

  clear() {
    this.lines = new Map(); // by the bank's id
    this.unconfirmed = []; // sent by this page, not yet in the bank's log
    this.queued = new Set();
    this.at_end = true;
    this.day = "";
    this.offer = "";
    this.offers.replaceChildren();
    this.waiting.textContent = "";
    this.log.replaceChildren(make("p", "empty", this.hint));
  }

  renumber() {
    this.number = this.number_field.value.replaceAll(/[\s:]/g, "") || this.number;
    this.number_field.value = this.number;
    this.clear();
    for (const message of known.values()) this.show(message);
  }

  is_at_end() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  to_end() {
    this.at_end = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  append(line) {
    this.log.querySelector(".empty")?.remove();
    this.log.append(line);
    if (this.at_end) this.to_end();
  }

  // The line of this message, where the page has one: of what it sent itself, the oldest alike.
  line_of(message) {
    if (this.lines.has(message.id)) return this.lines.get(message.id);
    if (message.direction === "out") return undefined;
    const at = this.unconfirmed.findIndex(
      (line) => message.text === null || line.text === message.text,
    );
    return at < 0 ? undefined : this.unconfirmed.splice(at, 1)[0];
  }

  show(message) {
    if (message.phone !== this.number) return;
    const waits = message.direction === "out" && on_their_way.has(message.state);
    this.count_waiting(message.id, waits);
    let line = this.line_of(message);
    if (!line && waits) return;
    if (!this.lines.has(message.id)) this.begin_day(message.day, line);
    const is_new = !line;
    line ??= new Line(message.direction, message.text);
    line.settle(message);
    this.lines.set(message.id, line);
    if (is_new) this.append(line.element);
  }

  count_waiting(id, waits) {
    this.queued[waits ? "add" : "delete"](id);
    const count = this.queued.size;
    const texts = count === 1 ? "1 text" : `${count} texts`;
    write(this.waiting, count === 0 ? "" : `${texts} on the way, or kept until morning`);
  }

  begin_day(day, line) {
    if (day === this.day) return;
    this.day = day;
    const mark = make("p", "day", day);
    if (line) line.element.before(mark);
    else this.append(mark);
  }

  // The buttons of the question that is open, where it came with buttons.
  propose(offer) {
    const seen = offer ? JSON.stringify(offer) : "";
    if (seen === this.offer) return;
    const had_focus = this.offers.contains(document.activeElement);
    this.offer = seen;
    this.offers.replaceChildren(
      ...(offer?.options ?? []).map(({ key, label }) => {
        const button = make("button", "", label);
        button.type = "button";
        button.addEventListener("click", () =>
          this.send({ text: label, pressed: `${offer.question}:${key}` }),
        );
        return button;
      }),
    );
    if (had_focus) (this.offers.firstElementChild ?? this.field).focus();
  }

  send(said) {
    const line = new Line("in", said.text, crypto.randomUUID());
    this.unconfirmed.push(line);
    this.append(line.element);
    this.to_end();
    return this.post(line, said);
  }

  async post(line, said) {
    line.say("sending");
    try {
      await ask("/hooks/sim", { id: line.id, from: this.number, ...said });
      if (!line.message) line.say("sent");
      refresh();
    } catch (error) {
      // The same id again: if it did arrive, the bank knows that it has it.
      line.say(`not sent (${error.message}) `, true);
      const again = make("button", "", "Send again");
      again.addEventListener("click", () => this.post(line, said));
      line.small.append(again);
    }
  }
}

// ---- what has happened since

const known = new Map(); // every message by its id, in the order of arrival
let after = "0";
let asking;

async function hear() {
  try {
    const news = await ask(`/sim/messages?after=${after}`);
    after = news.after;
    write(find("bank"), news.bank);
    write(find("now"), news.now);
    for (const message of news.messages) {
      known.delete(message.id);
      known.set(message.id, message);
      for (const phone of all) phone.show(message);
    }
    for (const phone of all) phone.propose(news.offers.find((it) => it.phone === phone.number));
    if (trouble === "silent") complain("");
  } catch {
    complain("The bank does not answer. Trying again.", "silent");
  }
}

// One question at a time; who asks meanwhile waits for one that begins later.
function refresh() {
  asking = (asking ?? Promise.resolve()).then(hear);
  return asking;
}

async function watch() {
  await refresh();
  setTimeout(watch, poll_every);
}

let trouble = "";
function complain(text, kind = "") {
  trouble = kind;
  write(find("trouble"), text);
}

// ---- the clock

async function move(forward) {
  try {
    write(find("now"), (await ask("/sim/clock", { forward })).now);
    complain("");
    refresh();
  } catch (error) {
    complain(`The clock was not moved: ${error.message}.`);
  }
}

for (const button of document.querySelectorAll("[data-forward]")) {
  button.addEventListener("click", () => move(button.dataset.forward));
}
find("clock").addEventListener("submit", (event) => {
  event.preventDefault();
  const span = find("forward").value.trim().toLowerCase();
  if (span) move(span);
});

const all = phones.map((phone) => new Phone(phone));
watch();
