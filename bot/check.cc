#include "bot/check.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "bank/actions.h"
#include "bot/message_class.h"
#include "bot/town_files.h"
#include "dialog/load.h"

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;
using dialog::Finding;

bool has_words(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "words", none);
}

// The folder of a whole town's flows that the path is, or is a word list or a language in; "" for
// another.
fs::path whole_folder(const fs::path& path) {
  if (has_words(path)) return path;
  const auto whole = path.has_parent_path() ? path : fs::absolute(path);
  const auto named = whole.has_filename() ? whole : whole.parent_path();
  for (const auto& inner : {named, named.parent_path()})
    if (inner.filename() == "words" || inner.filename() == "languages")
      return inner.parent_path().empty() ? "." : inner.parent_path();
  return {};
}

// Whether the file is the path, or lies in the folder that it is, where it may be a link.
bool is_in(const fs::path& file, const fs::path& path) {
  std::error_code none;
  const auto outer = fs::canonical(path, none);
  const auto lies_in = [&](const fs::path& inner) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
  };
  const auto named =
      fs::weakly_canonical(fs::absolute(file, none).parent_path(), none) / file.filename();
  return lies_in(named) || lies_in(fs::weakly_canonical(file, none));
}

std::vector<fs::path> files_in(const fs::path& path) {
  std::error_code none;
  if (fs::is_directory(path, none)) return yaml_files_in(path);
  return {path};
}

Result<std::string> text_of(const fs::path& path) {
  if (auto text = read_text(path)) return *std::move(text);
  return fail("the file " + path.string() + " cannot be read");
}

// The flows that are checked, and with them those of the town that none of them stands in for.
class FlowSet {
 public:
  explicit FlowSet(const bank::Town& town) : limits_(town_limits(town)) {}

  Result<void> read(const fs::path& path) {
    const auto files = files_in(path);
    if (files.empty()) findings_.push_back(no_flows_in(path));
    for (const auto& file : files) {
      const auto text = text_of(file);
      if (!text) return tl::make_unexpected(text.error());
      auto read = dialog::read_flow(*text, file.string(), signatures_, bank::common_facts(),
                                    bank::lists(), limits_);
      findings_.insert(findings_.end(), read.findings.begin(), read.findings.end());
      files_.insert(file.string());
      if (has_error(read.findings)) refused_.push_back(file.stem().string());
      flows_.push_back(std::move(read.flow));
    }
    return {};
  }

  std::vector<Finding> check_among(const Library& town) {
    auto all = others_in(town.flows);
    all.insert(all.end(), flows_.begin(), flows_.end());
    refused_.insert(refused_.end(), town.refused.begin(), town.refused.end());
    for (auto& finding : dialog::check_together(all, bank::events(), refused_, limits_.replies))
      if (files_.contains(finding.place.file)) findings_.push_back(std::move(finding));
    if (!refused_.empty()) return std::move(findings_);  // what a refused one begins is not known
    for (auto& finding : dialog::check_whole(all, town.words))
      if (files_.contains(finding.place.file)) findings_.push_back(std::move(finding));
    return std::move(findings_);
  }

 private:
  std::vector<dialog::Flow> others_in(const dialog::Flows& town) const {
    std::vector<dialog::Flow> others;
    for (const auto* flow : town.all()) {
      const bool replaced = std::any_of(flows_.begin(), flows_.end(),
                                        [&](const auto& mine) { return mine.name == flow->name; });
      if (!replaced) others.push_back(*flow);
    }
    return others;
  }

  const dialog::FlowLimits limits_;
  const dialog::Signatures signatures_ = bank::signatures();
  std::vector<dialog::Flow> flows_;
  std::set<std::string> files_;
  std::vector<std::string> refused_;
  std::vector<Finding> findings_;
};

// Somebody is texted for whom it is no game.
bool is_real_town(const Settings& settings) {
  return std::any_of(settings.channels.begin(), settings.channels.end(),
                     [](const auto& channel) { return channel.adapter != "sim"; });
}

}  // namespace

