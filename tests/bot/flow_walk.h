// Goes through every state that a talk in one flow can be in, by the engine: with every answer that
// its questions offer, every silence and every outcome of its actions. Two sets of flows are walked
// side by side, so that what differs to a person or to the bank shows.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "dialog/flow.h"
#include "dialog/respond.h"
#include "dialog/words.h"

namespace kindbank::bot {

// Where both walks stand alike, after a turn that is over.
using AtState = std::function<void(const dialog::Conversation&)>;

// What a text of the walk's member does to a talk; an action of it is not performed.
dialog::Turn heard_by(const dialog::Flows& flows, const dialog::Words& words,
                      const dialog::Conversation& talk, const std::string& text);

// To whom a difference shows: a phone without buttons knows no keys and no longer texts.
enum class ShownTo { every_phone, basic_phones };

// Walks the flow of that name in `one` and what stands in its place in `other`. Says where they
// first differ, or nothing; a test that takes more than `most` turns has found no difference.
std::optional<std::string> walk_difference(const dialog::Flows& one, const dialog::Flows& other,
                                           const std::string& flow, const dialog::Words& words,
                                           const AtState& at_state, std::size_t most = 4000,
                                           ShownTo shown_to = ShownTo::every_phone);

// Whoever is silent from here on: how often they are texted until the talk is over. Nothing where
// it never is.
std::optional<int> silences_until_end(const dialog::Flows& flows, const dialog::Words& words,
                                      dialog::Conversation talk);

}  // namespace kindbank::bot
