// Plays transcripts and says where what happens differs from what is written.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bot/library.h"
#include "bot/rehearsal.h"
#include "bot/seed.h"
#include "bot/transcript.h"

namespace kindbank::bot {

// Where transcripts and terminals begin: these people, at the rehearsal's time.
void plant_town(Rehearsal& rehearsal, const bank::Town& town,
                const std::vector<SeedPerson>& people);

struct Difference {
  std::string where;     // "file:line"
  std::string expected;  // "" where nothing was expected
  std::string shown;     // "" where nothing came
};

// What a talk costs at one phone: texts that it sends, and texts and segments that reach it.
struct PhoneCost {
  int sent = 0;
  int received = 0;
  int segments = 0;
};

struct Replayed {
  std::vector<Difference> differences;
  std::map<std::string, PhoneCost> costs;
  std::set<std::string> branches;  // "ask/what.lift>when"; by silence "ask/what~>lapse"
};

// `towns` is the folder of <name>.yaml seeds. Fails where the town cannot be read.
enum class PlayUntil { end, first_difference };
Result<Replayed> replay(const Library& library, const std::filesystem::path& towns,
                        const Transcript& transcript, PlayUntil until = PlayUntil::end);

// Every branch that the flows have, to measure what transcripts took against. Only for flows
// without errors.
std::set<std::string> branches_of(const dialog::Flows& flows);

}  // namespace kindbank::bot
