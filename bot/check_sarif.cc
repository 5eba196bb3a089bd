// {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"kindbank","rules":[{"id":"unknown-key"}]}},
//   "results":[{"ruleId":"unknown-key","ruleIndex":0,"level":"error","message":{"text":"..."},
//     "locations":[{"physicalLocation":{"artifactLocation":{"uri":"flows/ask.yaml"},
//                                       "region":{"startLine":5,"startColumn":36}}}]}]}]}
#include <algorithm>
#include <nlohmann/json.hpp>

#include "bot/check.h"
#include "bot/rules.h"
#include "dialog/json.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;
using nlohmann::json;

// A path as a reference: what may not stand in one is written %20.
std::string uri_of(const std::string& path) {
  constexpr std::string_view plain = "-._~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const auto byte = static_cast<unsigned char>(c);
    if (letter || plain.find(c) != plain.npos) {
      uri += c;
    } else {
      uri += {'%', digits[byte / 16], digits[byte % 16]};
    }
  }
  return uri;
}

// What has no line is no file: a flag, or a variable of the environment.
json location_of(const dialog::Place& place) {
  if (place.line < 1) return {{"logicalLocations", {{{"fullyQualifiedName", place.file}}}}};
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(place.file)}}},
            {"region", {{"startLine", place.line}, {"startColumn", std::max(place.column, 1)}}}}}};
}

json rule_of(const std::string& code) {
  json written = {{"id", code}};
  const Rule* rule = find_rule(code);
  if (rule == nullptr) return written;
  written["shortDescription"] = {{"text", rule->wrong}};
  written["help"] = {{"text", rule->cure}};
  const bool warning = rule->level == Rule::Level::warning;
  written["defaultConfiguration"] = {{"level", warning ? "warning" : "error"}};
  return written;
}

}  // namespace

std::string sarif_of(const std::vector<Finding>& findings) {
  std::vector<std::string> codes;
  for (const auto& one : findings) codes.push_back(one.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  json rules = json::array();
  for (const auto& code : codes) rules.push_back(rule_of(code));
  json results = json::array();
  for (const auto& one : findings) {
    const auto rule = std::lower_bound(codes.begin(), codes.end(), one.code) - codes.begin();
    results.push_back(
        {{"ruleId", one.code},
         {"ruleIndex", rule},
         {"level", one.level == Finding::Level::error ? "error" : "warning"},
         {"message", {{"text", one.message + (one.hint.empty() ? "" : " ") + one.hint}}},
         {"locations", json::array({location_of(one.place)})}});
  }
  const json driver = {{"name", "kindbank"}, {"rules", std::move(rules)}};
  const json run = {{"tool", {{"driver", driver}}},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(results)}};
  return write_json({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", json::array({run})}});
}

}  // namespace kindbank::bot
