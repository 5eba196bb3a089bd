// The built program, run as a person or a script would: with a folder of its own, its input and
// what it answers.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/bot/contains.h"

namespace kindbank::bot {

// A folder that goes away with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

// What a run was.
struct Ran {
  int code = -1;
  std::string out;
  std::string err;

  int error_lines() const;
};

struct Run {
  std::vector<std::string> words;  // after the program
  std::string input = {};
  std::map<std::string, std::string> environment = {};
  std::filesystem::path from = KINDBANK_SOURCE_DIR;  // the working folder
  std::string program = KINDBANK_PROGRAM;
};
Ran run(const Run& run);

// The settings of a town that lives in `folder`: the shipped flows and areas, its own ledger, and
// `more`.
std::string town_in(const Folder& folder, const std::string& more = {});

inline constexpr const char* clock_start = "clock: {start: \"2026-11-24T10:00\"}\n";

}  // namespace kindbank::bot
