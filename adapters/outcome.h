// What the answers to every platform, and of every platform, have in common.
#pragma once

#include <optional>

#include "adapters/channel.h"

namespace kindbank::adapters {

// A call that is not let in, answered by its status alone.
Refused refuse(int status, std::string why);

// No answer came: later where the request cannot have arrived, unknown where it may have.
Delivery unanswered(const NoAnswer& reply);

// What a status says that is neither the platform's own yes nor a refusal: unknown where the
// request may have been acted upon (a 5xx, a proxy's too, a 408, another 2xx), later for a
// redirect. Nothing for a refusal.
std::optional<Delivery> in_between(const HttpResponse& response);

// The seconds of a Retry-After header, a day at most. Nothing where there is none, or where it
// holds a date: no channel here sends one, and an adapter has no clock to compare it with.
std::optional<Duration> retry_after(const HttpResponse& response);

}  // namespace kindbank::adapters
