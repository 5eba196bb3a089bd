#include "bot/operations.h"

namespace kindbank::bot {
namespace {

adapters::HttpResponse answer(int status, const std::string& text) {
  return {status,
          {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          text + "\n"};
}

}  // namespace

std::vector<Route> operations_routes(const Operations& operations) {
  const auto alive = [](const adapters::HttpRequest&) { return answer(200, "alive"); };
  const auto ready = [operations](const adapters::HttpRequest&) {
    if (operations.broken) return answer(503, "the ledger is broken");
    if (!operations.database.writer_is_alive()) return answer(503, "the ledger does not commit");
    return answer(200, "ready");
  };
  return {{"GET", "/livez", 0, alive}, {"GET", "/readyz", 0, ready}};
}

}  // namespace kindbank::bot
