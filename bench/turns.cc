// Writes a file of signed calls for wrk: a line each, the signature, a space and the form, as
// Twilio would send them. Members walk the ask flow to its end, a text a call, `window` of them
// side by side, so that somebody's next text comes long after the one before it was answered.
//
//   bench_turns FIRST_MEMBER MEMBERS WINDOW URL TOKEN >FILE
//
// The same member numbers give the same file.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "adapters/http.h"
#include "adapters/signature.h"

namespace {

using kindbank::adapters::Fields;

constexpr std::array<const char*, 6> texts = {"HELP", "1", "2", "3", "YES", "1"};

// The handles that bench_fill gives its members.
std::string handle_of(long member) { return "+447" + std::to_string(400'000'000 + member); }

Fields call(long member, std::size_t step) {
  std::array<char, 40> sid{};
  std::snprintf(sid.data(), sid.size(), "SM%031lx%01zx", member, step);
  return {{"ToCountry", "GB"},
          {"ToState", ""},
          {"SmsMessageSid", sid.data()},
          {"NumMedia", "0"},
          {"ToCity", ""},
          {"FromZip", ""},
          {"SmsSid", sid.data()},
          {"FromState", ""},
          {"SmsStatus", "received"},
          {"FromCity", ""},
          {"Body", texts[step]},
          {"FromCountry", "GB"},
          {"To", "+447400111222"},
          {"ToZip", ""},
          {"NumSegments", "1"},
          {"MessageSid", sid.data()},
          {"AccountSid", "AC0123456789abcdef0123456789abcdef"},
          {"From", handle_of(member)},
          {"ApiVersion", "2010-04-01"}};
}

std::string signature(const std::string& url, const std::string& token, const Fields& fields) {
  const std::map<std::string, std::string> sorted(fields.begin(), fields.end());
  std::string text = url;
  for (const auto& [name, value] : sorted) text += name + value;
  return kindbank::adapters::base64_encode(kindbank::adapters::hmac_sha1(token, text));
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::fputs("usage: bench_turns FIRST_MEMBER MEMBERS WINDOW URL TOKEN\n", stderr);
    return 2;
  }
  const long first = std::atol(words[1]);
  const long end = first + std::atol(words[2]);
  const long window = std::max(1L, std::atol(words[3]));
  for (long from = first; from < end; from += window)
    for (std::size_t step = 0; step < texts.size(); ++step)
      for (long member = from; member < std::min(from + window, end); ++member) {
        const auto fields = call(member, step);
        std::printf("%s %s\n", signature(words[4], words[5], fields).c_str(),
                    kindbank::adapters::write_form(fields).c_str());
      }
  return 0;
}
