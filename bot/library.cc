#include "bot/library.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <map>
#include <optional>
#include <sstream>

#include "adapters/choice_limits.h"
#include "bank/actions.h"
#include "bank/categories.h"
#include "bank/limits.h"
#include "dialog/load.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;
namespace fs = std::filesystem;

// "" after a finding.
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

void append(std::vector<Finding>& to, const std::vector<Finding>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// "ask.yml" and "ask.YAML" are meant as flows, and would be left out without a word; so would a
// link to a file that is gone.
void find_left_out(const fs::path& folder, std::vector<Finding>& findings) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    auto ending = entry.path().extension().string();
    for (auto& letter : ending) letter = static_cast<char>(letter | 0x20);  // ASCII to small
    if (ending != ".yaml" && ending != ".yml") continue;
    const bool well_named = entry.path().extension() == ".yaml";
    if (well_named && entry.is_regular_file(none)) continue;
    findings.push_back(
        {Finding::Level::error,
         {entry.path().string(), 1, 1},
         "file-left-out",
         well_named ? "This is not read, because it is no file, or a link to none."
                    : "This is not read, because only files that end in .yaml are.",
         well_named ? "Put a file there, or take it away."
                    : "Call it " + entry.path().stem().string() + ".yaml, or take it away."});
  }
}

// What no file has is missing in the folder.
void append_whole(std::vector<Finding> findings, const fs::path& folder, Library& library) {
  for (auto& finding : findings)
    if (finding.place.file.empty()) finding.place = {folder.string(), 1, 1};
  append(library.findings, findings);
}

// Each file for itself, half of them on another thread: somebody who edits waits for this.
std::vector<dialog::FlowRead> read_each(const std::vector<fs::path>& files,
                                        const std::vector<std::string>& texts,
                                        const dialog::FlowLimits& limits) {
  const auto signatures = bank::signatures();
  std::vector<dialog::FlowRead> reads(files.size());
  const auto read = [&](std::size_t from, std::size_t to) {
    for (auto at = from; at < to; ++at)
      if (!texts[at].empty())
        reads[at] = dialog::read_flow(texts[at], files[at].string(), signatures,
                                      bank::common_facts(), bank::lists(), limits);
  };
  const auto half = files.size() / 2;
  auto other = std::async(std::launch::async, read, half, files.size());
  read(0, half);
  other.get();
  return reads;
}

void read_flows(const fs::path& folder, Library& library) {
  std::vector<dialog::Flow> flows;
  find_left_out(folder, library.findings);
  const auto files = yaml_files_in(folder);
  if (files.empty()) {
    library.findings.push_back(no_flows_in(folder));
    return;
  }
  std::vector<std::string> texts;
  for (const auto& path : files) texts.push_back(read_or_complain(path, library.findings));
  auto reads = read_each(files, texts, town_limits(library.town));
  for (std::size_t at = 0; at < files.size(); ++at) {
    auto& read = reads[at];
    if (texts[at].empty()) {
      library.refused.push_back(files[at].stem().string());
      continue;
    }
    append(library.findings, read.findings);
    if (has_error(read.findings)) {
      library.refused.push_back(read.flow.name);
      library.refused.push_back(files[at].stem().string());
      continue;
    }
    library.sources.push_back({read.flow.hash, read.flow.name, std::move(texts[at])});
    flows.push_back(std::move(read.flow));
  }
  append_whole(dialog::check_together(flows, bank::events(), library.refused), folder, library);
  if (!has_error(library.findings))
    append_whole(dialog::check_whole(flows, library.words), folder, library);
  if (library.refused.empty()) append(library.findings, check_choice_words(library.words, flows));
  for (auto& flow : flows) library.flows.add(std::move(flow));
  const auto is_refused = [&](const std::string& name) {
    return std::find(library.refused.begin(), library.refused.end(), name) != library.refused.end();
  };
  for (const auto* needed : {"join", "menu", "person", "stop", "start"})
    if (library.flows.current(needed) == nullptr && !is_refused(needed))
      library.findings.push_back(
          {Finding::Level::error,
           {folder.string(), 1, 1},
           "missing-flow",
           std::string("There is no flow called '") + needed + "'.",
           "The service begins it by that name: write it, or mend the one there."});
}

// One file of flows/languages/, by itself.
struct LanguageFile {
  fs::path path;
  std::string text;  // "" after a finding
  dialog::LanguageRead read;
};

// Every flows/languages/<code>.yaml, of which there may be none.
std::vector<LanguageFile> read_language_files(const fs::path& folder) {
  std::vector<LanguageFile> files;
  for (const auto& path : yaml_files_in(folder)) {
    LanguageFile file{path, {}, {}};
    file.text = read_or_complain(path, file.read.findings);
    if (!file.text.empty()) file.read = dialog::read_language(file.text, path.string());
    files.push_back(std::move(file));
  }
  return files;
}

