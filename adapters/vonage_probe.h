// What `kindbank doctor` asks Vonage about our account, by its key and secret.
#pragma once

#include <string>

#include "adapters/channel.h"

namespace kindbank::adapters {

// Whether the credentials are right and there is credit to send with.
Probe probe_vonage_credit(const std::string& base, const std::string& api_key,
                          const std::string& api_secret);

// Whether the application of that id hands its texts to `hook`.
Probe probe_vonage_application(const std::string& base, const std::string& api_key,
                               const std::string& api_secret, const std::string& application_id,
                               const std::string& hook);

// What a number of the account's should be.
struct VonageNumber {
  std::string digits;          // "447400111222"
  std::string application_id;  // that it is linked to, or ""
  std::string hook;            // that its texts go to where it has an address of its own, or ""
};
// At Vonage's older host, rest.nexmo.com.
Probe probe_vonage_number(const std::string& base, const std::string& api_key,
                          const std::string& api_secret, const VonageNumber& number);

// Without a secret: that somebody answers there, and what the time is.
Probe probe_vonage_clock(const std::string& base);

}  // namespace kindbank::adapters
