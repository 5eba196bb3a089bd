// What Vonage's SMS API calls us with: texts, pieces of texts and reports, signed by the account's
// signature secret.
#pragma once

#include <string>

#include "adapters/channel.h"
#include "adapters/signature.h"

namespace kindbank::adapters {

struct VonageSigning {
  std::string api_key;
  std::string secret;
  enum class Method { md5hash, hmac } method = Method::md5hash;
  Digest digest = Digest::md5;
};

// "md5hash", "md5", "sha1", "sha256", "sha512", as the account's settings name them; false for
// another word.
bool read_signature_method(const std::string& word, VonageSigning& signing);

// What is signed: "&name=value" of all fields but `sig`, sorted by their names.
std::string vonage_signature(const VonageSigning& signing, Fields fields);

Reading read_vonage_sms(const VonageSigning& signing, const HttpRequest& request, Time now);

}  // namespace kindbank::adapters
