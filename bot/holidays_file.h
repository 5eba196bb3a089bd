// The bank holidays of the town, as https://www.gov.uk/bank-holidays.json publishes them: the file
// is kept as it is.
//
//   {"england-and-wales": {"division": "england-and-wales", "events": [
//      {"title": "Christmas Day", "date": "2026-12-25", "notes": "", "bunting": true}, ...]},
//    "scotland": {...}, "northern-ireland": {...}}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank/town.h"

namespace kindbank::bot {

inline constexpr std::string_view default_division = "england-and-wales";

void read_holidays(std::string_view json, const std::string& file, const std::string& division,
                   bank::Town& town, std::vector<dialog::Finding>& findings);

}  // namespace kindbank::bot
