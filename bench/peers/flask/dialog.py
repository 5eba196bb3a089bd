"""The ask flow: a function a question, which takes the text and says where the talk goes on."""

CATEGORIES = ["lift", "shopping", "job", "garden", "chat", "pet", "forms", "other"]
URGENCIES = ["today", "soon", "week", "any"]


def numbered(*labels):
    return "\n".join(f"{i} {label}" for i, label in enumerate(labels, 1))


QUESTIONS = {
    "idle": "Text HELP to see what I can do.",
    "menu": "Hello {name}. In danger call 999. What would you like?\n"
    + numbered("Ask for help", "Offer help", "A person"),
    "what": "What help do you need?\n"
    + numbered(
        "Lift",
        "Shopping",
        "Small job at home",
        "Garden",
        "A chat",
        "Pet",
        "Forms or phone",
        "Something else",
    ),
    "when": "When?\n" + numbered("Today", "Next two days", "This week", "Any time"),
    "reason": "Do you need this because of your age, your health or a disability? Reply YES or NO. "
    "We ask so we send the right checked person.",
    "confirm": "So: {category}. {urgency}, near {area}. Is that right?\n"
    + numbered("Yes", "Change it", "Forget it"),
    "opened": "Thank you. We are looking for a neighbour now. Your job code is {code}.",
}


def pick(choices, text):
    return choices[int(text) - 1] if text.isdigit() and 1 <= int(text) <= len(choices) else None


def menu(talk, text, draw_code):
    return {**talk, "at": "what"} if text in ("1", "ask for help") else None


def what(talk, text, draw_code):
    category = pick(CATEGORIES, text)
    return {**talk, "at": "when", "category": category} if category else None


def when(talk, text, draw_code):
    urgency = pick(URGENCIES, text)
    return {**talk, "at": "reason", "urgency": urgency} if urgency else None


def reason(talk, text, draw_code):
    if text in ("yes", "y", "no", "n"):
        return {**talk, "at": "confirm", "reason": text.startswith("y")}
    return None


def confirm(talk, text, draw_code):
    if text in ("1", "yes"):
        return {**talk, "at": "opened", "code": draw_code()}
    if text in ("2", "change it"):
        return {**talk, "at": "what"}
    return {**talk, "at": "idle"} if text in ("3", "forget it") else None


STEPS = {"menu": menu, "what": what, "when": when, "reason": reason, "confirm": confirm}


def step(talk, text, draw_code):
    """The talk after the text, and what is said."""
    said = text.strip().lower()
    heard = STEPS[talk["at"]](talk, said, draw_code) if talk["at"] in STEPS else None
    if heard is None and said in ("help", "menu"):
        heard = {**talk, "at": "menu"}
    talk = heard or talk
    return talk, QUESTIONS[talk["at"]].format(**talk)
