// Names come and go without notice, so what is signed is whatever arrived: base64(HMAC-SHA1(auth
// token, URL + each name and value, sorted by name)). With GET the fields are in the query. A body
// that is no form is vouched for by bodySHA256 in the signed query. There is no timestamp.
#include "adapters/twilio_signed.h"

#include <algorithm>
#include <set>

#include "adapters/outcome.h"
#include "adapters/signature.h"

namespace kindbank::adapters {
namespace {

// The fields of a call, and which of them are signed beside the URL.
struct Call {
  Fields fields;
  bool form = false;  // the fields came in the body: they are signed by name
};

bool is_form(const HttpRequest& request) {
  constexpr std::string_view form = "application/x-www-form-urlencoded";
  std::string type = header(request.headers, "Content-Type").value_or(std::string(form));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return request.method == "POST" && type.starts_with(form);
}

std::optional<Call> read_call(const HttpRequest& request) {
  const bool form = is_form(request);
  auto fields = read_form(form ? request.body : query_of(request.target));
  if (!fields) return std::nullopt;
  return Call{std::move(*fields), form};
}

// A repeated name is signed once for each different value, in their order.
std::string signed_fields(const Fields& fields) {
  const std::set<std::pair<std::string, std::string>> sorted(fields.begin(), fields.end());
  std::string text;
  for (const auto& [name, value] : sorted) text += name + value;
  return text;
}

// The URL as configured, with the port of its scheme, and without any port: Twilio signs any of
// them.
std::vector<std::string> url_variants(const std::string& url) {
  std::vector<std::string> variants = {url};
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return variants;
  const auto start = scheme + 3;
  const auto end = std::min(url.find_first_of("/?#", start), url.size());
  const std::string authority = url.substr(start, end - start);
  const auto host = authority.rfind('@') == std::string::npos ? 0 : authority.rfind('@') + 1;
  const auto bracket = authority.find(']', host);
  const auto port = authority.find(':', bracket == std::string::npos ? host : bracket);
  const std::string before = url.substr(0, start);
  const std::string after = url.substr(end);
  if (port == std::string::npos) {
    variants.push_back(before + authority + (url.starts_with("https") ? ":443" : ":80") + after);
  } else {
    variants.push_back(before + authority.substr(0, port) + after);
  }
  return variants;
}

// An apostrophe stands in a URL as it is, and Twilio signs it as %27.
std::string quotes_encoded(const std::string& url) {
  const auto query = std::min(url.find('?'), url.size());
  std::string encoded = url.substr(0, query);
  for (const char c : url.substr(query)) {
    if (c == '\'') {
      encoded += "%27";
    } else {
      encoded += c;
    }
  }
  return encoded;
}

bool is_signed(const std::string& token, const std::string& url, const std::string& fields,
               const std::string& signature) {
  const auto given = base64_decode(signature);
  if (!given) return false;
  for (const std::string& variant : url_variants(url)) {
    for (const std::string& written : {variant, quotes_encoded(variant)}) {
      if (same_secret(hmac_sha1(token, written + fields), *given)) return true;
    }
  }
  return false;
}

bool is_vouched(const HttpRequest& request) {
  const auto query = read_form(query_of(request.target));
  const auto given = query ? hex_decode(field(*query, "bodySHA256")) : std::nullopt;
  return given && same_secret(sha256(request.body), *given);
}

}  // namespace

std::variant<Fields, Refused> read_signed(const TwilioAccount& account, const HttpRequest& request,
                                          const std::string& url) {
  if (request.method != "POST" && request.method != "GET")
    return refuse(405, "the method is neither POST nor GET");
  const auto signature = header(request.headers, "X-Twilio-Signature");
  if (!signature || signature->empty()) return refuse(400, "X-Twilio-Signature is missing");
  const auto call = read_call(request);
  if (!call) return refuse(400, "the form cannot be read");
  const std::string fields = call->form ? signed_fields(call->fields) : "";
  if (!is_signed(account.auth_token, url, fields, *signature))
    return refuse(403, "the signature is wrong");
  if (request.method == "POST" && !call->form && !is_vouched(request))
    return refuse(403, "bodySHA256 does not fit the body");
  if (field(call->fields, "AccountSid") != account.account_sid)
    return refuse(403, "the call is about another Twilio account");
  return call->fields;
}

}  // namespace kindbank::adapters
