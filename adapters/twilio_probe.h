// What `kindbank doctor` asks Twilio about our account and number.
#pragma once

#include "adapters/twilio.h"

namespace kindbank::adapters {

std::vector<Probe> probe_twilio(const TwilioAccount& account, const std::string& hook);

}  // namespace kindbank::adapters
