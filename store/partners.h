// The organisations that the bank is run with. A member whom one of them brought is its own: its
// coordinators see no others, and those of the town see everybody.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Partner {
  std::string code;  // "SIP": what somebody texts first, with digits behind it or without
  std::string name;
  bool operator==(const Partner&) const = default;
};

// Those of the settings: what is there already gets its new name.
void put_partners(Transaction& tx, const std::vector<Partner>& partners);
std::vector<Partner> partners(Transaction& tx);
std::optional<Partner> find_partner(Transaction& tx, const std::string& code);

// "" where they are the town's own.
std::string partner_of_member(Transaction& tx, std::int64_t number);
std::string partner_of_contact(Transaction& tx, Id contact);
void set_partner_of_member(Transaction& tx, std::int64_t number, const std::string& code);
void set_partner_of_contact(Transaction& tx, Id contact, const std::string& code);
std::set<std::int64_t> members_of_partner(Transaction& tx, const std::string& code);

}  // namespace kindbank::store
