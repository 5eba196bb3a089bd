#!/usr/bin/env python3
"""Measures signed, durable turns: kindbank beside the echoes and two ordinary bots, with wrk.

Every program gets the same calls: Twilio's form with Twilio's signature, members who walk the ask
flow from HELP to the job code, each text with an id of its own. What is not a 200 is a failure.
Programs take turns on the same machine with wrk beside them: read the ratios, not the figures.

Replies do not leave while turns are measured: the provider asks kindbank to pause, the other bots
only store what is to be sent. --sending lets them leave, to a stub on this machine.

kindbank runs on both of its engines: a new file of SQLite's, and a PostgreSQL server of the run's
own that forces every commit to the disk, as its own settings do. CPU time counts that server, too.
"""
import argparse
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).absolute().parent
CHECKOUT = HERE.parent
URL = "https://bench.example/hooks/sms"
TOKEN = "an auth token of no account"
TEXTS_A_WALK = 6  # HELP, 1, 2, 3, YES, 1
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process, within=60):
    end = time.monotonic() + within
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"bench: {process.args[0]} ended with {process.returncode}")
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.005)
    raise SystemExit(f"bench: {process.args[0]} does not listen")


def with_children(pid):
    """The process and all below it."""
    found = [pid]
    for one in found:
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                found += map(
                    int, pathlib.Path(f"/proc/{one}/task/{thread}/children").read_text().split()
                )
        except OSError:
            pass
    return found


def cpu_seconds(pids):
    total = 0
    for one in (child for pid in pids for child in with_children(pid)):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue  # a backend of PostgreSQL's that served a question of ours
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident_mib(pid):
    """Proportional, so that what workers share counts once."""
    total = 0
    for one in with_children(pid):
        rollup = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss: *(\d+)", rollup, re.M)[1])
    return total / 1024


class Program:
    """Something that answers POST /hooks/sms on a port, in a folder of its own."""

    name = ""
    durable = True

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=options.scratch))
        self.port = free_port()
        self.next_member = 0
        self.process = None

    def command(self):
        raise NotImplementedError

    def environment(self):
        return {
            **os.environ,
            "PORT": str(self.port),
            "PUBLIC_URL": URL,
            "AUTH_TOKEN": TOKEN,
            "LEDGER": str(self.folder / "ledger.db"),
            "MEMBERS": str(self.options.members),
        }

    def prepare(self):
        pass

    def start(self):
        self.prepare()
        began = time.monotonic()
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            self.command(),
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        wait_for(self.port, self.process)
        self.start_up_ms = (time.monotonic() - began) * 1000

    def workers(self):
        """The processes whose CPU time a turn costs, and all below them."""
        return [self.process.pid]

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.log.close()
        if not self.options.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self):
        return None

    def stored_bytes(self):
        return None

    def check(self):
        """Raises where the program did not do the work that it answered for."""


