#include "store/rights_replay.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "store/contacts.h"
#include "store/erasure.h"
#include "store/members.h"

namespace kindbank::store {
namespace {

// What one mailbox or member said, in all of the logs.
struct Said {
  std::string last;  // "stop", "start", "erase"
  Time at{};         // of the last
  std::optional<Time> erased;
};

using Hash = std::pair<std::size_t, std::string>;  // the place of the log, since peppers differ
using AddressText = std::string;

std::map<Hash, AddressText> known_by_hash(Transaction& tx,
                                          const std::vector<const RightsLog*>& logs) {
  auto all = addresses(tx);
  for (const auto& member : members(tx)) all.push_back(as_address(member.number));
  std::map<Hash, AddressText> known;
  for (std::size_t i = 0; i < logs.size(); ++i)
    for (const auto& address : all)
      known.emplace(Hash{i, logs[i]->hash_of(address)}, address.text());
  return known;
}

struct Line {
  Time at{};
  std::string kind;
  Hash whose;
};

// In the order of time. At the same moment silence comes last, so that it counts.
std::vector<Line> lines_of(const std::vector<const RightsLog*>& logs) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < logs.size(); ++i)
    for (auto& line : logs[i]->read_all())
      lines.push_back({read_utc(line.at).value_or(Time{}), line.kind, {i, std::move(line.hash)}});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    const auto rank = [](const Line& line) { return line.kind == "start" ? 0 : 1; };
    return std::pair(a.at, rank(a)) < std::pair(b.at, rank(b));
  });
  return lines;
}

class Replay {
 public:
  Replay(Transaction& tx, const std::vector<const RightsLog*>& logs) : tx_(tx) {
    const auto known = known_by_hash(tx, logs);
    std::map<Hash, std::string> unknown;  // with what they said last
    for (const auto& line : lines_of(logs)) {
      const auto found = known.find(line.whose);
      if (found == known.end()) {
        unknown[line.whose] = line.kind;
        continue;
      }
      auto& said = said_[found->second];
      said.last = line.kind;
      said.at = line.at;
      if (line.kind == "erase") said.erased = line.at;
    }
    // Who was erased before the backup is rightly not in it.
    done_.unknown = static_cast<int>(std::count_if(
        unknown.begin(), unknown.end(), [](const auto& one) { return one.second != "erase"; }));
  }

  Replayed run() {
    erase_members();
    for (const auto& [text, said] : said_)
      if (const auto address = read_address(text); address->kind != "member")
        do_again(*address, said);
    return done_;
  }

 private:
  // A number may have been given anew since: then its member joined after the line was written.
  void erase_members() {
    for (const auto& member : members(tx_)) {
      const auto said = said_.find(as_address(member.number).text());
      if (said == said_.end() || !said->second.erased) continue;
      const auto at = *said->second.erased;
      if (member.joined_at > at) continue;
      const auto erasure = erasure_of(tx_, member.number);
      for (auto& code : erase(tx_, erasure, at)) done_.jobs.insert(std::move(code));
      done_.erased += static_cast<int>(erasure.mailboxes.size());
      ++done_.members_erased;
    }
  }

  void do_again(const Address& address, const Said& said) {
    const auto contact = find_contact(tx_, address);  // none where its member was just erased
    if (contact && said.erased && contact->created_at <= *said.erased) {
      erase(tx_, {0, {address}}, *said.erased);
      ++done_.erased;
    }
    if (said.last == "start") {
      clear_stopped(tx_, address);
      ++done_.started;
      return;
    }
    set_stopped(tx_, address, said.at);
    if (said.last == "stop") ++done_.stopped;
  }

  Transaction& tx_;
  std::map<AddressText, Said> said_;
  Replayed done_;
};

}  // namespace

Replayed replay_rights(Database& database, const std::vector<const RightsLog*>& logs) {
  return database.transact([&](Transaction& tx) { return Replay(tx, logs).run(); });
}

}  // namespace kindbank::store
