// kindbank restore: a backup put where the settings' ledger is to be. Who said STOP since it was
// made is silenced in it, and who was erased is erased again, before anybody can be written to.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "bot/command.h"
#include "bot/commands.h"
#include "store/backup.h"
#include "store/rights_replay.h"

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;

std::string counted(int count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string mailboxes(int count) { return counted(count, "mailbox", "mailboxes"); }

using Logs = std::vector<store::RightsLog>;

// This machine's own, where there is one, and those that were named.
Result<Logs> open_logs(const std::string& own, const std::vector<std::string>& named) {
  std::vector<std::string> files;
  if (fs::exists(own)) files.push_back(own);
  for (const auto& file : named) {
    for (const auto& needed : {file, file + ".pepper"})
      if (!fs::is_regular_file(needed)) return fail("there is no file " + needed);
    const bool twice = std::any_of(files.begin(), files.end(),
                                   [&](const auto& other) { return fs::equivalent(file, other); });
    if (!twice) files.push_back(file);
  }
  Logs logs;
  for (const auto& file : files) {
    auto log = store::RightsLog::open(file);
    if (!log) return tl::make_unexpected(log.error());
    logs.push_back(std::move(*log));
  }
  return logs;
}

void tell(const store::Replayed& done, std::size_t logs) {
  std::printf("replayed %s: %s stopped, %s started again, %s and %s erased again\n",
              counted(static_cast<int>(logs), "rights log", "rights logs").c_str(),
              mailboxes(done.stopped).c_str(), mailboxes(done.started).c_str(),
              counted(done.members_erased, "member", "members").c_str(),
              mailboxes(done.erased).c_str());
  for (const auto& code : done.jobs)
    std::printf("job %s is agreed with somebody who was erased: tell the other side\n",
                code.c_str());
  if (done.unknown > 0)
    std::printf("%s in it wrote for the first time after the backup and cannot be told\n",
                mailboxes(done.unknown).c_str());
}

}  // namespace

int restore(const HouseInput& input, const RestoreOptions& options) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto& settings = read.settings;
  const auto key = store::read_key_file(settings.store.key_file.string());
  if (!key) return refuse(key.error().message);

  const auto own_log = rights_log_path(settings).string();
  const auto logs = open_logs(own_log, options.rights);
  if (!logs) return refuse(logs.error().message);
  std::vector<const store::RightsLog*> borrowed;
  for (const auto& log : *logs) borrowed.push_back(&log);
  store::Replayed replayed;
  const auto replay = [&](store::Database& database) {
    replayed = store::replay_rights(database, borrowed);
  };
  store::DatabaseOptions into;
  into.url = settings.store.url;
  into.key = *key;
  const auto scratch = (settings.store.folder / "restoring.db").string();
  const auto done = store::restore(options.file, into, scratch, replay);
  if (!done) return refuse(done.error().message);
  std::printf("restored %s\n", options.file.c_str());
  if (logs->empty())
    std::printf("there is no %s: who said STOP since the backup is not known\n", own_log.c_str());
  else
    tell(replayed, logs->size());
  return exit_done;
}

}  // namespace kindbank::bot
