#include "bot/standing.h"

#include <set>

namespace kindbank::bot {
namespace {

constexpr int people_at_once = 500;

}  // namespace

Standing read_standing(store::Database& database, Time now) {
  Standing standing;
  store::Id behind = 0;
  for (;;) {
    const auto talks = database.read(
        [&](store::Transaction& tx) { return store::talks_behind(tx, behind, people_at_once); });
    if (talks.empty()) return standing;
    for (const auto& talk : talks) {
      const auto conversation = dialog::read_conversation(talk.conversation);
      if (!conversation) continue;  // it begins anew with the next message
      std::set<Stand> stands;
      for (const auto* question : dialog::standing(*conversation, now))
        stands.insert({question->flow, question->version, question->step});
      for (const auto& stand : stands) ++standing[stand];
    }
    behind = talks.back().contact;
  }
}

std::int64_t people_on(const Standing& standing, const std::string& version) {
  std::int64_t people = 0;
  for (const auto& [stand, count] : standing)
    if (stand.version == version) people += count;
  return people;
}

std::string say_standing(std::int64_t people, const std::string& where) {
  return std::to_string(people) + (people == 1 ? " person stands " : " people stand ") + where;
}

}  // namespace kindbank::bot
