#include "store/rights_replay.h"

#include <map>

#include "store/contacts.h"

namespace kindbank::store {
namespace {

std::map<std::string, Address> addresses_by_hash(Transaction& tx, const RightsLog& log) {
  std::map<std::string, Address> all;
  for (auto& address : addresses(tx)) {
    auto hash = log.hash_of(address);
    all.emplace(std::move(hash), std::move(address));
  }
  return all;
}

// To the minute, as far as it can be read.
Time time_of(const RightsLine& line) {
  const auto local = read_local_time(line.at.substr(0, 16));
  return local ? utc_zone().to_utc(*local) : Time{};
}

}  // namespace

Replayed replay_rights(Database& database, const RightsLog& log) {
  std::map<std::string, RightsLine> last;  // what somebody said last counts
  for (auto& line : log.read_all()) {
    auto hash = line.hash;
    last.insert_or_assign(std::move(hash), std::move(line));
  }
  return database.transact([&](Transaction& tx) {
    const auto known = addresses_by_hash(tx, log);
    Replayed done;
    for (const auto& [hash, line] : last) {
      const auto found = known.find(hash);
      if (found == known.end()) {
        ++done.unknown;
      } else if (line.kind == "start") {
        clear_stopped(tx, found->second);
        ++done.started;
      } else {
        set_stopped(tx, found->second, time_of(line));
        ++(line.kind == "erase" ? done.erased : done.stopped);
      }
    }
    return done;
  });
}

}  // namespace kindbank::store
