// The lines of a CSV file of which each record is one: what the open files of public offices are.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank::bot {

// Without its line end, and the first line without a byte order mark. False at the end.
bool read_csv_line(std::istream& in, std::string& line);

// The fields without their quotes; nothing where a quote is left open.
std::optional<std::vector<std::string>> split_csv(std::string_view line);

// Whether a column has that name, in any case; # stands for a digit: "lad##cd" is LAD25CD.
bool is_column(std::string_view name, std::string_view pattern);

}  // namespace kindbank::bot
