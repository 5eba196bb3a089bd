#include "store/erasure.h"

#include "store/columns.h"
#include "store/contacts.h"
#include "store/invitations.h"
#include "store/jobs.h"
#include "store/links.h"
#include "store/members.h"
#include "store/messages.h"
#include "store/notes.h"
#include "store/offers.h"
#include "store/pieces.h"
#include "store/preferences.h"
#include "store/requests.h"

namespace kindbank::store {
namespace {

void redact_all(Transaction& tx, const std::string& column, std::int64_t whose) {
  for (const auto& [message] :
       tx.rows<Id>("SELECT id FROM messages WHERE " + column + " = :a ORDER BY id", {whose}))
    redact(tx, message);
}

// The row stays, since the log of messages and the incidents refer to it; it has the mailbox of
// nobody.
void erase_mailbox(Transaction& tx, const Address& mailbox, Time now) {
  set_stopped(tx, mailbox, now);
  const auto contact = find_contact(tx, mailbox);
  if (!contact) return;
  redact_all(tx, "contact", contact->id);
  drop_pieces(tx, contact->id);
  const auto nobody = Address{"erased", std::to_string(contact->id)}.text();
  tx.run("DELETE FROM member_addresses WHERE contact = :a", {contact->id});
  tx.run(
      R"(UPDATE contacts SET address_hash = :a, address_sealed = :b, conversation_sealed = NULL,
                             wakes_at = NULL, member = NULL, unreplyable = 1
         WHERE id = :c)",
      {tx.sealer().lookup(nobody), value(tx.sealer().seal(nobody)), contact->id});
}

// Of what is not theirs alone: what they said there, and the talk where it was theirs.
void leave_mailboxes(Transaction& tx, std::int64_t member) {
  for (const auto& contact : contacts_of_member(tx, member)) {
    if (contact.member == member) save_conversation(tx, contact.id, "", std::nullopt);
    unlink_member(tx, contact.id, member);
  }
  drop_link(tx, member);
  redact_all(tx, "member", member);
}

void cancel_requests(Transaction& tx, std::int64_t member, Time now) {
  for (const auto& request : requests(tx, member)) {
    if (request.state != "waiting" && request.state != "open") continue;
    set_request_state(tx, request.id, "cancelled");
    for (const auto& invitation : invitations_of_request(tx, request.id))
      if (invitation.state == "invited") set_invitation_state(tx, invitation.id, "released", now);
  }
  forget_notes_of(tx, member);
  tx.run("UPDATE requests SET need_sealed = NULL WHERE member = :a OR subject = :b",
         {member, member});
}

void ask_no_more(Transaction& tx, std::int64_t member, Time now) {
  for (const auto& offer : offers(tx, member)) set_offer_state(tx, offer.id, "left");
  for (const auto& invitation : invitations_of_member(tx, member))
    if (invitation.state == "invited") set_invitation_state(tx, invitation.id, "released", now);
  tx.run("UPDATE notices SET facts_sealed = :a, done_at = COALESCE(done_at, :b) WHERE member = :c",
         {value(tx.sealer().seal("{}")), value(now), member});
}

// Of danger the words are kept for as long as the safeguarding board says, like those of a crisis;
// of what nobody has answered yet until somebody has.
void forget_worries(Transaction& tx, std::int64_t member) {
  tx.run(
      "UPDATE worries SET text_sealed = NULL, outcome_sealed = NULL "
      "WHERE member = :a AND kind <> 'unsafe' AND state <> 'open'",
      {member});
}

std::vector<std::string> agreed_jobs(Transaction& tx, std::int64_t member) {
  std::vector<std::string> codes;
  for (const auto& job : open_jobs(tx, member))
    if (job.side != OpenJob::Side::helped) codes.push_back(job.code);
  return codes;
}

}  // namespace

Erasure erasure_of(Transaction& tx, std::int64_t member) {
  Erasure erasure{member, {}};
  for (const auto& contact : contacts_of_member(tx, member))
    if (members_of_contact(tx, contact.id).size() == 1)
      erasure.mailboxes.push_back(contact.address);
  return erasure;
}

Address as_address(std::int64_t member) { return {"member", std::to_string(member)}; }

Result<void> log_erasure(RightsLog& log, const Erasure& erasure, Time now) {
  auto erased = erasure.mailboxes;
  if (erasure.member != 0) erased.push_back(as_address(erasure.member));
  for (const auto& address : erased)
    if (auto logged = log.append(RightsLog::Kind::erase, address, now); !logged) return logged;
  return {};
}

std::vector<std::string> erase(Transaction& tx, const Erasure& erasure, Time now) {
  for (const auto& mailbox : erasure.mailboxes) erase_mailbox(tx, mailbox, now);
  const auto member = find_member(tx, erasure.member);
  if (!member) return {};
  leave_mailboxes(tx, member->number);
  cancel_requests(tx, member->number, now);
  ask_no_more(tx, member->number, now);
  forget_worries(tx, member->number);
  tx.run(
      "UPDATE members SET first_name_sealed = NULL, emergency_sealed = NULL, street_sealed = NULL, "
      "house_sealed = NULL, street_used_at = NULL, sector = '', name_hash = '' "
      "WHERE number = :a",
      {member->number});
  describe_member(tx, member->number, "");
  set_member_state(tx, member->number, "left");
  return agreed_jobs(tx, member->number);
}

}  // namespace kindbank::store
