#include "bot/town_files.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace kindbank::bot {

namespace fs = std::filesystem;
using dialog::Finding;

std::vector<fs::path> yaml_files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.is_regular_file(none) && entry.path().extension() == ".yaml")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::string> read_text(const fs::path& path) {
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::string read_or_complain(const fs::path& path, std::vector<Finding>& findings) {
  auto text = read_text(path);
  if (text && !text->empty()) return *std::move(text);
  findings.push_back({Finding::Level::error,
                      {path.string(), 1, 1},
                      "unreadable-file",
                      text ? "The file is empty." : "The file cannot be read.",
                      text ? "Put back what stood in it, or take it away."
                           : "Put it there, or mend its permissions."});
  return {};
}

void find_left_out(const fs::path& folder, std::vector<Finding>& findings) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const auto shown = entry.path().extension() == ".txt"  // Notepad adds it, and Windows hides it
                           ? entry.path().stem()
                           : entry.path().filename();
    auto ending = shown.extension().string();
    for (auto& letter : ending) letter = static_cast<char>(letter | 0x20);  // ASCII to small
    if (ending != ".yaml" && ending != ".yml") continue;
    const bool well_named = entry.path().extension() == ".yaml";
    if (well_named && entry.is_regular_file(none)) continue;
    findings.push_back({Finding::Level::error,
                        {entry.path().string(), 1, 1},
                        "file-left-out",
                        well_named ? "This is not read, because it is no file, or a link to none."
                                   : "This is not read, because only files that end in .yaml are.",
                        well_named
                            ? "Put a file there, or take it away."
                            : "Call it " + shown.stem().string() + ".yaml, or take it away."});
  }
}

std::vector<LanguageFile> read_language_files(const fs::path& folder) {
  std::vector<LanguageFile> files;
  for (const auto& path : yaml_files_in(folder)) {
    LanguageFile file{path, {}, {}};
    file.text = read_or_complain(path, file.read.findings);
    if (!file.text.empty()) file.read = dialog::read_language(file.text, path.string());
    auto& [language, findings] = file.read;
    if (!has_error(findings) && language.code != path.stem().string())
      findings.push_back({Finding::Level::error, language.place, "wrong-language",
                          "The language '" + language.code + "' stands in the file of another.",
                          "Call the file " + language.code + ".yaml, or mend language:."});
    files.push_back(std::move(file));
  }
  return files;
}

FlowFiles::FlowFiles(const fs::path& folder, dialog::FlowLimits limits)
    : limits_(std::move(limits)) {
  for (auto& path : yaml_files_in(folder)) files_.push_back({std::move(path), {}, {}});
}

void FlowFiles::read() {
  for (auto at = next_++; at < files_.size(); at = next_++) {
    auto& [path, text, read] = files_[at];
    text = read_or_complain(path, read.findings);
    if (!text.empty())
      read = dialog::read_flow(text, path.string(), signatures_, bank::common_facts(),
                               bank::lists(), limits_);
  }
}

}  // namespace kindbank::bot