std::vector<Finding> check_holidays(const Settings& settings, const Library& library, Time now) {
  constexpr std::chrono::days ahead{60};
  if (!is_real_town(settings)) return {};
  const auto& holidays = library.town.holidays;
  const auto last = holidays.empty() ? std::nullopt : read_local_time(*holidays.rbegin());
  if (last && library.town.zone.to_utc(*last) - now > ahead) return {};
  const auto file = settings.holidays.empty() ? settings.folder : settings.holidays;
  return {{Finding::Level::warning,
           {file.string(), 1, 1},
           "holidays-run-out",
           last ? "The last bank holiday in it is " + *holidays.rbegin() + "."
                : "There is no list of bank holidays.",
           "Fetch https://www.gov.uk/bank-holidays.json anew."}};
}

std::vector<Finding> check_reviews(const Settings& settings, const Library& library) {
  std::vector<Finding> findings;
  if (!is_real_town(settings)) return findings;
  for (const auto* language : library.flows.languages())
    for (auto& finding : dialog::check_review(*language)) findings.push_back(std::move(finding));
  return findings;
}

// Of the approved texts those that whoever speaks one of these languages can be sent.
std::set<std::string> uses_in_each(const adapters::Limits& limits,
                                   const std::set<std::string>& languages) {
  std::set<std::string> uses;
  for (const auto& [use, in] : limits.templates)
    if (in.contains("") || std::includes(in.begin(), in.end(), languages.begin(), languages.end()))
      uses.insert(use);
  return uses;
}

std::vector<Finding> check_channels(const Channels& channels, const Library& library) {
  using ForAll = dialog::TemplateChannel::ForAll;
  std::vector<dialog::TemplateChannel> with_template;
  std::set<std::string> languages = {"en"};
  for (const auto* language : library.flows.languages()) languages.insert(language->code);
  for (const auto& [name, channel] : channels) {
    const auto& limits = channel.limits;
    const bool freely = limits.begins == adapters::Limits::Begins::freely;
    if (freely && limits.in_template == 0 && limits.variables.empty()) continue;
    const auto uses = uses_in_each(limits, languages);
    const auto& begun = begun_classes();
    const bool has_all = std::all_of(begun.begin(), begun.end(),
                                     [&](const auto& one) { return uses.contains(one); });
    with_template.push_back({name, freely || has_all ? ForAll::yes : ForAll::no, uses,
                             limits.in_template, limits.variables});
  }
  std::vector<dialog::Flow> flows;
  for (const auto* flow : library.flows.all()) flows.push_back(*flow);
  return dialog::check_templates(flows, with_template);
}

Result<Library> library_of(const Settings& settings, const Library& town,
                           const std::vector<std::string>& paths) {
  Library library = town;
  const auto signatures = bank::signatures();
  for (const auto& path : paths) {
    if (has_words(path)) {
      library = read_library({path, settings.areas, settings.bank.languages}, town.town);
      continue;
    }
    if (!whole_folder(path).empty()) continue;  // words and languages change no step
    for (const auto& file : files_in(path)) {
      const auto text = text_of(file);
      if (!text) return tl::make_unexpected(text.error());
      library.flows.add(
          dialog::read_flow(*text, file.string(), signatures, bank::common_facts(), bank::lists())
              .flow);
    }
  }
  return library;
}

Result<std::vector<Finding>> check_paths(const Settings& settings, const Library& library,
                                         const std::vector<std::string>& paths) {
  std::vector<Finding> findings;
  FlowSet flows(library.town);
  for (const auto& path : paths) {
    std::error_code none;
    if (!fs::exists(path, none)) return fail("there is nothing at " + path);
    auto folder = whole_folder(path);
    if (folder.empty() && is_in(settings.areas, path)) folder = settings.flows;
    if (!folder.empty()) {
      for (auto& finding : read_library({folder, settings.areas}, {}).findings)
        if (is_in(finding.place.file, path)) findings.push_back(std::move(finding));
    } else if (auto read = flows.read(path); !read) {
      return tl::make_unexpected(read.error());
    }
  }
  const auto more = flows.check_among(library);
  findings.insert(findings.end(), more.begin(), more.end());
  return findings;
}

}  // namespace kindbank::bot
