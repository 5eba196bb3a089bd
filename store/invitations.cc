#include "store/invitations.h"

#include "store/columns.h"
#include "store/states.h"

namespace kindbank::store {
namespace {

std::vector<Invitation> select_invitations(Transaction& tx, const std::string& rest,
                                           const Values& values) {
  std::vector<Invitation> found;
  for (auto& [id, request, member, wave, state, why, asked_at, answered_at, times] :
       tx.rows<Id, Id, std::int64_t, std::int64_t, std::string, std::string, std::int64_t,
               std::optional<std::int64_t>, std::int64_t>(
           "SELECT id, request, member, wave, state, why, asked_at, answered_at, times FROM "
           "invitations " +
               rest,
           values))
    found.push_back({id, request, member, static_cast<int>(wave), state, why, from_millis(asked_at),
                     maybe_time(answered_at), static_cast<int>(times)});
  return found;
}

std::optional<Invitation> select_invitation(Transaction& tx, const std::string& rest,
                                            const Values& values) {
  auto found = select_invitations(tx, rest, values);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Inserted insert_invitation(Transaction& tx, const Invitation& invitation) {
  const auto inserted = tx.run(
      R"(INSERT INTO invitations (id, request, member, wave, state, why, asked_at, answered_at,
                                  times)
         VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i) ON CONFLICT (request, member) DO NOTHING)",
      {invitation.id, invitation.request, invitation.member, value(invitation.wave),
       invitation.state, invitation.why, value(invitation.asked_at), value(invitation.answered_at),
       value(invitation.times)});
  return inserted == 1 ? Inserted::yes : Inserted::was_there;
}

void invite_again(Transaction& tx, Id id, int wave, Time now) {
  move_to(tx, Noun::invitation, id, "invited");
  tx.run(
      "UPDATE invitations SET wave = :a, asked_at = :b, answered_at = NULL, times = times + 1 "
      "WHERE id = :c",
      {value(wave), value(now), id});
}

void set_asked_at(Transaction& tx, Id id, Time now) {
  tx.run("UPDATE invitations SET asked_at = :a WHERE id = :b", {value(now), id});
}

std::optional<Invitation> find_invitation(Transaction& tx, Id id) {
  return select_invitation(tx, "WHERE id = :a", {id});
}

std::optional<Invitation> find_invitation(Transaction& tx, Id request, std::int64_t member) {
  return select_invitation(tx, "WHERE request = :a AND member = :b", {request, member});
}

std::vector<Invitation> invitations(Transaction& tx) {
  return select_invitations(tx, "ORDER BY asked_at, request, wave, member", {});
}

std::vector<Invitation> invitations_of_request(Transaction& tx, Id request) {
  return select_invitations(tx, "WHERE request = :a ORDER BY asked_at, wave, member", {request});
}

std::vector<Invitation> invitations_of_member(Transaction& tx, std::int64_t member) {
  return select_invitations(
      tx, "WHERE member = :a AND state = 'invited' ORDER BY asked_at DESC, id DESC", {member});
}

std::optional<Invitation> last_invitation(Transaction& tx, std::int64_t member) {
  return select_invitation(tx, "WHERE member = :a ORDER BY asked_at DESC, id DESC LIMIT 1",
                           {member});
}

void set_invitation_state(Transaction& tx, Id id, const std::string& state, Time now) {
  if (move_to(tx, Noun::invitation, id, state) == Moved::was_there || state == "done") return;
  tx.run("UPDATE invitations SET answered_at = :a WHERE id = :b", {value(now), id});
}

void put_exclusion(Transaction& tx, const Exclusion& exclusion) {
  tx.run(
      R"(INSERT INTO exclusions (request, member, reason) VALUES (:a, :b, :c)
         ON CONFLICT (request, member) DO UPDATE SET reason = excluded.reason)",
      {exclusion.request, exclusion.member, exclusion.reason});
}

std::vector<Exclusion> exclusions_of_request(Transaction& tx, Id request) {
  std::vector<Exclusion> found;
  for (auto& [member, reason] : tx.rows<std::int64_t, std::string>(
           "SELECT member, reason FROM exclusions WHERE request = :a ORDER BY member", {request}))
    found.push_back({request, member, reason});
  return found;
}

}  // namespace kindbank::store
