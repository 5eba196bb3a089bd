// A town's areas out of the open postcode file of the Office for National Statistics (the ONS
// Postcode Directory or the National Statistics Postcode Lookup): gigabytes, read a line at a time.
// A sector is of the area, an electoral ward, that most of its postcodes lie in.
//
//   pcd7,pcd8,pcds,dointr,doterm,...,lad25cd,wd25cd,...,lat,long,...
//   "SG1 1AA","SG1  1AA","SG1 1AA","198001","",...,"E07000243","E05004953",...,51.90,-0.20,...
//
// Older editions call a district oslaua or laua and a ward osward or ward. A postcode with a doterm
// is not used any more; a latitude of 99.999999 is none.
#pragma once

#include <istream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialog/result.h"

namespace kindbank::bot {

// The code of a ward, and what it is called.
using WardNames = std::map<std::string, std::string, std::less<>>;

struct TownAreas {
  std::map<std::string, std::string> sectors;  // "SG1 1" -> "Old Town"
  // Each pair once: the areas with three pairs of postcodes at most 400 m apart.
  std::map<std::string, std::set<std::string>> neighbours;
  // "SG4 7 (2 of 310)": sectors of which less than a tenth lies in the district.
  std::vector<std::string> left_out;
  int postcodes = 0;
};

// Of the district alone ("E07000243"). Without names an area is called by its ward's code. What is
// wrong is said with the file and the line.
Result<TownAreas> read_postcode_file(std::istream& in, const std::string& file,
                                     const std::string& district, const WardNames& names);

// The list of names that comes with the file: WD25CD,WD25NM,...
Result<WardNames> read_ward_names(std::istream& in, const std::string& file);

// As config/areas.yaml is written, the same each time.
std::string write_areas(const TownAreas& areas, const std::string& district);

}  // namespace kindbank::bot
