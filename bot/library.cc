#include "bot/library.h"

#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <optional>

#include "adapters/choice_limits.h"
#include "bank/actions.h"
#include "bank/categories.h"
#include "bank/limits.h"
#include "bot/town_files.h"
#include "dialog/load.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;
namespace fs = std::filesystem;

void append(std::vector<Finding>& to, const std::vector<Finding>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// What no file has is missing in the folder.
void append_whole(std::vector<Finding> findings, const fs::path& folder, Library& library) {
  for (auto& finding : findings)
    if (finding.place.file.empty()) finding.place = {folder.string(), 1, 1};
  append(library.findings, findings);
}

// The flows without a mistake; what is wrong with the others is said.
std::vector<dialog::Flow> take_flows(std::vector<FlowFile>&& files, Library& library) {
  std::vector<dialog::Flow> flows;
  for (auto& [path, text, read] : files) {
    append(library.findings, read.findings);
    if (has_error(read.findings)) {
      library.refused.push_back(path.stem().string());
      if (!read.flow.name.empty()) library.refused.push_back(read.flow.name);
      continue;
    }
    library.sources.push_back({read.flow.hash, read.flow.name, std::move(text)});
    flows.push_back(std::move(read.flow));
  }
  return flows;
}

void check_side_by_side(const std::vector<dialog::Flow>& flows, const fs::path& folder,
                        Library& library) {
  append_whole(dialog::check_together(flows, bank::events(), library.refused,
                                      town_limits(library.town).replies),
               folder, library);
  if (!has_error(library.findings))
    append_whole(dialog::check_whole(flows, library.words), folder, library);
  if (library.refused.empty()) append(library.findings, check_choice_words(library.words, flows));
}

std::vector<Finding> check_languages(const std::vector<LanguageFile>& languages,
                                     const std::vector<dialog::Flow>& flows,
                                     const Library& library) {
  dialog::Flows set;
  for (const auto& flow : flows) set.borrow(flow);
  std::vector<Finding> findings;
  for (const auto& [path, text, read] : languages) {
    append(findings, read.findings);
    if (has_error(read.findings)) continue;
    append(findings, dialog::check_language(read.language, set, library.words,
                                            town_limits(library.town), library.refused));
  }
  return findings;
}

void find_missing(const fs::path& folder, Library& library) {
  const auto& refused = library.refused;
  for (const auto* needed : {"join", "menu", "person", "stop", "start"}) {
    const bool is_refused = std::find(refused.begin(), refused.end(), needed) != refused.end();
    if (library.flows.current(needed) != nullptr || is_refused) continue;
    library.findings.push_back(
        {Finding::Level::error,
         {folder.string(), 1, 1},
         "missing-flow",
         std::string("There is no flow called '") + needed + "'.",
         "The service begins it by that name: write it, or mend the one there."});
  }
}

void take_languages(std::vector<LanguageFile>&& languages, const std::vector<std::string>& offered,
                    Library& library) {
  for (auto& [path, text, read] : languages) {
    auto& language = read.language;
    const bool is_offered = offered.empty() || std::find(offered.begin(), offered.end(),
                                                         language.code) != offered.end();
    if (has_error(read.findings) || !is_offered) continue;
    library.town.languages.push_back({language.code, language.names.own});
    library.translations.push_back({language.hash, language.code, std::move(text)});
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
  files.agreeing = read_by_language(words, "agreeing", findings);
  if (!files.agreeing.contains(language)) files.agreeing[language] = file("agreeing");
  auto read = dialog::read_words(files);
  append(findings, read.findings);
  library.words = std::move(read.words);
}

void read_kinds_of_help(const fs::path& path, Library& library) {
  const auto text = read_or_complain(path, library.findings);
  if (text.empty()) return;
  auto table = dialog::read_yaml(text, path.string());
  append(library.findings, table.findings);
  if (!has_error(table.findings)) bank::read_categories(table.root, library.town, library.findings);
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
  read_kinds_of_help(files.flows / "words" / "categories.yaml", library);
  read_town(files.areas, library);
  FlowFiles flow_files(files.flows, town_limits(library.town));
  std::vector<LanguageFile> languages;
  auto other = std::async(std::launch::async, [&] {
    languages = read_language_files(files.flows / "languages");
    flow_files.read();
  });
  read_word_lists(files.flows, library);
  flow_files.read();
  other.get();
  library.town.languages = {{std::string(dialog::english), library.words.english.own}};
  find_left_out(files.flows, library.findings);
  find_left_out(files.flows / "languages", library.findings);
  if (flow_files.empty()) {
    library.findings.push_back(no_flows_in(files.flows));
    return library;
  }
  auto flows = take_flows(flow_files.take(), library);
  auto of_languages = std::async(std::launch::async, check_languages, std::cref(languages),
                                 std::cref(flows), std::cref(library));
  check_side_by_side(flows, files.flows, library);
  append(library.findings, of_languages.get());
  for (auto& flow : flows) library.flows.add(std::move(flow));
  find_missing(files.flows, library);
  take_languages(std::move(languages), files.languages, library);
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
