#include "store/states.h"

#include <algorithm>

#include "store/locks.h"

namespace kindbank::store {
namespace {

struct Drawing {
  Noun noun;
  std::string_view table;
  std::string_view key;
  Steps steps;
};

const std::vector<Drawing>& drawings() {
  static const std::vector<Drawing> all = {
      {Noun::member, "members", "number", {{"active", {"left"}}, {"left", {"active"}}}},
      {Noun::offer,
       "offers",
       "id",
       {{"active", {"paused", "left"}}, {"paused", {"active", "left"}}, {"left", {"active"}}}},
      {Noun::request,
       "requests",
       "id",
       {{"waiting", {"open", "unmet", "cancelled"}},
        {"open", {"waiting", "matched", "unmet", "cancelled"}},
        {"matched", {"open", "done", "unmet", "cancelled"}},
        {"done", {}},
        {"unmet", {}},
        {"cancelled", {}}}},
      {Noun::invitation,
       "invitations",
       "id",
       {{"invited", {"won", "declined", "lost", "expired", "released"}},
        {"expired", {"won", "declined", "lost"}},
        {"declined", {"won"}},
        {"won", {"released", "done"}},
        {"lost", {"invited", "won", "declined"}},
        {"released", {"won"}},
        {"done", {}}}},
      {Noun::visit,
       "visits",
       "id",
       {{"agreed", {"started", "ended", "missed", "called_off"}},
        {"started", {"ended", "called_off"}},
        {"ended", {}},
        {"missed", {}},
        {"called_off", {}}}},
      {Noun::report,
       "hour_reports",
       "visit",
       {{"held", {"stands"}},
        {"said", {"disputed", "stands"}},
        {"disputed", {"stands"}},
        {"stands", {}}}},
      {Noun::series,
       "series",
       "id",
       {{"asked", {"active", "ended"}}, {"active", {"ended"}}, {"ended", {}}}},
      {Noun::incident,
       "incidents",
       "id",
       {{"open", {"mine", "clear"}}, {"mine", {"clear"}}, {"clear", {}}}},
      {Noun::worry,
       "worries",
       "id",
       {{"open", {"answered"}}, {"answered", {"closed", "open"}}, {"closed", {}}}},
      {Noun::part,
       "outbox",
       "id",
       {{"queued", {"sent", "delivered", "read", "failed", "unknown", "held", "expired"}},
        {"held", {"queued", "failed", "expired"}},
        {"unknown", {"queued", "sent", "delivered", "read", "failed", "expired"}},
        {"sent", {"held", "delivered", "read", "failed"}},
        {"delivered", {"read"}},
        {"read", {}},
        {"failed", {}},
        {"expired", {}}}},
  };
  return all;
}

const Drawing& drawing_of(Noun noun) {
  return *std::find_if(drawings().begin(), drawings().end(),
                       [&](const Drawing& drawing) { return drawing.noun == noun; });
}

}  // namespace

const Steps& steps_of(Noun noun) { return drawing_of(noun).steps; }

bool may_become(Noun noun, std::string_view from, std::string_view to) {
  const auto& steps = steps_of(noun);
  const auto found = steps.find(from);
  return found != steps.end() &&
         std::find(found->second.begin(), found->second.end(), to) != found->second.end();
}

Moved move_to(Transaction& tx, Noun noun, Id id, std::string_view to) {
  const auto& drawing = drawing_of(noun);
  const std::string table(drawing.table);
  const std::string key(drawing.key);
  const auto row = tx.row<std::string>(
      "SELECT state FROM " + table + " WHERE " + key + " = :a" + for_update(tx), {id});
  if (!row) throw std::logic_error("there is no such row in " + table);
  const auto& from = std::get<0>(*row);
  if (from == to) return Moved::was_there;
  if (!may_become(noun, from, to))
    throw std::logic_error("a row in " + table + " cannot go from " + from + " to " +
                           std::string(to));
  tx.run("UPDATE " + table + " SET state = :a WHERE " + key + " = :b", {std::string(to), id});
  return Moved::yes;
}

}  // namespace kindbank::store
