#include "adapters/notify_status.h"

#include <array>
#include <nlohmann/json.hpp>

#include "adapters/json_fields.h"
#include "adapters/phone.h"

namespace kindbank::adapters {

std::optional<NotifyStatus> notify_status(std::string_view status) {
  struct Row {
    std::string_view status;
    NotifyStatus known;
  };
  static constexpr std::array rows = {
      Row{"created", {Rung::queued, ""}},
      Row{"sending", {Rung::sent, ""}},
      Row{"pending", {Rung::sent, ""}},
      Row{"sent", {Rung::sent, ""}},  // abroad, where no network says more
      Row{"delivered", {Rung::delivered, ""}},
      Row{"permanent-failure",
          {Rung::failed, "the network says that this number does not exist or takes no texts"}},
      Row{"temporary-failure", {Rung::failed, "the phone was off or out of reach for three days"}},
      Row{"technical-failure",
          {Rung::failed, "Notify could not hand it to the network", Report::Again::later}},
  };
  for (const Row& row : rows)
    if (row.status == status) return row.known;
  return std::nullopt;
}

Inbound read_notify_text(const nlohmann::json& entry, const char* sender_key,
                         const char* text_key) {
  const auto from = text_at(entry, sender_key);
  const auto text = text_at(entry, text_key);
  auto sender = read_sender(from.text);
  Inbound inbound;
  inbound.from = {"sms", std::move(sender.handle)};
  inbound.provider_id = text_at(entry, "id").text;
  inbound.message.text = text.text;
  inbound.replyable = sender.replyable;
  inbound.repaired = from.changed || text.changed;
  return inbound;
}

}  // namespace kindbank::adapters
