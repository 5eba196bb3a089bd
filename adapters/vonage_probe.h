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

}  // namespace kindbank::adapters
