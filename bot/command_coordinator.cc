// kindbank coordinator: who coordinates. The settings seed the table; from then on it is the truth.
#include <algorithm>
#include <cstdio>

#include "adapters/phone.h"
#include "bank/rota.h"
#include "bot/command.h"
#include "bot/command_counter.h"
#include "bot/commands.h"
#include "store/coordinators.h"

namespace kindbank::bot {
namespace {

bool is_hour(const std::string& text) {
  return text.size() == 5 && read_local_time("2000-01-01T" + text).has_value();
}

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

Counter::Needs needs(Counter::Needs::Missing missing) {
  return {Counter::Needs::Library::none, missing, "stop it first"};
}

}  // namespace

int add_coordinator(const HouseInput& input, const NewCoordinator& wanted) {
  auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  CommandRequest request{"coordinator add", {}};
  auto& arguments = request.arguments;
  arguments["name"] = {wanted.name};
  arguments["on_call"] = {wanted.on_call};
  arguments["partner"] = {wanted.partner};
  if (!bank::is_rota(wanted.on_call))
    return refuse("'" + wanted.on_call + "' is no rota; write always, never or hours like " +
                      "\"Mon-Fri 08:00-18:00\"",
                  exit_unusable);
  for (const auto& text : wanted.addresses) {
    const auto address = adapters::read_mailbox(text);
    if (!address)
      return refuse("'" + text + "' is no address; write it like sms:+447400333444", exit_unusable);
    arguments["address"].push_back(address->text());
  }
  for (const auto& hour : wanted.digest) {
    if (!is_hour(hour))
      return refuse("'" + hour + "' is no hour; write it like 08:00", exit_unusable);
    arguments["digest"].push_back(hour);
  }
  Counter counter(input, std::move(read.settings), needs(Counter::Needs::Missing::make));
  return show(counter.ask(request));
}

int list_coordinators(const HouseInput& input) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto database = open_to_read(read.settings);
  if (!database) return refuse(database.error().message);
  const auto all =
      (*database)->read([](store::Transaction& tx) { return store::coordinators(tx); });
  for (const auto& one : all) {
    std::vector<std::string> addresses;
    for (const auto& address : one.addresses) addresses.push_back(address.text());
    std::printf("%lld  %s  %s  on call: %s", static_cast<long long>(one.id), one.name.c_str(),
                join(addresses).c_str(), one.on_call.c_str());
    if (!one.digest.empty()) std::printf("  digest: %s", join(one.digest).c_str());
    if (!one.partner.empty()) std::printf("  partner: %s", one.partner.c_str());
    std::printf("\n");
  }
  return exit_done;
}

int remove_coordinator(const HouseInput& input, const std::string& id) {
  auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const bool number =
      !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) return refuse("'" + id + "' is no id; coordinator list shows them", exit_unusable);
  Counter counter(input, std::move(read.settings), needs(Counter::Needs::Missing::refuse));
  return show(counter.ask({"coordinator remove", {{"id", {id}}}}));
}

}  // namespace kindbank::bot
