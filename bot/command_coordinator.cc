// kindbank coordinator: who coordinates. The settings seed the table; from then on it is the truth.
#include <algorithm>
#include <cstdio>

#include "adapters/phone.h"
#include "bot/clock.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "store/coordinators.h"

namespace kindbank::bot {
namespace {

// "sms:07700 900123" is the same mailbox as "sms:+447700900123".
std::optional<Address> read_mailbox(const std::string& text) {
  auto address = read_address(text);
  if (!address || address->kind != "sms") return address;
  const auto number = adapters::to_e164(address->handle);
  if (!number) return std::nullopt;
  return Address{address->kind, *number};
}

bool is_hour(const std::string& text) {
  return text.size() == 5 && read_local_time("2000-01-01T" + text).has_value();
}

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// The same where nobody has served yet: settings first, so that adding one does not hide theirs.
Result<std::unique_ptr<store::Database>> open_seeded(const Settings& settings) {
  auto database = open_to_write(settings, "stop it first");
  if (database) seed_coordinators(**database, settings, Clock::machine());
  return database;
}

}  // namespace

int add_coordinator(const HouseInput& input, const NewCoordinator& wanted) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  store::Coordinator coordinator;
  coordinator.name = wanted.name;
  coordinator.on_call = wanted.on_call;
  for (const auto& text : wanted.addresses) {
    const auto address = read_mailbox(text);
    if (!address)
      return refuse("'" + text + "' is no address; write it like sms:+447400333444", exit_unusable);
    coordinator.addresses.push_back(*address);
  }
  for (const auto& hour : wanted.digest) {
    if (!is_hour(hour))
      return refuse("'" + hour + "' is no hour; write it like 08:00", exit_unusable);
    coordinator.digest.push_back(hour);
  }
  const auto database = open_seeded(read.settings);
  if (!database) return refuse(database.error().message);
  const auto seed = store::fresh_seed();
  const auto now = Clock::machine();
  std::optional<std::string> taken;
  (*database)->transact([&](store::Transaction& tx) {
    taken.reset();
    for (const auto& address : coordinator.addresses)
      if (store::find_coordinator(tx, address)) taken = address.text();
    if (taken) return;
    coordinator.id = store::Ids(now, seed).next();
    store::add_coordinator(tx, coordinator);
  });
  if (taken) return refuse(*taken + " is a coordinator's address already");
  std::printf("%lld\n", static_cast<long long>(coordinator.id));
  return exit_done;
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
    std::printf("\n");
  }
  return exit_done;
}

int remove_coordinator(const HouseInput& input, const std::string& id) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const bool number =
      !id.empty() && id.size() < 19 &&
      std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) return refuse("'" + id + "' is no id; coordinator list shows them", exit_unusable);
  const auto database = open_seeded(read.settings);
  if (!database) return refuse(database.error().message);
  const bool was_there = (*database)->transact(
      [&](store::Transaction& tx) { return store::remove_coordinator(tx, std::stoll(id)); });
  if (!was_there) return refuse("there is no coordinator " + id);
  std::printf("removed %s\n", id.c_str());
  return exit_done;
}

}  // namespace kindbank::bot
