// Settings as a test writes them: in a folder that goes away with it.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "bot/settings.h"

namespace kindbank::bot {

namespace fs = std::filesystem;

class SettingsFolder {
 public:
  SettingsFolder() {
    std::string pattern = (fs::temp_directory_path() / "kindbank-settings-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~SettingsFolder() { fs::remove_all(path_); }
  SettingsFolder(const SettingsFolder&) = delete;
  SettingsFolder& operator=(const SettingsFolder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, const std::string& text,
                 fs::perms perms = fs::perms::owner_read | fs::perms::owner_write) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text;
    fs::permissions(file, perms);
    return file;
  }
  SettingsInput input(const std::string& text) const {
    SettingsInput input;
    write("town.yaml", text);
    input.file = "town.yaml";
    input.working_folder = path_;
    return input;
  }

 private:
  fs::path path_;
};

// "town.yaml:2:3 unknown-key, ..."
inline std::string found(const SettingsRead& read) {
  std::string all;
  for (const auto& finding : read.findings) {
    if (!all.empty()) all += ", ";
    all += finding.place.file;
    if (finding.place.line > 0) {
      all += ":" + std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column);
    }
    all += " " + finding.code;
    CHECK(finding.message.ends_with("."));
    CHECK_FALSE(finding.hint.empty());
  }
  return all;
}

inline std::ptrdiff_t errors(const SettingsRead& read) {
  return std::count_if(read.findings.begin(), read.findings.end(), [](const auto& finding) {
    return finding.level == dialog::Finding::Level::error;
  });
}

inline std::string found(const std::string& text) {
  return found(read_settings(SettingsFolder{}.input(text)));
}

inline std::string shown(const Settings& settings, const std::string& key) {
  for (const auto& one : settings.shown) {
    if (one.key == key) return one.value + " <- " + one.source;
  }
  return "nothing";
}

inline const std::string twilio_alone = R"(channels:
  sms:
    adapter: twilio
    account_sid: AC0123456789abcdef0123456789abcdef
    auth_token: inline-token
    from: "+447400111222"
)";
inline const std::string twilio =
    "server: {public_url: \"https://kind.example.org\"}\n" + twilio_alone;

}  // namespace kindbank::bot
