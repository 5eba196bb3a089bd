// What a member was told or asked, in which wording, and what they said; only ever added to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace kindbank::store {

struct Consent {
  enum class Given { yes, no };

  Id id = 0;
  std::int64_t member = 0;
  std::string kind;         // "keep_details", "invitations"
  std::string wording;      // the flow and its file's hash: "join/1f3a..."
  std::string translation;  // that was read of it: "pl/77c0..."; "": the flow's own English
  std::string channel;
  Given given = Given::yes;
  Time at{};
  bool operator==(const Consent&) const = default;
};

void insert_consent(Transaction& tx, const Consent& consent);
std::vector<Consent> consents(Transaction& tx, std::optional<std::int64_t> member = std::nullopt);
// The last word on this kind counts; never asked is no.
bool has_consent(Transaction& tx, std::int64_t member, const std::string& kind);

}  // namespace kindbank::store
