-- wrk sends what bench_turns wrote, a line a request, and prints what it measured as one line.
-- Where the file ends before the time, it begins again: seen-before turns, which run.py refuses.
local calls, path, sent

function init(arguments)
  path = arguments[1]
  calls = assert(io.open(path, "r"))
  calls:setvbuf("full", 1048576)
end

function request()
  local line = calls:read("*l")
  if not line then
    calls:seek("set", 0)
    line = calls:read("*l")
  end
  local space = line:find(" ", 1, true)
  return table.concat({
    "POST /hooks/sms HTTP/1.1\r\nHost: bench.example\r\nUser-Agent: TwilioProxy/1.1\r\n",
    "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n",
    "X-Twilio-Signature: ", line:sub(1, space - 1),
    "\r\nContent-Length: ", #line - space, "\r\n\r\n", line:sub(space + 1),
  })
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "MEASURED requests=%d microseconds=%d p50=%d p99=%d max=%d refused=%d broken=%d late=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    latency.max, errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
