// A town whose flows are edited while people talk: the shipped ones with one text changed, or a
// step renamed.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "bank/actions.h"
#include "dialog/load.h"
#include "tests/bot/town_room.h"

namespace kindbank::bot {

// The shipped library, in which the flow says `to` wherever it said `from`.
inline std::shared_ptr<const Library> edited(const std::string& flow, const std::string& from,
                                             const std::string& to) {
  auto library = std::make_shared<Library>(shipped_library());
  for (auto& source : library->sources) {
    if (source.name != flow) continue;
    auto place = source.text.find(from);
    if (place == source.text.npos) throw std::logic_error("nothing to edit: " + from);
    for (; place != source.text.npos; place = source.text.find(from, place + to.size()))
      source.text.replace(place, from.size(), to);
    auto read = dialog::read_flow(source.text, flow + ".yaml", bank::signatures(),
                                  bank::common_facts(), bank::lists());
    if (read.runs != dialog::FlowRead::Runs::yes)
      throw std::logic_error(dialog::say(read.findings.at(0)));
    source.hash = read.flow.hash;
    dialog::Flows flows;
    for (const auto* other : library->flows.all())
      flows.add(other->name == flow ? read.flow : *other);
    library->flows = std::move(flows);
  }
  return library;
}

}  // namespace kindbank::bot
