// kindbank: one program, one command after its name. This is the table of contents; each command is
// in command_<name>.cc.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>

#include "bot/command.h"
#include "bot/commands.h"

namespace {

using namespace kindbank::bot;

// Everything that a command line can say.
struct Line {
  HouseInput house;
  std::string config;
  std::vector<std::string> set;
  ServeOptions serve;
  ChatOptions chat;
  std::string record;
  ReplayOptions replay;
  CheckOptions check;
  GraphOptions graph;
  ExplainOptions explain;
  ExportOptions exported;
  std::string file;
  RestoreOptions restore;
  std::int64_t member = 0;
  std::string level;
  std::string by;
  NewCoordinator coordinator;
  AreaImport areas;
  std::string coordinator_id;
  Sources sources = Sources::hide;
  std::function<int()> run;
};

CLI::App* add(CLI::App& to, Line& line, const std::string& name, const std::string& about,
              std::function<int()> run) {
  auto* command = to.add_subcommand(name, about);
  command->add_option("--config", line.config, "The settings file")->type_name("FILE");
  command
      ->add_option("--set", line.set,
                   "One setting, above the file and the environment: server.listen=127.0.0.1:8080")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  if (run) command->callback([&line, run = std::move(run)] { line.run = run; });
  return command;
}

void add_serve(CLI::App& app, Line& line) {
  auto* command = add(app, line, "serve", "Answer the channels, send, keep the promises",
                      [&line] { return serve(line.house, line.serve); });
  command->add_flag_callback(
      "--sim", [&line] { line.serve.simulator = ServeOptions::Simulator::on; },
      "With the phone simulator at /sim");
}

void add_chat(CLI::App& app, Line& line) {
  auto* command =
      add(app, line, "chat",
          "The same bot in a terminal, on a throw-away store unless --config is given; a server on "
          "that ledger must be stopped first",
          [&line] {
            if (!line.record.empty()) line.chat.record = line.record;
            return chat(line.house, line.chat);
          });
  command->add_option("--as", line.chat.as, "The phone that speaks first")
      ->type_name("ADDRESS")
      ->capture_default_str();
  command->add_option("--record", line.record, "Write the talk down as a transcript")
      ->type_name("FILE");
}

void add_replay(CLI::App& app, Line& line) {
  auto* command = add(app, line, "replay", "Play recorded talks and say where they differ",
                      [&line] { return replay_files(line.house, line.replay); });
  command->add_option("path", line.replay.paths, "Transcripts (*.chat), or folders of them")
      ->required()
      ->type_name("PATH");
  command->add_flag_callback(
      "--branches", [&line] { line.replay.branches = ReplayOptions::Branches::demand; },
      "Every branch of the flows must be taken, as by a folder of talks: list those that no talk "
      "took, and exit 1 if any");
  command->add_flag_callback(
      "--costs", [&line] { line.replay.costs = ReplayOptions::Costs::print; },
      "Print how many texts each phone of a talk sends and receives, and in how many segments");
}

void add_check(CLI::App& app, Line& line) {
  auto* command = add(app, line, "check", "Everything wrong with flows, words and settings",
                      [&line] { return check(line.house, line.check); });
  command->add_option("path", line.check.paths, "Flow files, or folders of them")
      ->type_name("PATH");
  command->add_option("--format", line.check.format, "text, json or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command->add_flag_callback(
      "--strict", [&line] { line.check.strict = CheckOptions::Strict::yes; }, "Warnings count too");
  command->add_flag_callback(
      "--reference", [&line] { line.check.print = CheckOptions::Print::reference; },
      "Print what each code means, and check nothing");
  command->add_flag_callback(
      "--actions", [&line] { line.check.print = CheckOptions::Print::actions; },
      "Print what flows can do, and check nothing");
  command->add_flag_callback(
      "--language", [&line] { line.check.print = CheckOptions::Print::keys; },
      "Print every key that a flow is written with, and check nothing");
  command->add_flag_callback(
      "--schema", [&line] { line.check.print = CheckOptions::Print::schema; },
      "Print the JSON Schema of a flow, for editors, and check nothing");
  command->add_flag_callback(
      "--language-schema", [&line] { line.check.print = CheckOptions::Print::language_schema; },
      "Print the JSON Schema of a language's file, for editors, and check nothing");
  auto* live = command->add_flag_callback(
      "--against-live",
      [&line] { line.check.live = std::max(line.check.live, CheckOptions::Live::look); },
      "And how many people stand on each step that has changed");
  command
      ->add_flag_callback(
          "--move-all", [&line] { line.check.live = CheckOptions::Live::move; },
          "Have the server take the flows, and move who stands on older ones")
      ->needs(live);
}

void add_explain(CLI::App& app, Line& line) {
  auto* command = add(app, line, "explain", "How the bot reads a text, as one JSON object",
                      [&line] { return explain_text(line.house, line.explain); });
  command->add_option("text", line.explain.text, "What somebody texts")
      ->required()
      ->type_name("TEXT");
  command->add_option("--expect", line.explain.expect, "Read as that, like number or yes_no")
      ->type_name("KIND");
  command->add_option("--flow", line.explain.flow, "As the answer to this flow's")
      ->type_name("FLOW");
  command->add_option("--step", line.explain.step, "... step")->type_name("STEP");
  command->add_option("--lang", line.explain.language, "The person's language")
      ->type_name("LANG")
      ->capture_default_str();
  command->add_option("--now", line.explain.now, "The town's time: 2026-11-24T10:00")
      ->type_name("TIME");
}

void add_graph(CLI::App& app, Line& line) {
  auto* command = add(app, line, "graph", "A picture of a flow, or of how all begin one another",
                      [&line] { return draw_graph(line.house, line.graph); });
  auto* flow = command->add_option("flow", line.graph.flow, "Its name")->type_name("FLOW");
  command
      ->add_option("--into", line.graph.into,
                   "A folder for all pictures: one of each flow, and all.* of all")
      ->type_name("FOLDER")
      ->excludes(flow);
  command->add_option("--format", line.graph.format, "dot, svg (drawn by Graphviz) or mermaid")
      ->check(CLI::IsMember({"dot", "svg", "mermaid"}))
      ->capture_default_str();
}

void add_export(CLI::App& app, Line& line) {
  auto* command = add(app, line, "export", "The ledger, or what is held about one person",
                      [&line] { return export_ledger(line.house, line.exported); });
  auto* member = command->add_option("--member", line.exported.member, "Only this member's");
  member->type_name("N");
  command->add_option("--partner", line.exported.partner, "Only a partner organisation's people")
      ->type_name("CODE")
      ->excludes(member);
  command->add_option("--format", line.exported.format, "json or csv")
      ->check(CLI::IsMember({"json", "csv"}))
      ->capture_default_str();
}

void add_upkeep(CLI::App& app, Line& line) {
  auto* kept = add(app, line, "backup", "A whole copy of the ledger, while the server runs",
                   [&line] { return back_up(line.house, line.file); });
  kept->add_option("file", line.file, "Where to; must not exist")->required()->type_name("FILE");
  auto* back = add(app, line, "restore", "Put a backup where the ledger is to be",
                   [&line] { return restore(line.house, line.restore); });
  back->add_option("file", line.restore.file, "What backup wrote")->required()->type_name("FILE");
  back->add_option("--rights", line.restore.rights,
                   "The rights.log of other machines that shared the ledger, each with its .pepper")
      ->type_name("FILE");
  add(app, line, "migrate", "Bring the ledger to this program's form, as serve does",
      [&line] { return migrate(line.house); });
}

void add_member(CLI::App& app, Line& line) {
  auto* member = app.add_subcommand("member", "Members by their number");
  member->require_subcommand(1);
  add(*member, line, "list", "Everybody", [&line] { return list_members(line.house); });
  auto* show = add(*member, line, "show", "One of them",
                   [&line] { return show_member(line.house, line.member); });
  show->add_option("number", line.member)->required()->type_name("N");
  auto* vet = add(*member, line, "vet", "Write down that somebody met and checked them",
                  [&line] { return vet_member(line.house, line.member, line.level, line.by); });
  vet->add_option("number", line.member)->required()->type_name("N");
  vet->add_option("level", line.level, "V0, V1, V2 or V3")->required()->type_name("LEVEL");
  vet->add_option("--by", line.by, "Who met them")->required()->type_name("WHO");
  add(*member, line, "join", "Join somebody who has no phone",
      [&line] { return join_member(line.house); });
}

void add_erase(CLI::App& app, Line& line) {
  auto* erase = add(app, line, "erase", "Forget a person, as they may ask",
                    [&line] { return erase_member(line.house, line.member); });
  erase->add_option("--member", line.member, "By their number")->required()->type_name("N");
}

void add_coordinator(CLI::App& app, Line& line) {
  auto* coordinator = app.add_subcommand("coordinator", "Who coordinates");
  coordinator->require_subcommand(1);
  auto* one = add(*coordinator, line, "add", "One more; prints the id",
                  [&line] { return add_coordinator(line.house, line.coordinator); });
  one->add_option("--name", line.coordinator.name)->required()->type_name("NAME");
  one->add_option("--address", line.coordinator.addresses, "Where they are texted")
      ->required()
      ->type_name("ADDRESS");
  one->add_option("--digest", line.coordinator.digest, "When they get the day's list: 08:00,13:00")
      ->delimiter(',')
      ->type_name("HH:MM");
  one->add_option("--on-call", line.coordinator.on_call,
                  "always, never, or hours: Mon-Fri 08:00-18:00, Sat 10:00-14:00")
      ->type_name("ROTA")
      ->capture_default_str();
  one->add_option("--partner", line.coordinator.partner,
                  "The code of their organisation, whose people alone they see")
      ->type_name("CODE");
  add(*coordinator, line, "list", "Everybody", [&line] { return list_coordinators(line.house); });
  auto* gone = add(*coordinator, line, "remove", "One less",
                   [&line] { return remove_coordinator(line.house, line.coordinator_id); });
  gone->add_option("id", line.coordinator_id)->required()->type_name("ID");
}

void add_digest(CLI::App& app, Line& line) {
  auto* command = add(app, line, "digest", "What coordinators read at their hours",
                      [&line] { return preview_digest(line.house); });
  command
      ->add_flag_callback(
          "--preview", [] {}, "What each would get now; nothing is sent")
      ->required();
}

void add_doctor(CLI::App& app, Line& line) {
  add(app, line, "doctor", "Whether each channel would work; nothing is sent to anybody",
      [&line] { return examine_channels(line.house); });
}

void add_areas(CLI::App& app, Line& line) {
  auto* areas = app.add_subcommand("areas", "The neighbourhoods of a town");
  areas->require_subcommand(1);
  auto* import = add(*areas, line, "import",
                     "Print the areas of a district, out of the open ONS postcode file",
                     [&line] { return import_areas(line.areas); });
  import->add_option("file", line.areas.file, "ONSPD_...csv or NSPL_...csv")
      ->required()
      ->type_name("FILE");
  import->add_option("--district", line.areas.district, "The district's code, like E07000243")
      ->required()
      ->type_name("CODE");
  import->add_option("--wards", line.areas.wards, "The names of wards: WD25CD,WD25NM,...")
      ->type_name("FILE");
}

void add_config(CLI::App& app, Line& line) {
  auto* config = app.add_subcommand("config", "The settings");
  config->require_subcommand(1);
  auto* show = add(*config, line, "show", "The settings in force",
                   [&line] { return show_config(line.house, line.sources); });
  show->add_flag_callback(
      "--sources", [&line] { line.sources = Sources::show; }, "And where each comes from");
}

// False where a --set is not KEY=VALUE.
bool read_house_input(Line& line) {
  if (!line.config.empty()) line.house.config = line.config;
  for (const auto& one : line.set) {
    const auto equals = one.find('=');
    if (equals == 0 || equals == std::string::npos) return false;
    line.house.flags[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return true;
}

// The word that stands where a command should and is none, or "".
std::string unknown_command(const CLI::App& app, int count, char** words) {
  const auto* current = &app;
  for (int i = 1; i < count && current->get_require_subcommand_min() > 0; ++i) {
    const std::string word = words[i];
    if (word.starts_with("-")) return {};
    const auto found =
        current->get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
    if (found.empty()) return word;
    current = found.front();
  }
  return {};
}

int run(int count, char** words) {
  Line line;
  CLI::App app("The text-message front door of a town's Bank of Kindness", "kindbank");
  app.set_version_flag("--version", std::string("kindbank ") + KINDBANK_VERSION);
  app.require_subcommand(1);
  add_serve(app, line);
  add_chat(app, line);
  add_replay(app, line);
  add_check(app, line);
  add_explain(app, line);
  add_graph(app, line);
  add_export(app, line);
  add_upkeep(app, line);
  add_member(app, line);
  add_erase(app, line);
  add_coordinator(app, line);
  add_digest(app, line);
  add_doctor(app, line);
  add_areas(app, line);
  add_config(app, line);
  if (const auto word = unknown_command(app, count, words); !word.empty())
    return refuse("there is no command '" + word + "' (kindbank --help says more)", exit_unusable);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return refuse(std::string(error.what()) + " (kindbank --help says more)", exit_unusable);
  }
  if (!read_house_input(line))
    return refuse("write --set like server.listen=127.0.0.1:0", exit_unusable);
  return line.run();
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& error) {
    return refuse(error.what());
  }
}
