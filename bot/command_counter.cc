#include "bot/command_counter.h"

#include <algorithm>
#include <utility>

#include "bot/command.h"
#include "bot/command_socket.h"
#include "bot/command_work.h"

namespace kindbank::bot {
namespace {

// The first mistake in one line, and how to see the others.
CommandAnswer unsound(const std::vector<dialog::Finding>& findings) {
  const auto is_error = [](const auto& one) { return one.level == dialog::Finding::Level::error; };
  const auto first = std::find_if(findings.begin(), findings.end(), is_error);
  const auto more = std::count_if(findings.begin(), findings.end(), is_error) - 1;
  const auto others = more > 0 ? " (and " + std::to_string(more) + " more: kindbank check)" : "";
  return {exit_unusable, "", dialog::say(*first) + others, {}};
}

}  // namespace

Counter::Counter(HouseInput input, Settings settings, Needs needs)
    : input_(std::move(input)), settings_(std::move(settings)), needs_(std::move(needs)) {}

std::optional<CommandAnswer> Counter::ask_running_server(const CommandRequest& request) const {
  const auto socket = command_socket_path(settings_);
  if (is_open() || !socket) return std::nullopt;
  auto answered = ask_server(*socket, request);
  return answered ? std::move(*answered) : failed(answered.error().message);
}

std::optional<CommandAnswer> Counter::open_alone() {
  auto database = open_to_write(settings_, needs_.instead);
  if (!database) return failed(database.error().message);
  database_ = std::move(*database);
  // The same where nobody has served yet: settings first, so that adding one does not hide theirs.
  seed_coordinators(*database_, settings_, clock_.now());
  return std::nullopt;
}

std::optional<CommandAnswer> Counter::open_house() {
  house_ = read_house(input_);
  if (house_.has_errors()) return unsound(house_.findings);
  auto ledger = KeptLedger::open(house_, needs_.instead);
  if (!ledger) return failed(ledger.error().message);
  if (needs_.stranded == Needs::Stranded::refuse && !(*ledger)->stranded().empty())
    return unsound((*ledger)->stranded());
  ledger_ = std::move(*ledger);
  turns_ = ledger_->make_turns();
  return std::nullopt;
}

std::optional<CommandAnswer> Counter::open() {
  if (is_open()) return std::nullopt;
  if (needs_.missing == Needs::Missing::refuse && !has_ledger(settings_))
    return failed(say_no_ledger(settings_));
  return needs_.library == Needs::Library::none ? open_alone() : open_house();
}

CommandAnswer Counter::ask(const CommandRequest& request) {
  if (auto answer = ask_running_server(request)) return *std::move(answer);
  if (auto refusal = open()) return *std::move(refusal);
  if (database_) return perform({*database_, {}, clock_}, request);
  return perform({ledger_->database(), house_.library.town, ledger_->clock(), turns_.get(),
                  &ledger_->library()},
                 request);
}

}  // namespace kindbank::bot
