// Who coordinates, and where they are reached. The settings seed the table once in a ledger's life;
// from then on the table is the truth, even where the last of them was removed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialog/message.h"
#include "store/database.h"

namespace kindbank::store {

struct Coordinator {
  Id id = 0;
  std::string name;
  std::vector<Address> addresses;
  std::vector<std::string> digest;  // "08:00"
  std::string on_call;              // "always"
  std::string partner = {};         // the code of their organisation; "": the town's, who see all
  bool operator==(const Coordinator&) const = default;
};

// An Address belongs to one coordinator; where it was another's, std::runtime_error.
void add_coordinator(Transaction& tx, const Coordinator& coordinator);
bool remove_coordinator(Transaction& tx, Id id);
std::vector<Coordinator> coordinators(Transaction& tx);
bool is_coordinator(Transaction& tx, const Address& address);
std::optional<Coordinator> find_coordinator(Transaction& tx, const Address& address);

// Does nothing where there is a coordinator, or was one at an earlier call. Settings that name
// nobody seed nothing: those of a later day may.
void seed_coordinators(Transaction& tx, const std::vector<Coordinator>& from_settings);

}  // namespace kindbank::store
