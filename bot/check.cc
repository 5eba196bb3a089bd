#include "bot/check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "bank/actions.h"
#include "dialog/load.h"

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;
using dialog::Finding;

bool has_words(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "words", none);
}

std::vector<fs::path> files_in(const fs::path& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path, none))
    if (entry.is_regular_file() && entry.path().extension() == ".yaml")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// The flows that are checked, and with them those of the town that none of them stands in for.
class FlowSet {
 public:
  Result<void> read(const fs::path& path) {
    const auto files = files_in(path);
    if (files.empty())
      findings_.push_back({Finding::Level::error,
                           {path.string(), 1, 1},
                           "no-flows",
                           "There is no flow in this folder.",
                           "Name the folder that holds the *.yaml, or a file."});
    for (const auto& file : files) {
      std::ifstream in(file, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      if (!in) return fail("the file " + file.string() + " cannot be read");
      auto read = dialog::read_flow(text, file.string(), bank::signatures(), bank::common_facts(),
                                    bank::lists());
      findings_.insert(findings_.end(), read.findings.begin(), read.findings.end());
      files_.insert(file.string());
      flows_.push_back(std::move(read.flow));
    }
    return {};
  }

  std::vector<Finding> check_among(const dialog::Flows& town) {
    auto all = others_in(town);
    all.insert(all.end(), flows_.begin(), flows_.end());
    for (auto& finding : dialog::check_together(all, bank::events()))
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

  std::vector<dialog::Flow> flows_;
  std::set<std::string> files_;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> check_paths(const Settings& settings, const Library& library,
                                         const std::vector<std::string>& paths) {
  std::vector<Finding> findings;
  FlowSet flows;
  for (const auto& path : paths) {
    std::error_code none;
    if (!fs::exists(path, none)) return fail("there is nothing at " + path);
    if (has_words(path)) {
      const auto whole = read_library({path, settings.areas}, {});
      findings.insert(findings.end(), whole.findings.begin(), whole.findings.end());
    } else if (auto read = flows.read(path); !read) {
      return tl::make_unexpected(read.error());
    }
  }
  const auto more = flows.check_among(library.flows);
  findings.insert(findings.end(), more.begin(), more.end());
  return findings;
}

}  // namespace kindbank::bot
