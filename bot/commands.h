// The commands of the program, one source each (command_<name>.cc). Each returns the process's exit
// code and says in one clear line on stderr why it could not do its work.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/house.h"

namespace kindbank::bot {

struct ServeOptions {
  enum class Simulator { off, on } simulator = Simulator::off;
};
int serve(const HouseInput& house, const ServeOptions& options);

struct ChatOptions {
  std::string as = "sim:you";
  std::optional<std::string> record;
};
int chat(const HouseInput& house, const ChatOptions& options);

struct ReplayOptions {
  std::vector<std::string> paths;  // of transcripts, or of folders of them
  enum class Branches { count, demand } branches = Branches::count;  // a folder demands them, too
  enum class Costs { leave_out, print } costs = Costs::leave_out;
};
int replay_files(const HouseInput& house, const ReplayOptions& options);

struct CheckOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  enum class Strict { no, yes } strict = Strict::no;
  enum class Print {
    findings,
    reference,
    actions,
    keys,
    schema,
    language_schema
  } print = Print::findings;
  // With those who stand on what has changed; `move` moves whom it can before.
  enum class Live { no, look, move } live = Live::no;
};
int check(const HouseInput& house, const CheckOptions& options);

struct GraphOptions {
  std::string flow;  // "": how all of them begin one another
  std::string format = "dot";
  std::string into;  // a folder for the pictures of all of them, each flow's and the one of all
};
int draw_graph(const HouseInput& house, const GraphOptions& options);

struct ExplainOptions {
  std::string text;
  std::string expect;  // "": the step's
  std::string flow;
  std::string step;
  std::string language = "en";
  std::string now;  // "2026-11-24T10:00"; "": this moment
};
int explain_text(const HouseInput& house, const ExplainOptions& options);

struct ExportOptions {
  std::optional<std::int64_t> member;
  std::string partner;  // its people alone; "": everybody
  std::string format = "json";
};
int export_ledger(const HouseInput& house, const ExportOptions& options);

// A whole copy of the ledger in one file, while the server runs.
int back_up(const HouseInput& house, const std::string& file);
// A backup put where the settings' ledger is to be, and what people asked for since.
struct RestoreOptions {
  std::string file;
  std::vector<std::string> rights;  // the rights logs of other machines
};
int restore(const HouseInput& house, const RestoreOptions& options);
int migrate(const HouseInput& house);

int list_members(const HouseInput& house);
int show_member(const HouseInput& house, std::int64_t number);
int vet_member(const HouseInput& house, std::int64_t number, const std::string& level,
               const std::string& by);
// Forgets the person behind a number; what the bank did stays, as that of a former member.
int erase_member(const HouseInput& house, std::int64_t number);
int join_member(const HouseInput& house);

struct NewCoordinator {
  std::string name;
  std::vector<std::string> addresses;
  std::vector<std::string> digest;
  std::string on_call = "always";
  std::string partner;
};
int add_coordinator(const HouseInput& house, const NewCoordinator& coordinator);
int list_coordinators(const HouseInput& house);
int remove_coordinator(const HouseInput& house, const std::string& id);

// What each coordinator would get now, on stdout.
int preview_digest(const HouseInput& house);

// Whether each channel would work, a line for each thing; exit_failed where one would not.
int examine_channels(const HouseInput& house);

// The areas of a district out of the ONS postcode file, printed as config/areas.yaml.
struct AreaImport {
  std::string file;
  std::string district;
  std::string wards;  // a file with their names, or ""
};
int import_areas(const AreaImport& import);

enum class Sources { hide, show };
int show_config(const HouseInput& house, Sources sources);

}  // namespace kindbank::bot
