// A few members who ask and offer, for the tests of the bank's tables.
#pragma once

#include "store/contacts.h"
#include "store/invitations.h"
#include "store/members.h"
#include "store/offers.h"
#include "store/requests.h"
#include "tests/store/ledger.h"

namespace kindbank::store {

inline Address address_of(std::int64_t member) {
  return {"sms", "+44740012" + std::to_string(3450 + member)};
}

// A member with a mailbox, whose contact has the id 500 + number.
inline std::int64_t join(Transaction& tx, const std::string& name, const std::string& area,
                         const std::string& vetting = "V1") {
  Member member;
  member.first_name = name;
  member.area = area;
  member.sector = "SG1 1";
  member.vetting = vetting;
  member.joined_at = at_minute(0);
  const auto number = add_member(tx, member);
  contact_of(tx, address_of(number), "sms", 500 + number, at_minute(0));
  link_member(tx, 500 + number, number);
  return number;
}

inline std::int64_t join_and_offer(Transaction& tx, const std::string& area,
                                   const std::string& vetting = "V1") {
  const auto number = join(tx, "Helper", area, vetting);
  put_offer(tx, {600 + number, number, "garden", "weekends", "town", 2, "active", at_minute(0)});
  return number;
}

inline Request garden_request(Id id, const std::string& code, std::int64_t member) {
  Request request;
  request.id = id;
  request.code = code;
  request.member = member;
  request.subject = member;
  request.category = "garden";
  request.need = "the hedge is high";
  request.urgency = "week";
  request.area = "Old Town";
  request.vetting = "V1";
  request.door_word = "bluebell";
  request.created_at = at_minute(1);
  return request;
}

inline Invitation invitation(Id id, Id request, std::int64_t member, int minute = 2) {
  return {id, request, member, 1, "invited", "same area", at_minute(minute), std::nullopt};
}

}  // namespace kindbank::store
