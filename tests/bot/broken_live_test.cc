// Flows that were edited while somebody stands on their step 'which': in each folder the flow that
// the talk began with, and what is served since. The first line of a file says where in it and what
// is found; what stands in no file is said in the first of those that were begun with.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "bank/actions.h"
#include "bot/live.h"
#include "store/flow_versions.h"
#include "tests/bot/town_room.h"
#include "tests/dialog/loading.h"

using namespace kindbank;
using namespace kindbank::bot;

namespace {

namespace fs = std::filesystem;

dialog::Flow flow_of(const fs::path& path) {
  return dialog::read_flow(dialog::contents(path), path.string(), bank::signatures(),
                           bank::common_facts(), bank::lists())
      .flow;
}

void stand_on(TownRoom& room, const fs::path& path) {
  dialog::Question question;
  question.flow = path.stem().string();
  question.version = flow_of(path).hash;
  question.step = "which";
  question.asked_at = room.now;
  dialog::Conversation talk;
  talk.open = question;
  room.database->transact([&](store::Transaction& tx) {
    store::serve_flow_version(tx, {question.version, question.flow, dialog::contents(path)},
                              room.now);
    const auto contact = store::contact_of(tx, {"sms", asker}, "sms", 1, room.now);
    store::save_conversation(tx, contact.id, dialog::write_conversation(talk), {});
  });
}

}  // namespace

TEST_CASE("every edit under somebody's feet is found with its place and its code") {
  const auto folders = fs::path(KINDBANK_SOURCE_DIR) / "tests/bot/broken/live";
  for (const auto& folder : fs::directory_iterator(folders)) {
    INFO(folder.path().filename().string());
    TownRoom room;
    Library served;
    std::map<std::string, std::vector<dialog::Finding>> by_file;
    const auto begun = dialog::yaml_files(folder.path() / "begun");
    for (const auto& path : begun) {
      by_file[path.string()];
      stand_on(room, path);
    }
    for (const auto& path : dialog::yaml_files(folder.path() / "served")) {
      by_file[path.string()];
      served.flows.add(flow_of(path));
    }
    for (const auto& one : check_against_live(*room.database, served, "flows", room.now)) {
      CHECK(one.message.ends_with("."));
      CHECK_FALSE(one.hint.empty());
      const auto file = by_file.find(one.place.file);
      (file == by_file.end() ? by_file.at(begun.front().string()) : file->second).push_back(one);
    }
    for (const auto& [file, findings] : by_file) {
      const auto text = dialog::contents(file);
      CHECK((findings.empty() ? "#" : "# " + dialog::short_list(findings)) ==
            text.substr(0, text.find('\n')));
    }
  }
}
