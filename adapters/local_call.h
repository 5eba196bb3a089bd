// Who may speak to the phone simulator: a page or a program of this machine, and nobody through it.
// A browser lets a page of another site send JSON only after asking, which nothing here answers;
// the Host is looked at because a name of theirs may be made to point to this machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http.h"

namespace kindbank::adapters {

bool is_loopback(std::string_view host);
// Whether the URL's host is this machine itself.
bool is_loopback_url(std::string_view url);

// Why such a call is refused, and with which status: 403 for one that was forwarded, for another
// Host and for another site's Origin, 415 for a POST that is not JSON. Nothing: it may go on.
struct Refusal {
  int status = 403;
  std::string why;
};
std::optional<Refusal> refuse_stranger(const HttpRequest& request);

}  // namespace kindbank::adapters
