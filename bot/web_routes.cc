#include "bot/web_routes.h"

#include <algorithm>
#include <set>
#include <string>

#include "bot/web_head.h"

namespace kindbank::bot {
namespace {

bool covers(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with("/*")) return pattern == path;
  pattern.remove_suffix(1);
  return path.size() > pattern.size() && path.starts_with(pattern);
}

bool takes(const Route& route, std::string_view method) {
  return route.method == method || (method == "HEAD" && route.method == "GET");
}

// An exact path before any pattern, a longer pattern before a shorter one.
bool closer(const Route& left, const Route& right) {
  const bool left_exact = !left.path.ends_with("/*");
  const bool right_exact = !right.path.ends_with("/*");
  if (left_exact != right_exact) return left_exact;
  return left.path.size() > right.path.size();
}

}  // namespace

tl::expected<const Route*, adapters::HttpResponse> find_route(const std::vector<Route>& routes,
                                                              std::string_view method,
                                                              std::string_view path) {
  const Route* best = nullptr;
  std::set<std::string> allowed;
  for (const auto& route : routes) {
    if (!covers(route.path, path)) continue;
    allowed.insert(route.method);
    if (route.method == "GET") allowed.insert("HEAD");
    if (takes(route, method) && (best == nullptr || closer(route, *best))) best = &route;
  }
  if (best != nullptr) return best;
  if (allowed.empty()) return tl::make_unexpected(plain(404, "There is nothing here."));
  std::string list;
  for (const auto& name : allowed) list += (list.empty() ? "" : ", ") + name;
  auto refusal = plain(405, "This method is not served here.");
  refusal.headers.emplace_back("Allow", std::move(list));
  return tl::make_unexpected(std::move(refusal));
}

}  // namespace kindbank::bot
