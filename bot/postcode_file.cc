#include "bot/postcode_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "bot/csv_line.h"
#include "dialog/read_postcode.h"

namespace kindbank::bot {
namespace {

constexpr double beside_metres = 400;
constexpr int least_pairs = 3;
constexpr int least_share = 10;  // a tenth
constexpr double metres_a_degree = 111'320;
constexpr double pi = 3.14159265358979323846;

struct Columns {
  std::size_t postcode = 0;
  std::size_t ended = 0;
  std::size_t district = 0;
  std::size_t ward = 0;
  std::size_t latitude = 0;
  std::size_t longitude = 0;
  std::size_t count = 0;
};

Result<Columns> read_columns(std::string_view header, const std::string& file) {
  const auto names = split_csv(header);
  if (!names) return fail(file + ":1: a quote is left open");
  Columns columns;
  columns.count = names->size();
  struct Wanted {
    std::size_t Columns::*column;
    std::vector<std::string_view> patterns;  // as the editions call it
  };
  const std::vector<Wanted> all = {{&Columns::postcode, {"pcds"}},
                                   {&Columns::ended, {"doterm"}},
                                   {&Columns::district, {"oslaua", "lad##cd", "laua"}},
                                   {&Columns::ward, {"osward", "wd##cd", "ward"}},
                                   {&Columns::latitude, {"lat"}},
                                   {&Columns::longitude, {"long"}}};
  for (const auto& wanted : all) {
    const auto& patterns = wanted.patterns;
    const auto found = std::find_if(names->begin(), names->end(), [&](const std::string& name) {
      return std::any_of(patterns.begin(), patterns.end(),
                         [&](std::string_view pattern) { return is_column(name, pattern); });
    });
    if (found == names->end())
      return fail(file + ":1: there is no column " + std::string(patterns.front()) +
                  ", so this is no ONS postcode file");
    columns.*wanted.column = static_cast<std::size_t>(found - names->begin());
  }
  return columns;
}

// "SG1 1AA" lies in the sector "SG1 1".
std::optional<std::string> sector_of(std::string_view postcode) {
  if (postcode.size() < 6 || postcode.size() > 8 || postcode[postcode.size() - 4] != ' ')
    return std::nullopt;
  return std::string(postcode.substr(0, postcode.size() - 2));
}

struct Spot {
  std::string sector;
  double east = 0;  // metres
  double north = 0;
};

struct Counted {
  std::map<std::string, int, std::less<>> everywhere;                   // of a sector
  std::map<std::string, std::map<std::string, int>, std::less<>> here;  // and of it in a ward
  std::vector<Spot> spots;
  int postcodes = 0;
};

void add_spot(Counted& counted, const std::string& sector, const std::string& latitude,
              const std::string& longitude) {
  const double lat = std::strtod(latitude.c_str(), nullptr);
  const double lon = std::strtod(longitude.c_str(), nullptr);
  if (latitude.empty() || std::abs(lat) > 90) return;
  counted.spots.push_back(
      {sector, lon * metres_a_degree * std::cos(lat * pi / 180), lat * metres_a_degree});
}

Result<void> count_line(Counted& counted, const Columns& columns, std::string_view line,
                        const std::string& where, const std::string& district) {
  const auto fields = split_csv(line);
  if (!fields) return fail(where + "a quote is left open");
  if (fields->size() != columns.count)
    return fail(where + "there are " + std::to_string(fields->size()) + " columns, and " +
                std::to_string(columns.count) + " in the first line");
  const auto& postcode = (*fields)[columns.postcode];
  const auto sector = sector_of(postcode);
  if (!sector) return fail(where + "'" + postcode + "' is no postcode");
  if (!(*fields)[columns.ended].empty()) return {};
  ++counted.everywhere[*sector];
  if ((*fields)[columns.district] != district) return {};
  if (!dialog::read_postcode(postcode)) return fail(where + "'" + postcode + "' is no postcode");
  const auto& ward = (*fields)[columns.ward];
  if (ward.empty()) return fail(where + "there is no ward");
  ++counted.here[*sector][ward];
  ++counted.postcodes;
  add_spot(counted, *sector, (*fields)[columns.latitude], (*fields)[columns.longitude]);
  return {};
}

Result<void> name_sectors(const Counted& counted, const WardNames& names, const std::string& file,
                          TownAreas& areas) {
  for (const auto& [sector, wards] : counted.here) {
    int here = 0;
    for (const auto& [ward, count] : wards) here += count;
    const int all = counted.everywhere.at(sector);
    if (here * least_share < all) {
      areas.left_out.push_back(sector + " (" + std::to_string(here) + " of " + std::to_string(all) +
                               ")");
      continue;
    }
    const auto most = std::max_element(
        wards.begin(), wards.end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    const auto name = names.find(most->first);
    if (!names.empty() && name == names.end())
      return fail(file + ": there is no name for the ward " + most->first);
    areas.sectors[sector] = names.empty() ? most->first : name->second;
  }
  return {};
}

// By squares as long as neighbours may be apart, so that only the nearest are compared.
void find_neighbours(const std::vector<Spot>& spots, TownAreas& areas) {
  using Square = std::pair<long, long>;
  struct Place {
    const std::string* area;
    const Spot* spot;
  };
  std::map<Square, std::vector<Place>> squares;
  for (const auto& spot : spots)
    if (const auto area = areas.sectors.find(spot.sector); area != areas.sectors.end())
      squares[{std::lround(spot.east / beside_metres), std::lround(spot.north / beside_metres)}]
          .push_back({&area->second, &spot});
  std::map<std::pair<std::string, std::string>, int> pairs;
  const auto compare = [&](const std::vector<Place>& some, const std::vector<Place>& others) {
    for (const auto& one : some)
      for (const auto& other : others)
        if (*one.area < *other.area &&
            std::hypot(one.spot->east - other.spot->east, one.spot->north - other.spot->north) <=
                beside_metres)
          ++pairs[{*one.area, *other.area}];
  };
  for (const auto& [square, places] : squares)
    for (long east = -1; east <= 1; ++east)
      for (long north = -1; north <= 1; ++north)
        if (const auto found = squares.find({square.first + east, square.second + north});
            found != squares.end())
          compare(places, found->second);
  for (const auto& [pair, count] : pairs)
    if (count >= least_pairs) areas.neighbours[pair.first].insert(pair.second);
}

// Plain where YAML reads it as it stands.
std::string quoted(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'
               ? true
               : (c >= '0' && c <= '9') || c == ' ' || c == '-';
  });
  if (plain && !name.empty() && name.front() != '-' && name.front() != ' ') return name;
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"";
}

}  // namespace

