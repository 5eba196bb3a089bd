// What Notify's hook and its REST API write alike: the words for what became of a text, and a text
// that came in.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "adapters/channel.h"

namespace kindbank::adapters {

struct NotifyStatus {
  Rung rung = Rung::queued;
  std::string_view why;  // where it failed
  Report::Again again = Report::Again::no;
};

// Nothing for a word that is not known.
std::optional<NotifyStatus> notify_status(std::string_view status);

// The sender and the words stand under other names in a callback than in the list.
Inbound read_notify_text(const nlohmann::json& entry, const char* sender_key, const char* text_key);

}  // namespace kindbank::adapters
