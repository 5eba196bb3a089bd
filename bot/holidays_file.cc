#include "bot/holidays_file.h"

#include <nlohmann/json.hpp>

#include "dialog/json.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;

void complain(std::vector<Finding>& findings, const std::string& file, std::string message) {
  findings.push_back({Finding::Level::error,
                      {file, 1, 1},
                      "bad-holidays",
                      std::move(message),
                      "Fetch https://www.gov.uk/bank-holidays.json and keep it as it is."});
}

bool is_date(const std::string& text) {
  return text.size() == 10 && read_local_time(text).has_value();
}

}  // namespace

void read_holidays(std::string_view text, const std::string& file, const std::string& division,
                   bank::Town& town, std::vector<Finding>& findings) {
  const auto read = read_json(text);
  if (!read) return complain(findings, file, "This is no JSON: " + read.error().message + ".");
  try {
    for (const auto& event : read->at(division).at("events")) {
      auto date = event.at("date").get<std::string>();
      if (!is_date(date)) return complain(findings, file, "'" + date + "' is no date.");
      town.holidays.insert(std::move(date));
    }
  } catch (const nlohmann::json::exception&) {
    return complain(findings, file, "There are no events with dates for " + division + ".");
  }
  if (town.holidays.empty()) complain(findings, file, "There is no day for " + division + ".");
}

}  // namespace kindbank::bot
