#include "bot/command.h"

#include <algorithm>
#include <cstdio>

#include "bot/command_socket.h"
#include "bot/command_work.h"

namespace kindbank::bot {

int refuse(const std::string& why, int code) {
  std::fflush(stdout);
  std::fprintf(stderr, "kindbank: %s\n", why.c_str());
  return code;
}

int refuse_findings(const std::vector<dialog::Finding>& findings) {
  print_findings(findings);
  return exit_unusable;
}

bool has_error(const std::vector<dialog::Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const dialog::Finding& finding) {
    return finding.level == dialog::Finding::Level::error;
  });
}

Result<std::unique_ptr<store::Database>> open_to_write(const Settings& settings,
                                                       const std::string& instead) {
  auto database = open_ledger(settings, store::DatabaseOptions::Mode::write);
  const bool held = !database && database.error().message.find("held by") != std::string::npos;
  if (held) return fail(database.error().message + "; a server seems to be running: " + instead);
  return database;
}

Result<std::unique_ptr<store::Database>> open_to_read(const Settings& settings) {
  return open_ledger(settings, store::DatabaseOptions::Mode::read_only);
}

int show(const CommandAnswer& answer) {
  std::fputs(answer.out.c_str(), stdout);
  return answer.err.empty() ? answer.exit : refuse(answer.err, answer.exit);
}

int carry_out(const Settings& settings, const bank::Town& town, const Errand& errand) {
  if (const auto socket = command_socket_path(settings)) {
    const auto answered = ask_server(*socket, errand.request);
    if (!answered) return refuse(answered.error().message);
    if (*answered) return show(**answered);
  }
  if (errand.missing == Errand::Missing::refuse && !has_ledger(settings))
    return refuse(say_no_ledger(settings));
  const auto database = open_to_write(settings, errand.instead);
  if (!database) return refuse(database.error().message);
  // The same where nobody has served yet: settings first, so that adding one does not hide theirs.
  const Clock clock;
  seed_coordinators(**database, settings, clock.now());
  return show(perform({**database, town, clock}, errand.request));
}

}  // namespace kindbank::bot
