#include "bot/metrics.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <utility>
#include <variant>

namespace kindbank::bot {
namespace {

// name="value"; no value has a line break.
std::string label(std::string_view name, std::string_view value) {
  std::string text = std::string(name) + "=\"";
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c;
  }
  return text + "\"";
}

std::string say(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.9g", number);
  return text.data();
}

std::string seconds(double micros) { return say(micros / 1e6); }

// # HELP and # TYPE of a family, and a line for each of its samples.
class Page {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  }
  void sample(const std::string& labels, const std::string& value, std::string_view suffix = {}) {
    text_.append(name_).append(suffix);
    if (!labels.empty()) text_.append("{").append(labels).append("}");
    text_.append(" ").append(value).append("\n");
  }
  void samples(const std::map<std::string, std::uint64_t>& counts) {
    for (const auto& [labels, count] : counts) sample(labels, std::to_string(count));
  }
  void buckets(const store::Histogram& histogram) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < store::Histogram::bounds.size(); ++i) {
      below += histogram.counts.at(i);
      const auto bound = static_cast<double>(store::Histogram::bounds.at(i));
      sample(label("le", seconds(bound)), std::to_string(below), "_bucket");
    }
    sample(label("le", "+Inf"), std::to_string(histogram.count), "_bucket");
    sample({}, seconds(static_cast<double>(histogram.sum)), "_sum");
    sample({}, std::to_string(histogram.count), "_count");
  }
  std::string take() { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

struct NameOfOutcome {
  std::string_view operator()(const adapters::Sent&) const { return "sent"; }
  std::string_view operator()(const adapters::Later&) const { return "later"; }
  std::string_view operator()(const adapters::Never&) const { return "never"; }
  std::string_view operator()(const adapters::Unknown&) const { return "unknown"; }
};

void write_outbox(Page& page, const Readings& readings) {
  const auto labels = [](const Readings::Lane& one) {
    return label("channel", one.channel) + "," + label("lane", one.lane);
  };
  page.family("kindbank_outbox_parts", "gauge", "Texts that wait to leave.");
  for (const auto& one : readings.outbox)
    page.sample(labels(one), std::to_string(one.waiting.waiting));
  page.family("kindbank_outbox_oldest_seconds", "gauge", "How long the oldest of them has waited.");
  for (const auto& one : readings.outbox) {
    const auto age = one.waiting.oldest ? readings.now - *one.waiting.oldest : Duration{};
    page.sample(labels(one), std::to_string(age / std::chrono::seconds(1)));
  }
}

void write_desk(Page& page, const Readings::Desk& desk) {
  page.family("kindbank_coordinator_minutes", "gauge", "Coordinators' time of the last 30 days.");
  page.sample({}, std::to_string(desk.minutes));
  page.family("kindbank_exchanges_done", "gauge", "Jobs done in the last 30 days.");
  page.sample({}, std::to_string(desk.jobs));
  if (desk.jobs == 0) return;  // nothing to spread the minutes over
  page.family("kindbank_coordinator_minutes_per_exchange", "gauge",
              "The one by the other: the number that the bank exists to reduce.");
  page.sample({}, say(static_cast<double>(desk.minutes) / static_cast<double>(desk.jobs)));
}

void write_writer(Page& page, const store::DatabaseStats& writer) {
  page.family("kindbank_writer_turn_duration_seconds", "histogram",
              "The ledger's time for one turn, without its share of the commit.");
  page.buckets(writer.turn_micros);
  page.family("kindbank_writer_commits_total", "counter", "Commits, of one turn or many.");
  page.sample({}, std::to_string(writer.commits));
  page.family("kindbank_writer_repeats_total", "counter",
              "Turns run once more, since another stood in their way.");
  page.sample({}, std::to_string(writer.again));
}

void write_reloads(Page& page, const ReloadRecord& reloads) {
  page.family("kindbank_reloads_total", "counter",
              "Readings of edited flows, by what came of them.");
  page.sample(label("outcome", "taken"), std::to_string(reloads.taken));
  page.sample(label("outcome", "refused"), std::to_string(reloads.refused));
  page.family("kindbank_last_reload_successful", "gauge", "0 where the last one was refused.");
  page.sample({}, reloads.refused_at ? "0" : "1");
  page.family("kindbank_flows_served_since_seconds", "gauge", "Unix time of the set in force.");
  page.sample({}, std::to_string(to_millis(reloads.served_since) / 1000));
}

}  // namespace

std::int64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::int64_t whole = 0;
  std::int64_t resident = 0;
  if (!(statm >> whole >> resident)) return 0;
  return resident * ::sysconf(_SC_PAGESIZE);
}

void Metrics::add(Counts& counts, std::string labels) {
  const std::lock_guard lock(mutex_);
  ++counts[std::move(labels)];
}

void Metrics::turn(std::string_view kind) { add(turns_, label("kind", kind)); }

void Metrics::answered(std::string_view channel, int status, std::chrono::nanoseconds took) {
  hook_micros_.add(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  add(answers_, label("channel", channel) + "," + label("status", std::to_string(status)));
}

void Metrics::turned_away() {
  const std::lock_guard lock(mutex_);
  ++turned_away_;
}

void Metrics::sent(std::string_view channel, const adapters::Delivery& delivery) {
  const auto outcome = std::visit(NameOfOutcome{}, delivery);
  add(sends_, label("channel", channel) + "," + label("outcome", outcome));
}

std::string Metrics::page(const Readings& readings) const {
  Page page;
  const std::lock_guard lock(mutex_);
  page.family("kindbank_turns_total", "counter", "Turns, by what began them.");
  page.samples(turns_);
  page.family("kindbank_hook_responses_total", "counter", "Calls of providers, by our answer.");
  page.samples(answers_);
  page.family("kindbank_hook_duration_seconds", "histogram", "From a call, read, to its answer.");
  page.buckets(hook_micros_.read());
  page.family("kindbank_connections_turned_away_total", "counter",
              "Connections told 503 unread, as too many waited.");
  page.sample({}, std::to_string(turned_away_));
  page.family("kindbank_sends_total", "counter", "Tries to send a text, by what came of them.");
  page.samples(sends_);
  write_outbox(page, readings);
  if (readings.desk) write_desk(page, *readings.desk);
  write_writer(page, readings.writer);
  write_reloads(page, readings.reloads);
  page.family("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.");
  page.sample({}, std::to_string(readings.resident_bytes));
  return page.take();
}

}  // namespace kindbank::bot
