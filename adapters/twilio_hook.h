// What Twilio tells us: texts that came in and what became of those that went out. A call is kept
// only when it carries Twilio's signature over the very URL and fields that arrived.
#pragma once

#include <string>

#include "adapters/twilio.h"

namespace kindbank::adapters {

// Refused as by read_signed, and with 400 where there is no MessageSid.
Reading read_twilio(const TwilioAccount& account, const HttpRequest& request,
                    const std::string& url);

}  // namespace kindbank::adapters
