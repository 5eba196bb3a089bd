// Which route a request belongs to. Paths are compared as they are on the wire, byte by byte: an
// escaped letter is another path.
#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "bot/web.h"

namespace kindbank::bot {

// The error is the whole answer: 404 where no route has the path, 405 with Allow where one has it
// for other methods. The route lives as long as `routes`.
tl::expected<const Route*, adapters::HttpResponse> find_route(const std::vector<Route>& routes,
                                                              std::string_view method,
                                                              std::string_view path);

}  // namespace kindbank::bot