def rows_of_sqlite(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        tables = [
            name
            for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: ledger.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in tables
        }


def bytes_of_sqlite(path):
    """Pages in use; the log in front of them is not the ledger's size."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        pages, free, size = (
            ledger.execute(f"PRAGMA {what}").fetchone()[0]
            for what in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size


def must_have_opened(program, jobs):
    """Each member who walked the flow to its end has a job; the last ones of a run did not."""
    walked = program.next_member - program.options.half_walked
    if jobs < walked * 0.95:
        raise SystemExit(
            f"bench: {program.name}: {walked} members walked the ask flow, {jobs} jobs were opened"
        )


class OnSqlite(Program):
    def ledger(self):
        return self.folder / "ledger.db"

    def rows(self):
        return sum(rows_of_sqlite(self.ledger()).values())

    def stored_bytes(self):
        return bytes_of_sqlite(self.ledger())


class Echo(Program):
    name = "bare cpp-httplib echo"
    durable = False

    def command(self):
        return [self.options.build / "bench/bench_echo", str(self.port), "echo"]


class FrontEcho(Program):
    name = "echo behind our front"
    durable = False

    def command(self):
        return [self.options.build / "bench/bench_front", str(self.port)]


class Kindbank(OnSqlite):
    engine = "SQLite"
    messages = 0

    def __init__(self, options):
        super().__init__(options)
        self.name = f"kindbank, {self.engine}, {options.messages_name(self.messages)}"
        self.provider = None

    def store_url(self):
        return f"sqlite:{self.ledger()}"

    def sending(self):
        return "taking" if self.options.sending else "pausing"

    def prepare(self):
        api = free_port()
        self.provider = subprocess.Popen(
            [self.options.build / "bench/bench_echo", str(api), self.sending()]
        )
        wait_for(api, self.provider)
        settings = {
            "server": {
                "listen": f"127.0.0.1:{self.port}",
                "ops_listen": "127.0.0.1:0",
                "public_url": URL.removesuffix("/hooks/sms"),
            },
            "store": {"url": self.store_url()},
            "flows": str(CHECKOUT / "flows"),
            "areas": str(CHECKOUT / "config/areas.yaml"),
            "clock": {"start": "2026-11-24T10:00"},
            "channels": {
                "sms": {
                    "adapter": "twilio",
                    "account_sid": "AC0123456789abcdef0123456789abcdef",
                    "auth_token": TOKEN,
                    "from": "+447400111222",
                    "api_base": f"http://127.0.0.1:{api}",
                }
            },
            "coordinators": [
                {"name": "Duty desk", "addresses": ["sms:+447400333444"], "on_call": "always"}
            ],
        }
        self.settings = self.folder / "settings.yaml"
        self.settings.write_text(json.dumps(settings))
        self.settings.chmod(0o600)  # the token stands in it
        self.fill(self.messages)

    def fill(self, messages):
        filler = self.options.build / "bench/bench_fill"
        subprocess.run(
            [filler, self.settings, str(self.options.members), str(messages)], check=True
        )

    def command(self):
        return [self.options.build / "kindbank", "serve", "--config", self.settings]

    def stop(self):
        super().stop()
        if self.provider:
            self.provider.kill()
            self.provider.wait()

    def check(self):
        must_have_opened(self, rows_of_sqlite(self.ledger())["requests"])


class KindbankMillion(Kindbank):
    messages = 1_000_000


def postgres_programs():
    """The folder of the server's programs: Debian keeps them out of the PATH."""
    versions = pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(versions, key=lambda one: (one.parts[-3] == "15", one.parts[-3]))
    return found[-1].parent if found else None


class PostgresServer:
    """A server of the run's own: a new cluster, reached by a socket in its own folder alone."""

    def __init__(self):
        self.programs = postgres_programs()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-pg-"))  # a short path: a socket's
        self.account = self.own_account()
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.process = None

    @staticmethod
    def own_account():
        """The server refuses to run as root."""
        if os.getuid() != 0:
            return None
        names = {one.pw_name: one for one in pwd.getpwall()}
        return names.get("postgres") or names["nobody"]

    def start(self):
        data = self.folder / "data"
        settings = ["-A", "trust", "-E", "UTF8", "--locale=C"]
        self.popen("initdb", "-D", data, "-U", "kindbank", *settings).wait()
        where = ["-k", self.folder, "-c", "listen_addresses="]
        self.process = self.popen("postgres", "-D", data, *where)
        end = time.monotonic() + 60
        while self.popen("pg_isready", "-q", "-h", self.folder).wait() != 0:
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit("bench: PostgreSQL did not start")
            time.sleep(0.05)

    def popen(self, program, *words):
        account = self.account
        return subprocess.Popen(
            [self.programs / program, *words],
            cwd=self.folder,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def url(self):
        return f"postgresql://kindbank@/postgres?host={self.folder}"

    def ask(self, sql):
        return subprocess.run(
            [self.programs / "psql", "-AXqt", self.url(), "-c", sql],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGINT)  # what is connected is cut off
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class KindbankPostgres(Kindbank):
    engine = "PostgreSQL"

    def __init__(self, options):
        super().__init__(options)
        self.server = PostgresServer()

    def store_url(self):
        return self.server.url()

    def prepare(self):
        self.server.start()
        super().prepare()

    def workers(self):
        return [*super().workers(), self.server.process.pid]

    def stop(self):
        super().stop()
        self.server.stop()

    def count(self, table):
        return int(self.server.ask(f"SELECT COUNT(*) FROM {table}"))

    def rows(self):
        tables = self.server.ask("SELECT relname FROM pg_stat_user_tables").split()
        return sum(map(self.count, tables))

    def stored_bytes(self):
        return int(self.server.ask("SELECT pg_database_size(current_database())"))

    def check(self):
        must_have_opened(self, self.count("requests"))


# Messages and their parts so many times more, later in the same talks.
MORE_MESSAGES = """
CREATE TEMPORARY TABLE copy AS
  SELECT n, id, -(n * 100000000::BIGINT + row_number() OVER (ORDER BY id)) AS new_id
  FROM messages, generate_series(1, {copies}) AS n;
CREATE INDEX ON copy (id);
ANALYZE copy;
INSERT INTO messages (id, direction, channel, provider_id, contact, place, member, class,
                      text_sealed, state, parts, repaired, created_at)
  SELECT c.new_id, direction, channel, provider_id || '-' || n, contact, place + n * 1000, member,
         class, text_sealed, state, parts, repaired, created_at
  FROM copy c JOIN messages m ON m.id = c.id;
INSERT INTO outbox (id, message, contact, place, number, channel, lane, class, question, state,
                    queued_at, not_before, attempts, provider_id, why, sent_at)
  SELECT c.new_id, c.new_id, contact, place + n * 1000, number, channel, lane, class, question,
         state, queued_at, not_before, attempts, provider_id || '-' || n, why, sent_at
  FROM copy c JOIN outbox o ON o.message = c.id;
ANALYZE;
"""


class KindbankPostgresMillion(KindbankPostgres):
    messages = 1_000_000

    def fill(self, messages):
        """A few of them by the program; the others by the server, which is much quicker at it."""
        super().fill(messages // 50)
        self.server.ask(MORE_MESSAGES.format(copies=49))


class Peer(OnSqlite):
    """A bot of the ordinary kind, with a ledger of its own that holds the same members."""

    def prepare(self):
        with sqlite3.connect(self.ledger()) as ledger:
            ledger.executescript((HERE / "peers/schema.sql").read_text())
            ledger.executemany(
                "INSERT INTO contacts (number, member, name, area) VALUES (?, ?, 'Ash', 'Old Town')",
                ((f"+447{400_000_000 + i}", i + 1) for i in range(self.options.members)),
            )
        ledger.close()

    def check(self):
        must_have_opened(self, rows_of_sqlite(self.ledger())["requests"])


class Express(Peer):
    name = "Express 5 bot, libsql"

    def prepare(self):
        super().prepare()
        where = HERE / "peers/express"
        laid = where / "node_modules/.package-lock.json"
        if (
            not laid.exists()
            or laid.stat().st_mtime < (where / "package-lock.json").stat().st_mtime
        ):
            subprocess.run(
                ["npm", "ci", "--no-audit", "--no-fund"],
                cwd=where,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            laid.touch()

    def environment(self):
        return {**super().environment(), "NODE_ENV": "production"}

    def command(self):
        return ["node", HERE / "peers/express/bot.mjs"]


class Flask(Peer):
    name = "Flask bot, gunicorn"

    def command(self):
        return [
            "/usr/bin/python3",
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--workers",
            "2",
            "--worker-class",
            "gthread",
            "--threads",
            "8",
            "--keep-alive",
            "30",
            "--log-level",
            "error",
            "--chdir",
            str(HERE / "peers/flask"),
            "bot:app",
        ]


PROGRAMS = {
    "echo": Echo,
    "front": FrontEcho,
    "kindbank": Kindbank,
    "million": KindbankMillion,
    "postgres": KindbankPostgres,
    "postgres-million": KindbankPostgresMillion,
    "express": Express,
    "flask": Flask,
}


def programs_here():
    """All of them, or all but those whose server is not there, which is told."""
    if postgres_programs():
        return list(PROGRAMS)
    print("bench: no PostgreSQL is installed, so its rows are left out", file=sys.stderr)
    return [name for name, one in PROGRAMS.items() if not issubclass(one, KindbankPostgres)]


def longest_wait_ms(port):
    """Of the connections that wait for an answer: how long the one that has waited longest has."""
    listed = subprocess.run(
        ["ss", "-tinOH", "dst", "127.0.0.1", "dport", "=", f":{port}"],
        capture_output=True,
        text=True,
    ).stdout
    waits = [
        int(sent[1]) for line in listed.splitlines() if (sent := re.search(r"lastsnd:(\d+)", line))
    ]
    return max(waits, default=0)


def wrk(program, calls, connections, seconds):
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "5s",
        "-s",
        str(HERE / "turns.lua"),
        f"http://127.0.0.1:{program.port}",
        "--",
        str(calls),
    ]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(max(0.0, seconds - 0.5))
    waited = longest_wait_ms(program.port)
    out, _ = running.communicate()
    found = re.search(r"^MEASURED (.*)$", out, re.M)
    if not found:
        raise SystemExit(f"bench: wrk said\n{out}")
    measured = {
        name: int(number) for name, number in (pair.split("=") for pair in found[1].split())
    }
    measured["waited_ms"] = waited
    return measured


def write_calls(options, program, members):
    path = options.scratch / "calls"
    with open(path, "wb") as out:
        subprocess.run(
            [
                options.build / "bench/bench_turns",
                str(program.next_member),
                str(members),
                str(options.window),
                URL,
                TOKEN,
            ],
            stdout=out,
            check=True,
        )
    return path


def measure(program, connections, options, expected):
    """One row of the table; `expected` turns a second decide how many calls are written."""
    needed = int(expected * options.seconds / TEXTS_A_WALK * 1.6) + options.window
    needed = (
        min(needed, options.members - program.next_member) if program.durable else options.window
    )
    calls = write_calls(options, program, needed)
    rows, stored, cpu = program.rows(), program.stored_bytes(), cpu_seconds(program.workers())
    measured = wrk(program, calls, connections, options.seconds)
    cpu = cpu_seconds(program.workers()) - cpu
    if program.durable and measured["requests"] > needed * TEXTS_A_WALK:
        raise SystemExit(
            f"bench: {program.name} was faster than its calls were written; give --members"
        )
    if program.durable:
        program.next_member += (
            -(-measured["requests"] // TEXTS_A_WALK // options.window) * options.window
        )
    answered = measured["requests"] - measured["refused"]
    row = {
        "program": program.name,
        "connections": connections,
        "turns_a_second": answered / (measured["microseconds"] / 1e6),
        "p50_ms": measured["p50"] / 1000,
        "p99_ms": measured["p99"] / 1000,
        "max_ms": measured["max"] / 1000,
        "failures": measured["refused"] + measured["broken"] + measured["late"],
        "waited_ms": measured["waited_ms"],
        "cpu_us": cpu / max(1, answered) * 1e6,
        "resident_mib": resident_mib(program.process.pid),
        "start_up_ms": program.start_up_ms,
    }
    if rows is not None and answered:
        row["rows"] = (program.rows() - rows) / answered
        row["bytes"] = (program.stored_bytes() - stored) / answered
    return row


def settle(options):
    """Waits for a quiet machine, up to the minutes that were allowed, and says how quiet it is."""
    end = time.monotonic() + 60 * options.wait
    while os.getloadavg()[0] > 1 and time.monotonic() < end:
        time.sleep(5)


COLUMNS = [
    ("program", "{}"),
    ("connections", "{}"),
    ("turns_a_second", "{:,.0f}"),
    ("p50_ms", "{:.1f}"),
    ("p99_ms", "{:.1f}"),
    ("max_ms", "{:.0f}"),
    ("failures", "{}"),
    ("waited_ms", "{}"),
    ("cpu_us", "{:.0f}"),
    ("rows", "{:.1f}"),
    ("bytes", "{:.0f}"),
    ("resident_mib", "{:.0f}"),
    ("start_up_ms", "{:.0f}"),
]
HEADS = [
    "program",
    "connections",
    "turns/s",
    "p50 ms",
    "p99 ms",
    "longest ms",
    "not 200",
    "still waiting ms",
    "CPU µs/turn",
    "rows/turn",
    "bytes/turn",
    "resident MiB",
    "start-up ms",
]


def print_table(rows):
    def line(cells):
        return "| " + " | ".join(cells) + " |"

    print(line(HEADS))
    print(line(["---"] * len(HEADS)))
    for row in rows:
        print(
            line(
                [
                    shape.format(row[name]) if row.get(name) is not None else ""
                    for name, shape in COLUMNS
                ]
            )
        )


def read_options():
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "programs",
        nargs="*",
        metavar="PROGRAM",
        help=f"of {', '.join(PROGRAMS)}; all where none is named",
    )
    parser.add_argument("--build", type=pathlib.Path, default=CHECKOUT / "build-release")
    parser.add_argument("--connections", default="8,64,256")
    parser.add_argument("--seconds", type=int, default=8, help="of each measurement")
    parser.add_argument(
        "--members", type=int, default=100_000, help="in the ledger; each walks once"
    )
    parser.add_argument(
        "--sending", action="store_true", help="replies leave, to a stub on this machine"
    )
    parser.add_argument("--window", type=int, default=1000, help="members who walk side by side")
    parser.add_argument(
        "--wait", type=int, default=0, metavar="MINUTES", help="wait so long for a quiet machine"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave the ledgers and logs where they are"
    )
    parser.add_argument("--json", type=pathlib.Path, help="write the rows there, too")
    options = parser.parse_args()
    for name in options.programs:
        if name not in PROGRAMS:
            parser.error(f"there is no program '{name}'")
    options.build = options.build.resolve()
    options.half_walked = 3 * options.window * len(options.connections.split(","))
    options.messages_name = lambda count: "a million messages" if count else "empty store"
    return options


def end(*_):
    raise SystemExit("bench: stopped")  # so that what was started is stopped, too


def main():
    signal.signal(signal.SIGTERM, end)
    options = read_options()
    levels = [int(one) for one in options.connections.split(",")]
    rows = []
    with tempfile.TemporaryDirectory(prefix="kindbank-bench-") as scratch:
        options.scratch = pathlib.Path(scratch)
        if options.keep:
            options.scratch = pathlib.Path(tempfile.mkdtemp(prefix="kindbank-bench-kept-"))
        settle(options)
        print(
            f"load of the machine before: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}",
            file=sys.stderr,
        )
        for name in options.programs or programs_here():
            program = PROGRAMS[name](options)
            try:
                program.start()
                quick = argparse.Namespace(**{**vars(options), "seconds": 2})
                expected = measure(program, 32, quick, 20_000)["turns_a_second"]  # warms up, too
                for level in levels:
                    row = measure(program, level, options, expected)
                    expected = max(expected, row["turns_a_second"])
                    rows.append(row)
                    print(
                        "  ".join(f"{key}={value}" for key, value in row.items()), file=sys.stderr
                    )
                program.check()
            finally:
                program.stop()
    print_table(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")


main()
