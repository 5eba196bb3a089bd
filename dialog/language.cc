#include "dialog/language.h"

namespace kindbank::dialog {

const Place& Language::at(std::string_view part) const {
  const auto found = places.find(part);
  return found == places.end() ? place : found->second;
}

const TranslatedText* Language::find(std::string_view flow, std::string_view step,
                                     std::string_view part) const {
  const auto in_flow = flows.find(flow);
  if (in_flow == flows.end()) return nullptr;
  const auto in_step = in_flow->second.steps.find(step);
  if (in_step == in_flow->second.steps.end()) return nullptr;
  const auto text = in_step->second.texts.find(part);
  return text == in_step->second.texts.end() ? nullptr : &text->second;
}

}  // namespace kindbank::dialog
