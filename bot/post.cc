#include "bot/post.h"

#include <nlohmann/json.hpp>

#include "bot/message_class.h"
#include "dialog/json.h"
#include "dialog/sms.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace kindbank::bot {
namespace {

bool shows_buttons(const adapters::Channel& channel, const Message& message) {
  return !message.options.empty() &&
         message.options.size() <= static_cast<std::size_t>(channel.limits.buttons);
}

std::string in_letters_of(const adapters::Channel& channel, const std::string& text) {
  if (channel.limits.letters == adapters::Limits::Letters::gsm7) return dialog::in_gsm7(text);
  return channel.limits.sms ? dialog::without_dear_accents(text) : text;
}

// Cut at characters, for channels that count those.
std::vector<std::string> split_characters(const std::string& text, std::size_t limit) {
  std::vector<std::string> parts;
  std::string part;
  std::size_t characters = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && characters == limit) {
      parts.push_back(std::move(part));
      part.clear();
      characters = 0;
    }
    if (begins) ++characters;
    part += c;
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

}  // namespace

// A list of options alone, or {"options": [...], "slots": [...]}.
std::string write_beside(const BesideText& beside) {
  if (beside.options.empty() && beside.slots.empty()) return {};
  auto list = nlohmann::json::array();
  for (const auto& option : beside.options)
    list.push_back({{"key", option.key}, {"label", option.label}});
  if (beside.slots.empty()) return write_json(list);
  return write_json({{"options", list}, {"slots", beside.slots}});
}

BesideText read_beside(const std::string& json) {
  BesideText beside;
  if (json.empty()) return beside;
  const auto read = read_json(json);
  if (!read) return beside;
  const auto& list = read->is_object() ? read->at("options") : *read;
  for (const auto& one : list)
    beside.options.push_back(
        {one.at("key").get<std::string>(), one.at("label").get<std::string>()});
  if (read->is_object()) beside.slots = read->at("slots").get<std::vector<std::string>>();
  return beside;
}

void post(store::Transaction& tx, store::Ids& ids, const Posting& posting) {
  const auto message =
      posting.channel.limits.sms ? posting.say.message : rich_of(posting.say.message);
  const bool buttons = shows_buttons(posting.channel, message);
  const auto shown = buttons ? message.text : numbered(message);
  const auto text = in_letters_of(posting.channel, shown);
  const auto texts = posting.channel.limits.sms
                         ? dialog::split_sms(text, posting.channel.limits.segments)
                         : split_characters(text, posting.channel.limits.text);
  if (texts.empty()) return;
  const auto& rules = message_class(posting.say.message_class);

  store::OutboundMessage logged;
  logged.id = ids.next();
  logged.channel = posting.channel.name;
  logged.contact = posting.to.id;
  logged.member = posting.member;
  logged.message_class = posting.say.message_class;
  logged.text = text;
  logged.parts = static_cast<int>(texts.size());
  logged.cause = posting.cause;
  logged.at = posting.now;
  store::insert_outbound(tx, logged);

  int number = 0;
  for (const auto& one : texts) {
    store::Part part;
    part.id = ids.next();
    part.message = logged.id;
    part.contact = posting.to.id;
    part.number = ++number;
    part.channel = posting.channel.name;
    if (texts.size() > 1 || one != text) part.text = one;
    BesideText beside;
    if (texts.size() == 1) beside.slots = posting.say.slots;
    if (buttons && number == static_cast<int>(texts.size())) {
      beside.options = message.options;
      part.question = posting.say.question == 0 ? "" : std::to_string(posting.say.question);
    }
    part.options_json = write_beside(beside);
    part.message_class = posting.say.message_class;
    part.message_template = posting.say.message_template;
    part.queued_at = posting.now;
    part.not_before = posting.not_before;
    if (rules.stale_after) part.stale_at = posting.not_before + *rules.stale_after;
    store::enqueue(tx, part);
  }
}

}  // namespace kindbank::bot
