#include "bot/operations.h"

#include <optional>
#include <string>
#include <system_error>

#include "bank/desk_time.h"
#include "store/desk_notes.h"
#include "store/migrate.h"

namespace kindbank::bot {
namespace {

constexpr std::uintmax_t least_room = 16 * 1024 * 1024;

adapters::HttpResponse answer(int status, std::string text,
                              const std::string& type = "text/plain; charset=utf-8") {
  return {status, {{"Content-Type", type}, {"Cache-Control", "no-store"}}, std::move(text)};
}

bool has_room(const std::filesystem::path& folder) {
  std::error_code unknown;
  const auto space = std::filesystem::space(folder.empty() ? "." : folder, unknown);
  return unknown || space.available >= least_room;
}

// Why messages cannot be kept now.
std::optional<std::string> unready(const Operations& operations) {
  if (operations.broken) return "the ledger is broken";
  if (!operations.database.writer_is_alive()) return "the ledger does not commit";
  if (!has_room(operations.folder)) return "the ledger's disk is nearly full";
  try {
    if (!operations.database.read(store::schema_is_ours)) return "the ledger's schema is not ours";
  } catch (const std::exception&) {
    return "the ledger cannot be read";
  }
  return std::nullopt;
}

// A town serves on with what it had, so it is ready; but somebody waits for what they wrote.
std::string not_taken(const ReloadRecord& reloads) {
  if (!reloads.refused_at) return {};
  return "the reload at " + say_utc(*reloads.refused_at) +
         " was refused, as the log says; the flows of " + say_utc(reloads.served_since) +
         " are served\n";
}

Readings read_all(const Operations& operations) {
  Readings readings;
  readings.now = operations.clock.now();
  readings.writer = operations.database.stats();
  readings.resident_bytes = resident_bytes();
  readings.reloads = operations.reloads();
  try {
    operations.database.read([&](store::Transaction& tx) {
      const auto since = readings.now - bank::desk_time_over;
      readings.desk = {store::minutes_spent(tx, since), store::exchanges_since(tx, since)};
      for (const auto& [name, channel] : operations.channels) {
        using store::Lane;
        readings.outbox.push_back({name, "express", store::backlog(tx, name, Lane::express)});
        readings.outbox.push_back({name, "normal", store::backlog(tx, name, Lane::normal)});
      }
    });
  } catch (const std::exception&) {
    readings.desk.reset();
    readings.outbox.clear();  // the rest is worth having all the more
  }
  return readings;
}

}  // namespace

std::vector<Route> operations_routes(const Operations& operations) {
  const auto alive = [](const adapters::HttpRequest&) { return answer(200, "alive\n"); };
  const auto ready = [operations](const adapters::HttpRequest&) {
    const auto why = unready(operations);
    return why ? answer(503, *why + "\n")
               : answer(200, "ready\n" + not_taken(operations.reloads()));
  };
  const auto metrics = [operations](const adapters::HttpRequest&) {
    return answer(200, operations.metrics.page(read_all(operations)),
                  "text/plain; version=0.0.4; charset=utf-8");
  };
  return {
      {"GET", "/livez", 0, alive}, {"GET", "/readyz", 0, ready}, {"GET", "/metrics", 0, metrics}};
}

}  // namespace kindbank::bot