Result<TownAreas> read_postcode_file(std::istream& in, const std::string& file,
                                     const std::string& district, const WardNames& names) {
  std::string line;
  if (!read_csv_line(in, line)) return fail(file + ": there is nothing in it");
  const auto columns = read_columns(line, file);
  if (!columns) return tl::make_unexpected(columns.error());
  Counted counted;
  for (std::int64_t number = 2; read_csv_line(in, line); ++number) {
    if (line.empty()) continue;
    const auto where = file + ":" + std::to_string(number) + ": ";
    if (auto read = count_line(counted, *columns, line, where, district); !read)
      return tl::make_unexpected(read.error());
  }
  if (counted.postcodes == 0)
    return fail(file + ": no postcode that is used lies in the district " + district);
  TownAreas areas;
  areas.postcodes = counted.postcodes;
  if (auto named = name_sectors(counted, names, file, areas); !named)
    return tl::make_unexpected(named.error());
  find_neighbours(counted.spots, areas);
  return areas;
}

Result<WardNames> read_ward_names(std::istream& in, const std::string& file) {
  std::string line;
  if (!read_csv_line(in, line)) return fail(file + ": there is nothing in it");
  const auto header = split_csv(line);
  if (!header) return fail(file + ":1: a quote is left open");
  const auto column = [&](std::string_view pattern) {
    return static_cast<std::size_t>(
        std::find_if(header->begin(), header->end(),
                     [&](const auto& name) { return is_column(name, pattern); }) -
        header->begin());
  };
  const auto code = column("wd##cd");
  const auto name = column("wd##nm");
  if (code == header->size() || name == header->size())
    return fail(file + ":1: there are no columns like WD25CD and WD25NM");
  WardNames names;
  for (std::int64_t number = 2; read_csv_line(in, line); ++number) {
    if (line.empty()) continue;
    const auto fields = split_csv(line);
    if (!fields || fields->size() != header->size())
      return fail(file + ":" + std::to_string(number) +
                  ": this line has other columns than the first");
    names[(*fields)[code]] = (*fields)[name];
  }
  return names;
}

std::string write_areas(const TownAreas& areas, const std::string& district) {
  std::string text =
      "# Which neighbourhood a postcode sector lies in, and which lie beside one another: the "
      "wards of\n"
      "# the district " +
      district +
      ", out of the open postcode file of the Office for National\n"
      "# Statistics. To be checked by the town: a name has at most 14 characters, and is one that "
      "people\n"
      "# who live there use.\n"
      "#\n"
      "# Contains OS data (c) Crown copyright and database right, Royal Mail data (c) Royal Mail "
      "copyright\n"
      "# and database right, and National Statistics data (c) Crown copyright and database right. "
      "Licensed\n"
      "# under the Open Government Licence v3.0.\n";
  for (const auto& [sector, area] : areas.sectors) text += sector + ": " + quoted(area) + "\n";
  if (areas.neighbours.empty()) return text;
  text += "\nneighbours:\n";
  for (const auto& [area, others] : areas.neighbours) {
    text += "  " + quoted(area) + ": [";
    for (const auto& other : others) text += (other == *others.begin() ? "" : ", ") + quoted(other);
    text += "]\n";
  }
  return text;
}

}  // namespace kindbank::bot
