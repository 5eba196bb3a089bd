#include "bot/replay.h"

#include <deque>
#include <map>
#include <optional>

#include "bank/actions.h"
#include "dialog/sms.h"
#include "dialog/ways.h"

namespace kindbank::bot {
namespace {

// What each phone shows and no line has named yet.
class Screens {
 public:
  explicit Screens(const Transcript& transcript, std::vector<Difference>& differences)
      : transcript_(transcript), differences_(differences) {}

  void add(const std::vector<Received>& received) {
    for (const auto& one : received) shown_[one.phone.handle].push_back(on_one_line(one.text));
  }

  void expect(const Line& line) {
    auto& screen = shown_[line.actor];
    const auto shown = screen.empty() ? std::string{} : screen.front();
    if (!screen.empty()) screen.pop_front();
    if (!matches(line.text, shown))
      differences_.push_back({where(line.number), line.actor + "< " + line.text,
                              shown.empty() ? "" : line.actor + "< " + shown});
  }

  // Before anybody speaks again everything that was shown must have been named.
  void nothing_left(int line) {
    for (auto& [phone, screen] : shown_) {
      for (const auto& text : screen)
        differences_.push_back({where(line), "", phone + "< " + text});
      screen.clear();
    }
  }

 private:
  std::string where(int line) const { return transcript_.file + ":" + std::to_string(line); }

  const Transcript& transcript_;
  std::vector<Difference>& differences_;
  std::map<std::string, std::deque<std::string>> shown_;
};

std::string name_of(const dialog::Branch& branch) {
  const bool silent = branch.by == dialog::Branch::By::silence;
  const auto by = branch.taken_by.empty() ? "" : "." + branch.taken_by;
  return branch.flow + "/" + branch.step + by + (silent ? "~>" : ">") + branch.target;
}

}  // namespace

void plant_town(Rehearsal& rehearsal, const bank::Town& town,
                const std::vector<SeedPerson>& people) {
  const auto seed = rehearsal.draw_seed();
  rehearsal.database().transact([&](store::Transaction& tx) {
    store::Ids ids(rehearsal.now(), seed);
    plant(tx, ids, town, people, rehearsal.now());
  });
}

std::set<std::string> branches_of(const dialog::Flows& flows) {
  using By = dialog::Branch::By;
  std::set<std::string> all;
  for (const auto* flow : flows.all()) {
    const auto add = [&](const std::string& from, const std::string& to, By by,
                         const std::string& taken_by) {
      all.insert(name_of({flow->name, flow->hash, from, to, by, taken_by}));
    };
    for (const auto& way : dialog::ways_of(dialog::passages_of(*flow, bank::signatures(), {})))
      add(way.from, way.to, way.when == dialog::Way::When::silent ? By::silence : By::going_on,
          way.taken_by);
    for (const auto& step : flow->steps)
      if (step.silence && step.silence->next.empty()) add(step.name, step.name, By::silence, "");
  }
  return all;
}

Result<Replayed> replay(const Library& library, const std::filesystem::path& towns,
                        const Transcript& transcript, PlayUntil until) {
  const auto seed = read_town(towns, transcript.town);
  if (!seed) return fail(transcript.file + ": " + seed.error().message);
  std::optional<Library> own;  // where the town has kinds of help of its own
  if (!seed->categories.empty()) own = library;
  for (const auto& [name, category] : seed->categories) own->town.categories[name] = category;
  const auto& played = own ? *own : library;

  Replayed result;
  Rehearsal rehearsal(played, played.town.zone.to_utc(transcript.clock));
  rehearsal.turns().passed = [&](const dialog::Branch& branch) {
    result.branches.insert(name_of(branch));
  };
  plant_town(rehearsal, played.town, seed->people);

  Screens screens(transcript, result.differences);
  int last = 0;
  for (const auto& line : transcript.lines) {
    if (until == PlayUntil::first_difference && !result.differences.empty()) return result;
    last = line.number;
    if (line.kind == Line::Kind::shows) {
      screens.expect(line);
      continue;
    }
    screens.nothing_left(line.number);
    if (line.kind == Line::Kind::dies) {
      rehearsal.lose({"sim", line.actor});
      continue;
    }
    const bool waits = line.kind == Line::Kind::waits;
    if (!waits) ++result.costs[line.actor].sent;
    const auto received =
        waits ? rehearsal.wait(line.span) : rehearsal.text({"sim", line.actor}, line.text);
    for (const auto& one : received) {
      auto& cost = result.costs[one.phone.handle];
      ++cost.received;
      cost.segments += dialog::count_sms(one.text).segments;
    }
    screens.add(received);
  }
  screens.nothing_left(last);
  return result;
}

}  // namespace kindbank::bot
