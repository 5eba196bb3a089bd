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
