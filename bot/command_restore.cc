// kindbank restore: a backup put where the settings' ledger is to be. Who said STOP since it was
// made is silenced in it before anybody can be written to.
#include <cstdio>

#include "bot/command.h"
#include "bot/commands.h"
#include "store/backup.h"
#include "store/rights_replay.h"

namespace kindbank::bot {
namespace {

namespace fs = std::filesystem;

std::string mailboxes(int count) {
  return std::to_string(count) + (count == 1 ? " mailbox" : " mailboxes");
}

void tell(const store::Replayed& done, const std::string& log) {
  std::printf("replayed %s: %s stopped, %s started again\n", log.c_str(),
              mailboxes(done.stopped + done.erased).c_str(), mailboxes(done.started).c_str());
  if (done.erased > 0)
    std::printf("%s had been erased and came back with the backup: erase them again\n",
                mailboxes(done.erased).c_str());
  if (done.unknown > 0)
    std::printf("%s in it wrote for the first time after the backup and cannot be told\n",
                mailboxes(done.unknown).c_str());
}

}  // namespace

int restore(const HouseInput& input, const std::string& file) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto& settings = read.settings;
  const auto key = store::read_key_file(settings.store.key_file.string());
  if (!key) return refuse(key.error().message);

  const auto log_path = rights_log_path(settings).string();
  const bool has_log = fs::exists(log_path);
  std::optional<store::Replayed> replayed;
  const auto replay = [&](store::Database& database) {
    if (!has_log) return;
    const auto log = store::RightsLog::open(log_path);
    if (!log) throw std::runtime_error(log.error().message);
    replayed = store::replay_rights(database, *log);
  };
  store::DatabaseOptions into;
  into.url = settings.store.url;
  into.key = *key;
  const auto scratch = (settings.store.folder / "restoring.db").string();
  const auto done = store::restore(file, into, scratch, replay);
  if (!done) return refuse(done.error().message);
  std::printf("restored %s\n", file.c_str());
  if (replayed)
    tell(*replayed, log_path);
  else
    std::printf("there is no %s: who said STOP since the backup is not known\n", log_path.c_str());
  return exit_done;
}

}  // namespace kindbank::bot
