// The fields of a call from Twilio, kept only when it carries Twilio's signature over the very URL
// and fields that arrived.
#pragma once

#include <string>
#include <variant>

#include "adapters/twilio.h"

namespace kindbank::adapters {

// 400 without a signature or with a form that cannot be read (what cannot be read cannot be
// verified), 403 for a wrong signature or another account, 405 for other methods than GET and POST.
// `url` is the public URL of the call, with its query as on the wire.
std::variant<Fields, Refused> read_signed(const TwilioAccount& account, const HttpRequest& request,
                                          const std::string& url);

}  // namespace kindbank::adapters
