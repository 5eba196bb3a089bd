#include "bot/reload.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "bot/check.h"
#include "bot/kept_flows.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;

// They are in the library, and go with it.
constexpr std::array<std::string_view, 3> reloaded = {"bank.", "flows", "areas"};

bool is_reloaded(const std::string& key) {
  return std::any_of(reloaded.begin(), reloaded.end(),
                     [&](std::string_view start) { return key.starts_with(start); });
}

std::map<std::string, std::string> shown(const Settings& settings) {
  std::map<std::string, std::string> values;
  for (const auto& one : settings.shown)
    if (!is_reloaded(one.key)) values[one.key] = one.value;
  for (const auto& channel : settings.channels)  // what is shown of a secret is that it is set
    for (const auto& [key, value] : channel.values)
      values["channels." + channel.name + "." + key] = value;
  for (const auto& channel : settings.channels)
    if (channel.adapter == "voice")
      for (const auto& [language, said] : channel.spoken)
        values["what the phone says in '" + language + "' (spoken, voice_key and others)"] =
            said.tag + "\n" + said.key + "\n" + said.person + "\n" + said.goodbye + "\n" +
            said.hidden;
  return values;
}

}  // namespace

std::vector<std::string> need_restart(const Settings& in_force, const Settings& read) {
  const auto before = shown(in_force);
  const auto after = shown(read);
  std::vector<std::string> keys;
  for (const auto& [key, value] : before)
    if (const auto found = after.find(key); found == after.end() || found->second != value)
      keys.push_back(key);
  for (const auto& [key, value] : after)
    if (!before.contains(key)) keys.push_back(key);
  return keys;
}

Reload::Reload(Room room) : room_(std::move(room)) { record_.served_since = room_.clock.now(); }

ReloadRecord Reload::record() const {
  const std::lock_guard lock(mutex_);
  return record_;
}

void Reload::say(const std::vector<Finding>& findings) const {
  for (const auto& finding : findings)
    report(finding.level == Finding::Level::error ? Level::error : Level::warning,
           dialog::say(finding));
}

Result<void> Reload::refuse(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    ++record_.refused;
    record_.refused_at = room_.clock.now();
  }
  report(Level::error, "the reload was refused, and what was served before is served on: " + why);
  return fail("the reload was refused: " + why);
}

Result<void> Reload::take(House house) {
  if (const auto channels = make_channels(house.settings))
    for (auto& finding : check_channels(*channels, house.library))
      house.findings.push_back(std::move(finding));
  for (auto& finding : check_reviews(house.settings, house.library))
    house.findings.push_back(std::move(finding));
  say(house.findings);
  if (house.has_errors()) return refuse("check finds a mistake");
  auto kept = keep_flows(room_.database, house.library, room_.clock.now());
  say(kept.findings);
  if (!kept.findings.empty()) return refuse("people stand on a flow that this program cannot run");
  room_.shelf.put(std::move(kept.library));
  for (const auto& key : need_restart(room_.settings, house.settings))
    report(Level::warning, key + " has changed, and needs a restart to come into force");
  {
    const std::lock_guard lock(mutex_);
    ++record_.taken;
    record_.served_since = room_.clock.now();
    record_.refused_at.reset();
  }
  report(Level::info, "flows, words, languages and areas were read again and are served now");
  return {};
}

Result<void> Reload::run() {
  const std::lock_guard one_at_a_time(running_);
  try {
    return take(room_.read());
  } catch (const store::Broken&) {
    throw;
  } catch (const std::exception& failure) {
    return refuse(failure.what());
  }
}

}  // namespace kindbank::bot
