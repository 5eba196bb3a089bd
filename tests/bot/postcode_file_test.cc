// A town's areas out of the open postcode file: by a file as the Office for National Statistics
// writes it, and by what a broken download looks like.
#include "bot/postcode_file.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "bank/town.h"
#include "bot/holidays_file.h"
#include "bot/town_files.h"

namespace kindbank::bot {
namespace {

const std::string postcodes = KINDBANK_SOURCE_DIR "/tests/bot/postcodes/";
const std::string stevenage = "E07000243";

Result<TownAreas> read_areas_of(const std::string& text) {
  std::istringstream in(text);
  return read_postcode_file(in, "onspd.csv", stevenage, {});
}

TEST_CASE("a district's sectors are of the ward that most of their postcodes lie in") {
  std::ifstream wards(postcodes + "wards.csv", std::ios::binary);
  const auto names = read_ward_names(wards, "wards.csv");
  REQUIRE(names);
  std::ifstream in(postcodes + "onspd.csv", std::ios::binary);
  const auto areas = read_postcode_file(in, "onspd.csv", stevenage, *names);
  REQUIRE(areas);
  CHECK(areas->postcodes == 8);
  CHECK(areas->sectors == std::map<std::string, std::string>{{"SG1 1", "Bedwell"},
                                                             {"SG1 2", "Martin's Wood"},
                                                             {"SG2 0", "Chells"}});
  CHECK(areas->neighbours ==
        std::map<std::string, std::set<std::string>>{{"Bedwell", {"Martin's Wood"}}});
  CHECK(areas->left_out == std::vector<std::string>{"SG4 7 (1 of 11)"});

  const auto written = write_areas(*areas, stevenage);
  bank::Town town;
  auto yaml = dialog::read_yaml(written, "areas.yaml");
  bank::read_areas(yaml.root, town, yaml.findings);
  CHECK(yaml.findings.empty());
  CHECK(town.areas.at("SG1 2") == "Martin's Wood");
  CHECK(town.neighbours.at("Martin's Wood").count("Bedwell") == 1);
}

// As the Postcode Directory writes its columns, in their order.
const std::string directory_columns =
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
    "osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,"
    "npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua24,ru11ind,oac11,lat,long,"
    "lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21";

struct DirectoryRow {
  std::string postcode;  // "SG1 1AA"
  std::string ended = {};
  std::string district = stevenage;
  std::string ward;
  double north = 0;
  double east = 0;
};

// Each cell quoted, and the line ended as on Windows.
std::string directory_line(const DirectoryRow& row) {
  std::string line;
  std::istringstream columns(directory_columns);
  for (std::string column; std::getline(columns, column, ',');) {
    std::string cell = "X";
    if (column == "pcds") cell = row.postcode;
    if (column == "doterm") cell = row.ended;
    if (column == "oslaua") cell = row.district;
    if (column == "osward") cell = row.ward;
    if (column == "lat") cell = std::to_string(row.north);
    if (column == "long") cell = std::to_string(row.east);
    line += (line.empty() ? "\"" : ",\"") + cell + "\"";
  }
  return line + "\r\n";
}

TEST_CASE("a whole directory is read: 5,000 postcodes, quoted, some of them not used any more") {
  const std::string letters = "ABDEFGHJLNPQRSTUWXYZ";  // of the last two
  std::string text = "\xEF\xBB\xBF" + directory_columns + "\r\n";
  int used_here = 0;
  for (int number = 0; number < 5'000; ++number) {
    const int sector = number / 400;  // 13 of them
    const int place = number % 400;
    DirectoryRow row;
    row.postcode = (sector < 10 ? "SG1 " : "SG2 ") + std::to_string(sector % 10) +
                   letters.at(static_cast<std::size_t>(place / 20)) +
                   letters.at(static_cast<std::size_t>(place % 20));
    row.ended = number % 10 == 3 ? "201906" : "";
    // Of the last sector all but a few lie in the next district.
    if (sector == 12 ? place >= 15 : number % 7 == 5) row.district = "E07000242";
    // Where most of a sector lies names it; some of each lies in the ward of the one before.
    row.ward = "E0500" + std::to_string(5000 + (place % 5 == 0 ? std::max(sector - 1, 0) : sector));
    row.north = 51.90 + 0.004 * sector + 0.00001 * place;
    row.east = -0.20;
    used_here += row.ended.empty() && row.district == stevenage ? 1 : 0;
    text += directory_line(row);
  }
  const auto areas = read_areas_of(text);
  REQUIRE(areas);
  CHECK(areas->postcodes == used_here);
  CHECK(areas->sectors.size() == 12);
  CHECK(areas->sectors.at("SG1 0") == "E05005000");
  CHECK(areas->sectors.at("SG1 9") == "E05005009");
  CHECK(areas->sectors.at("SG2 1") == "E05005011");
  REQUIRE(areas->left_out.size() == 1);
  CHECK(areas->left_out.front().starts_with("SG2 2 ("));
  // One sector begins where the one before it ends.
  CHECK(areas->neighbours.at("E05005003") == std::set<std::string>{"E05005004"});
}

TEST_CASE("each column that a postcode file must have is named where it is missing") {
  for (const std::string missing : {"pcds", "doterm", "oslaua", "osward", "lat", "long"}) {
    auto header = "," + directory_columns + ",";
    header.replace(header.find("," + missing + ",") + 1, missing.size(), "gone");
    const auto read = read_areas_of(header.substr(1, header.size() - 2) + "\r\n");
    REQUIRE_FALSE(read);
    CHECK(read.error().message ==
          "onspd.csv:1: there is no column " + missing + ", so this is no ONS postcode file");
  }
}

TEST_CASE("what is no whole postcode file is refused with its line") {
  const std::string header = "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,lat,long\n";
  const std::string row = "SG11AA,SG1  1AA,SG1 1AA,198001,,E07000243,E05000001,51.9,-0.2\n";
  CHECK(read_areas_of(header + row)->sectors.at("SG1 1") == "E05000001");
  CHECK(read_areas_of("\xEF\xBB\xBF" + header + row)->postcodes == 1);
  const auto why = [](const std::string& text) {
    const auto read = read_areas_of(text);
    return read ? std::string("it was taken") : read.error().message;
  };
  CHECK(why("") == "onspd.csv: there is nothing in it");
  CHECK(why("<html>\n") == "onspd.csv:1: there is no column pcds, so this is no ONS postcode file");
  CHECK(why(header) == "onspd.csv: no postcode that is used lies in the district E07000243");
  CHECK(why(header + row + "SG11AB,SG1  1AB,SG1 1AB,198001\n") ==
        "onspd.csv:3: there are 4 columns, and 9 in the first line");
  CHECK(why(header + "a,b,nonsense,198001,,E07000243,E05000001,51.9,-0.2\n") ==
        "onspd.csv:2: 'nonsense' is no postcode");
  CHECK(why(header + "a,b,\"SG1 1AA,198001\n") == "onspd.csv:2: a quote is left open");
  std::istringstream again(header + row);
  const auto unnamed = read_postcode_file(again, "onspd.csv", stevenage, {{"E05000002", "Chells"}});
  REQUIRE_FALSE(unnamed);
  CHECK(unnamed.error().message == "onspd.csv: there is no name for the ward E05000001");
}

TEST_CASE("the shipped bank holidays are read for each part of the kingdom, and no other file is") {
  const auto shipped = read_text(KINDBANK_SOURCE_DIR "/config/bank-holidays.json");
  REQUIRE(shipped);
  const auto read = [](const std::string& text, const char* division) {
    bank::Town town;
    std::vector<dialog::Finding> findings;
    read_holidays(text, "bank-holidays.json", division, town, findings);
    CHECK(findings.empty() == !town.holidays.empty());
    return town.holidays;
  };
  CHECK(read(*shipped, "england-and-wales").count("2026-12-28") == 1);
  CHECK(read(*shipped, "scotland").count("2026-11-30") == 1);
  CHECK(read(*shipped, "northern-ireland").count("2027-07-12") == 1);
  CHECK(read(*shipped, "england").empty());
  CHECK(read("{", "scotland").empty());
  CHECK(read("[]", "scotland").empty());
  CHECK(read(R"({"scotland": {"events": [{"date": "soon"}]}})", "scotland").empty());
}

}  // namespace
}  // namespace kindbank::bot
