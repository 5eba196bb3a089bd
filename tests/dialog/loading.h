// Flows as literal text, loaded against a small bank of made-up actions, and what was found wrong
// with them as a short list.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "dialog/load.h"

namespace kindbank::dialog {

inline const std::filesystem::path source_folder = KINDBANK_SOURCE_DIR;

inline const std::vector<std::string> loading_facts = {"bank", "town",   "run_by", "name",
                                                       "area", "number", "answer"};

inline const Signatures loading_actions = {
    {"thing.make", {{"what"}, {{"made", {"code"}}, {"full", {}}}, {"note"}}},
    {"thing.tell", {{}, {{"told", {}}}}},
    {"vetting.decide", {{"category", "answer"}, {{"set", {"level"}}, {"refused", {}}}}},
    {"request.open",
     {{"category", "urgency", "level"},
      {{"opened", {"code", "answer_by"}}, {"paused", {}}, {"duplicate", {"code"}}},
      {"need"}}},
};

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline std::vector<std::filesystem::path> yaml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// "3:5 unknown-key, 4:1 bad-name"
inline std::string short_list(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings) {
    if (!all.empty()) all += ", ";
    all += std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) + " " +
           finding.code;
  }
  return all;
}

inline FlowRead load(std::string_view text, const Lists& lists = {}) {
  return read_flow(text, "x.yaml", loading_actions, loading_facts, lists);
}

// A flow that runs, whatever else could be better about it.
inline Flow load_sound(std::string_view text) {
  FlowRead read = load(text);
  INFO(short_list(read.findings));
  for (const Finding& finding : read.findings) REQUIRE(finding.level != Finding::Level::error);
  return read.flow;
}

}  // namespace kindbank::dialog
