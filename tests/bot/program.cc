#include "tests/bot/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace kindbank::bot {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  all.reserve(words.size() + 1);
  for (auto& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

// Nothing of ours but what the test says.
std::vector<std::string> environment_of(const Run& run) {
  auto values = run.environment;
  values.insert({{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}});
  if (const char* options = getenv("ASAN_OPTIONS")) values.insert({"ASAN_OPTIONS", options});
  std::vector<std::string> all;
  for (const auto& [name, value] : values) all.push_back(name + "=" + value);
  return all;
}

}  // namespace

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "kindbank-program-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

Folder::~Folder() { fs::remove_all(path_); }

std::string Folder::write(const std::string& name, const std::string& text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream{path_ / name, std::ios::binary} << text;
  return file(name);
}

std::string Folder::read(const std::string& name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int Ran::error_lines() const { return static_cast<int>(std::count(err.begin(), err.end(), '\n')); }

Ran run(const Run& run) {
  const Folder folder;
  const auto in = folder.write("in", run.input);
  const auto out = folder.file("out");
  const auto err = folder.file("err");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, run.from.c_str());

  std::vector<std::string> words = {run.program};
  words.insert(words.end(), run.words.begin(), run.words.end());
  auto variables = environment_of(run);
  pid_t child = 0;
  const int failed = posix_spawn(&child, run.program.c_str(), &actions, nullptr,
                                 pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  REQUIRE(failed == 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return {WEXITSTATUS(status), folder.read("out"), folder.read("err")};
}

std::string town_in(const Folder& folder, const std::string& more) {
  const std::string source = KINDBANK_SOURCE_DIR;
  return folder.write("town.yaml", "store: {url: \"sqlite:kindbank.db\"}\nflows: " + source +
                                       "/flows\nareas: " + source + "/config/areas.yaml\n" + more);
}

}  // namespace kindbank::bot
