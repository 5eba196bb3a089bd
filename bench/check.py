#!/usr/bin/env python3
"""How long `kindbank check` takes over 200 flow files: ./dev bench check [RUNS]

The shipped flows, and copies of those that people begin, each with a name and start words of its
own, until there are 200. Nobody has translated the copies, so that alone may be found wrong with
them. What is printed is the shortest of some runs and the middle one, since whatever else the
machine does only makes a run longer.
"""

import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

checkout = pathlib.Path(__file__).resolve().parent.parent
program = pathlib.Path(os.environ.get("KINDBANK", checkout / "build-release" / "kindbank"))
files = 200

# From the key to the next one of the flow.
starts_on = re.compile(r"^starts_on:(.*?)(?=^\w)", re.DOTALL | re.MULTILINE)
event = re.compile(r"\{\s*(?:says|bank):[^}]*\}|^\s*-\s*(?:says|bank):.*$", re.MULTILINE)
remark = re.compile(r"(?:^|\s)#.*$", re.MULTILINE)
item = re.compile(r""""([^"]*)"|'([^']*)'|^\s*-\s+([^"'\s].*)$|(?<=[\[,])\s*([^"'\s,\]][^,\]]*)""", re.MULTILINE)


def start_words(text):
    """What people text to begin the flow: a list in brackets, or one line each."""
    starts = starts_on.search(text)
    if starts is None:
        return []
    written = event.sub("", remark.sub("", starts[1]))
    return ["".join(filter(None, words)).strip() for words in item.findall(written)]


def copy_of(name, text, number):
    text = re.sub(r"^flow: \w+", f"flow: {name}_{number}", text, flags=re.MULTILINE)
    words = json.dumps([f"{words} {number}x" for words in start_words(text)])
    return starts_on.sub(lambda _: f"starts_on: {words}\n", text)


def make_flows(folder):
    shutil.copytree(checkout / "flows", folder)
    shipped = sorted(folder.glob("*.yaml"))
    texts = {path.stem: path.read_text() for path in shipped}
    # The words of carriers begin only the flows of their own names.
    begun = [name for name in texts if name not in ("stop", "start") and start_words(texts[name])]
    for extra in range(files - len(shipped)):
        name, number = begun[extra % len(begun)], 2 + extra // len(begun)
        (folder / f"{name}_{number}.yaml").write_text(copy_of(name, texts[name], number))


def processor_time():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def check(folder, *words):
    return subprocess.run([program, "check", "--set", f"flows={folder}", *words],
                          capture_output=True, text=True, check=False)


def demand_sound(folder):
    done = check(folder, "--format", "json")
    if not done.stdout:
        sys.exit(done.stderr)
    wrong = [one for one in json.loads(done.stdout)["findings"] if one["code"] != "missing-translation"]
    if wrong:
        lines = [f"{one['file']}:{one['line']}: {one['code']}: {one['message']}" for one in wrong]
        sys.exit("\n".join(["the copies are not as sound as the shipped flows:", *lines]))


def run(folder):
    """Milliseconds on the clock, and of the processor."""
    before, began = processor_time(), time.monotonic()
    check(folder)
    wall, used = time.monotonic() - began, processor_time() - before
    return wall * 1000, used * 1000


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "flows"
        make_flows(folder)
        demand_sound(folder)
        wall, used = zip(*(run(folder) for _ in range(runs)))
    print(f"check of {files} flow files, {runs} runs: {min(wall):.0f} ms at best, {statistics.median(wall):.0f} ms in the middle;")
    print(f"processor {min(used):.0f} ms at best, {statistics.median(used):.0f} ms in the middle")


if __name__ == "__main__":
    main()
