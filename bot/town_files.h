// The files that a town edits, each read by itself: what stands in it and what is wrong with it.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bank/actions.h"
#include "dialog/load.h"

namespace kindbank::bot {

// The files of a folder that are read, by their names; none where there is no folder.
std::vector<std::filesystem::path> yaml_files_in(const std::filesystem::path& folder);

// nullopt for what is no file, like a folder or a pipe, and for what cannot be opened.
std::optional<std::string> read_text(const std::filesystem::path& path);

// "" after a finding.
std::string read_or_complain(const std::filesystem::path& path,
                             std::vector<dialog::Finding>& findings);

// "ask.yml" and "ask.YAML" are meant as flows, and would be left out without a word; so would a
// link to a file that is gone.
void find_left_out(const std::filesystem::path& folder, std::vector<dialog::Finding>& findings);

// One of flows/languages/<code>.yaml.
struct LanguageFile {
  std::filesystem::path path;
  std::string text;
  dialog::LanguageRead read;
};
std::vector<LanguageFile> read_language_files(const std::filesystem::path& folder);

// One of flows/<name>.yaml.
struct FlowFile {
  std::filesystem::path path;
  std::string text;
  dialog::FlowRead read;
};

// All the flows of a folder, which several threads read at once: somebody who edits waits for this.
class FlowFiles {
 public:
  FlowFiles(const std::filesystem::path& folder, dialog::FlowLimits limits);

  bool empty() const { return files_.empty(); }
  // Reads the next that no thread has read, until all are begun.
  void read();
  // Once every thread is back.
  std::vector<FlowFile> take() { return std::move(files_); }

 private:
  const dialog::FlowLimits limits_;
  const dialog::Signatures signatures_ = bank::signatures();
  std::vector<FlowFile> files_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace kindbank::bot