void take_languages(std::vector<LanguageFile> read, const LibraryFiles& files, Library& library) {
  const auto& offered = files.languages;
  library.town.languages = {{std::string(dialog::english), library.words.english.own}};
  find_left_out(files.flows / "languages", library.findings);
  for (auto& file : read) {
    auto& [language, findings] = file.read;
    if (!has_error(findings) && language.code != file.path.stem().string())
      findings.push_back({Finding::Level::error, language.place, "wrong-language",
                          "The language '" + language.code + "' stands in the file of another.",
                          "Call the file " + language.code + ".yaml, or mend language:."});
    append(library.findings, findings);
    if (has_error(findings)) continue;
    append(library.findings, dialog::check_language(language, library.flows, library.words.replies,
                                                    town_limits(library.town), library.refused));
    if (!offered.empty() &&
        std::find(offered.begin(), offered.end(), language.code) == offered.end())
      continue;
    library.town.languages.push_back({language.code, language.names.own});
    library.translations.push_back({language.hash, language.code, std::move(file.text)});
    library.flows.add(std::move(language));
  }
}

// Of every language that there is a file of: words/<name>.<language>.yaml.
std::map<std::string, std::string> read_by_language(const fs::path& words, std::string_view what,
                                                    std::vector<Finding>& findings) {
  std::map<std::string, fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(words, none)) {
    const auto name = entry.path().stem();
    const auto language = name.extension().string();
    if (entry.path().extension() == ".yaml" && name.stem() == what && language.size() > 1)
      files[language.substr(1)] = entry.path();
  }
  std::map<std::string, std::string> texts;
  for (const auto& [language, path] : files) texts[language] = read_or_complain(path, findings);
  return texts;
}

void read_word_lists(const fs::path& folder, Library& library) {
  const auto words = folder / "words";
  const auto& language = library.town.language;
  auto& findings = library.findings;
  const auto file = [&](const char* name) {
    return read_or_complain(words / (std::string(name) + "." + language + ".yaml"), findings);
  };
  dialog::WordFiles files{(words / "").string(), language,        file("crisis"),
                          file("answers"),       file("replies"), file("spellings")};
  files.need = read_by_language(words, "need", findings);
  if (!files.need.contains(language)) files.need[language] = file("need");
  files.choices = read_by_language(words, "choices", findings);
  files.repairs = read_by_language(words, "repairs", findings);
  files.measures = read_by_language(words, "measures", findings);
  if (!files.measures.contains(language)) files.measures[language] = file("measures");
  auto read = dialog::read_words(files);
  append(findings, read.findings);
  library.words = std::move(read.words);

  const auto categories = words / "categories.yaml";
  const auto text = read_or_complain(categories, findings);
  if (text.empty()) return;
  auto table = dialog::read_yaml(text, categories.string());
  append(findings, table.findings);
  if (!has_error(table.findings)) bank::read_categories(table.root, library.town, findings);
}

void read_town(const fs::path& path, Library& library) {
  const auto text = read_or_complain(path, library.findings);
  if (text.empty()) return;
  auto areas = dialog::read_yaml(text, path.string());
  append(library.findings, areas.findings);
  if (has_error(areas.findings)) return;
  std::vector<Finding> wrong;
  bank::read_areas(areas.root, library.town, wrong);
  append_whole(std::move(wrong), path, library);
}

}  // namespace

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
  if (fs::is_directory(path, none)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Finding no_flows_in(const fs::path& folder) {
  return {Finding::Level::error,
          {folder.string(), 1, 1},
          "no-flows",
          "There is no flow in this folder.",
          "Name the folder that holds the *.yaml, or a file."};
}

bool Library::has_errors() const { return has_error(findings); }

dialog::FlowLimits town_limits(const bank::Town& town) {
  auto limits = bank::flow_limits(town);
  limits.choices = adapters::choice_limits();
  return limits;
}

Library read_library(const LibraryFiles& files, bank::Town town) {
  Library library;
  library.town = std::move(town);
  if (!fs::is_directory(files.flows)) {  // one finding, not one for each file that is not there
    library.findings.push_back(
        {Finding::Level::error,
         {files.flows.string(), 1, 1},
         "missing-folder",
         "There is no folder of flows here.",
         "Start in the folder that holds flows/ and config/, or name both in the settings."});
    return library;
  }
  auto languages = std::async(std::launch::async, read_language_files, files.flows / "languages");
  read_word_lists(files.flows, library);
  read_town(files.areas, library);
  read_flows(files.flows, library);
  take_languages(languages.get(), files, library);
  return library;
}

KeptFlow read_kept_flow(const FlowSource& source) {
  auto read =
      dialog::read_flow(source.text, source.name + " (kept " + source.hash.substr(0, 8) + ")",
                        bank::signatures(), bank::common_facts(), bank::lists());
  KeptFlow kept{std::move(read.flow), {}};
  if (read.runs == dialog::FlowRead::Runs::yes) return kept;
  for (auto& finding : read.findings)
    if (finding.level == Finding::Level::error) kept.wrong.push_back(std::move(finding));
  return kept;
}

std::shared_ptr<const Library> with_older_flows(const Library& library,
                                                const std::vector<FlowSource>& kept) {
  auto more = std::make_shared<Library>(library);
  for (const auto& source : kept) {
    if (more->flows.version(source.name, source.hash) != nullptr) continue;
    auto older = read_kept_flow(source);
    if (older.wrong.empty()) more->flows.add_older(std::move(older.flow));
  }
  return more;
}

}  // namespace kindbank::bot
