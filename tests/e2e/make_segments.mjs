// tests/payloads/segments.json: what sms-segments-calculator counts for texts of every kind, which
// dialog/sms.cc must count, too. A row is [letters before, a sign, how often, letters behind,
// encoding, segments]. `node make_segments.mjs` writes it anew.
import fs from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { SegmentedMessage } = createRequire(import.meta.url)("sms-segments-calculator");

export const file = fileURLToPath(new URL("../payloads/segments.json", import.meta.url));

// Of one septet, of two, of one unit and of two. What several signs make together the calculator keeps
// in one segment, which no network promises.
const signs = ["a", "\u00A3", "\u20AC", "{", "\n", "\u0142", "\u00E9", "\u0219", "\u201C", "\u0643", "\u{1F44D}"];
const lengths = [1, 2, 66, 67, 69, 70, 71, 134, 135, 152, 153, 154, 159, 160, 161, 305, 306, 307, 459, 460];

function texts() {
  const all = [];
  for (const sign of signs)
    for (const length of lengths) {
      all.push([0, sign, length, 0], [length, sign, 1, 0], [length, sign, 2, 40]);
    }
  return all;
}

export function counted() {
  return texts().map(([before, sign, times, behind]) => {
    const text = "a".repeat(before) + sign.repeat(times) + "b".repeat(behind);
    const { encodingName, segments } = new SegmentedMessage(text, "auto");
    return [before, sign, times, behind, encodingName, segments.length];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  fs.writeFileSync(file, "[\n" + counted().map((row) => JSON.stringify(row)).join(",\n") + "\n]\n");
