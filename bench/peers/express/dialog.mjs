// The ask flow as a machine of XState: a state a question, a text an event.
import { assign, createActor, createMachine } from "xstate";

const categories = ["lift", "shopping", "job", "garden", "chat", "pet", "forms", "other"];
const urgencies = ["today", "soon", "week", "any"];
const numbered = (labels) => labels.map((label, i) => `${i + 1} ${label}`).join("\n");
const pick = (list, text) => list[Number.parseInt(text, 10) - 1];

export const questions = {
  menu: ({ name }) =>
    `Hello ${name}. In danger call 999. What would you like?\n${numbered(["Ask for help", "Offer help", "A person"])}`,
  what: () =>
    `What help do you need?\n${numbered(["Lift", "Shopping", "Small job at home", "Garden", "A chat", "Pet", "Forms or phone", "Something else"])}`,
  when: () => `When?\n${numbered(["Today", "Next two days", "This week", "Any time"])}`,
  reason: () =>
    "Do you need this because of your age, your health or a disability? Reply YES or NO. We ask so we send the right checked person.",
  confirm: ({ category, urgency, area }) =>
    `So: ${category}. ${urgency}, near ${area}. Is that right?\n${numbered(["Yes", "Change it", "Forget it"])}`,
  opened: ({ code }) => `Thank you. We are looking for a neighbour now. Your job code is ${code}.`,
  idle: () => "Text HELP to see what I can do.",
};

const says =
  (...words) =>
  ({ event }) =>
    words.includes(event.text.trim().toLowerCase());
const help = { target: "#ask.menu", guard: says("help", "menu") };

export const machine = createMachine({
  id: "ask",
  context: ({ input }) => ({ ...input }),
  initial: "idle",
  states: {
    idle: { on: { TEXT: [help] } },
    menu: {
      on: { TEXT: [help, { target: "what", guard: says("1", "ask for help") }] },
    },
    what: {
      on: {
        TEXT: [
          {
            target: "when",
            guard: ({ event }) => pick(categories, event.text) !== undefined,
            actions: assign({ category: ({ event }) => pick(categories, event.text) }),
          },
          help,
        ],
      },
    },
    when: {
      on: {
        TEXT: [
          {
            target: "reason",
            guard: ({ event }) => pick(urgencies, event.text) !== undefined,
            actions: assign({ urgency: ({ event }) => pick(urgencies, event.text) }),
          },
          help,
        ],
      },
    },
    reason: {
      on: {
        TEXT: [
          { target: "confirm", guard: says("yes", "y"), actions: assign({ reason: true }) },
          { target: "confirm", guard: says("no", "n"), actions: assign({ reason: false }) },
          help,
        ],
      },
    },
    confirm: {
      on: {
        TEXT: [
          {
            target: "opened",
            guard: says("1", "yes"),
            actions: assign({ code: ({ event }) => event.code }),
          },
          { target: "what", guard: says("2", "change it") },
          { target: "idle", guard: says("3", "forget it") },
          help,
        ],
      },
    },
    opened: { on: { TEXT: [help] } },
  },
});

// What is said next, and the talk as it is to be stored.
export function step(stored, input, event) {
  const actor = createActor(machine, stored ? { snapshot: JSON.parse(stored) } : { input });
  actor.start();
  actor.send(event);
  const snapshot = actor.getSnapshot();
  const conversation = JSON.stringify(actor.getPersistedSnapshot());
  actor.stop();
  return {
    state: snapshot.value,
    facts: snapshot.context,
    reply: questions[snapshot.value](snapshot.context),
    conversation,
  };
}
