// What must not be taken for somebody's word: a row a kind of bad input and platform. A platform
// says of every kind what becomes of it, or why it cannot come that way; a new one that is silent
// of a kind fails here.
#include <map>

#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

// What becomes of a stored call.
struct Call {
  std::string row;
  int status = 403;
  std::size_t messages = 0;
  std::size_t reports = 0;
};
// An answer that says yes and means no; it must not count as sent.
struct Lie {
  int status = 200;
  std::string body;
};
// The setting whose new value makes yesterday's calls forged.
struct Rotated {
  std::string setting;
};
struct Replayed {};  // has the id that it had
struct NotThisWay {
  std::string why;
};
using Row = std::variant<Call, Lie, Rotated, Replayed, NotThisWay>;
using Rows = std::map<std::string, Row>;

const std::vector<std::string> kinds = {"forged",
                                        "replayed",
                                        "stale",
                                        "wrong account",
                                        "rotated key",
                                        "truncated",
                                        "one bad in a batch",
                                        "unknown kind",
                                        "group",
                                        "own echo",
                                        "edit",
                                        "duplicate in a batch",
                                        "unheard-of status",
                                        "lying answer"};

const NotThisWay unsigned_time{"no time is signed: a second copy is known by its id"};
const NotThisWay one_a_call{"one call, one message"};
const NotThisWay no_groups{"a text message has no groups"};
const NotThisWay no_echo{"our own texts do not come back"};
const NotThisWay no_edits{"a text message is not edited"};
const NotThisWay no_accounts{"the proof is that of one account"};

Rows text_message(Rows more) {
  Rows rows = {{"forged", Call{"forged"}},
               {"replayed", Replayed{}},
               {"stale", unsigned_time},
               {"wrong account", no_accounts},
               {"truncated", Call{"malformed", 400}},
               {"one bad in a batch", one_a_call},
               {"unknown kind", one_a_call},
               {"group", no_groups},
               {"own echo", no_echo},
               {"edit", no_edits},
               {"duplicate in a batch", one_a_call},
               {"unheard-of status", Call{"report_unheard_of", 200}}};
  for (auto& [kind, row] : more) rows.insert_or_assign(kind, std::move(row));
  return rows;
}

std::map<std::string, Rows> table() {
  return {
      {"twilio", text_message({{"wrong account", Call{"other_account"}},
                               {"rotated key", Rotated{"auth_token"}},
                               {"lying answer", Lie{201, R"({"sid":"SM1","status":"failed"})"}}})},
      {"notify", text_message({{"rotated key", Rotated{"bearer_token"}},
                               {"unknown kind", Call{"neither", 400}},
                               {"lying answer", Lie{201, R"({"errors":[{"error":"x"}]})"}}})},
      {"smsgate", text_message({{"stale", Call{"stale"}},
                                {"rotated key", Rotated{"signing_key"}},
                                {"unknown kind", Call{"ping", 200}},
                                {"unheard-of status", Call{"ping", 200}},
                                {"lying answer", Lie{202, R"({"message":"no device"})"}}})},
      {"telegram", text_message({{"rotated key", Rotated{"secret_token"}},
                                 {"unknown kind", Call{"blocked", 200}},
                                 {"group", Call{"group", 200}},
                                 {"own echo", Call{"other_bot", 200}},
                                 {"edit", Call{"edited", 200}},
                                 {"unheard-of status", NotThisWay{"Telegram reports nothing"}},
                                 {"lying answer", Lie{200, R"({"ok":false,"error_code":400})"}}})},
      {"kannel", text_message({{"rotated key", Rotated{"secret"}},
                               {"lying answer", Lie{200, "Sent. Denied receivers are: x"}}})},
      {"whatsapp", text_message({{"rotated key", Rotated{"app_secret"}},
                                 {"wrong account", Call{"other_number", 200}},
                                 {"one bad in a batch", Call{"batch", 200, 2, 1}},
                                 {"unknown kind", Call{"reaction", 200}},
                                 {"group", Call{"group", 200}},
                                 {"own echo", Call{"own_echo", 200}},
                                 {"edit", Call{"edit", 200}},
                                 {"duplicate in a batch", Call{"twice", 200, 2}},
                                 {"lying answer", Lie{200, R"({"error":{"code":131026}})"}}})},
      {"vonage", text_message({{"stale", Call{"stale"}},
                               {"wrong account", Call{"other_account"}},
                               {"rotated key", Rotated{"signature_secret"}},
                               {"unknown kind", Call{"other_channel", 200}},
                               {"lying answer", Lie{200, R"({"title":"Low balance"})"}}})},
      {"vonage-sms",
       text_message({{"stale", Call{"stale"}},
                     {"wrong account", Call{"other_account"}},
                     {"rotated key", Rotated{"signature_secret"}},
                     {"unknown kind", Call{"binary", 200, 1}},
                     {"lying answer", Lie{200, R"({"messages":[{"status":"4"}]})"}}})},
      {"voice", text_message({{"wrong account", Call{"other_account"}},
                              {"rotated key", Rotated{"auth_token"}},
                              {"own echo", Call{"of_ours", 200, 1}},
                              {"unheard-of status", Call{"report_of_theirs", 200}},
                              {"lying answer", Lie{201, R"({"sid":"CA1","status":"failed"})"}}})},
      {"sim", text_message({{"rotated key", NotThisWay{"the simulator has none"}},
                            {"unheard-of status", NotThisWay{"the simulator reports nothing"}},
                            {"lying answer", Lie{202, R"({"error":"x"})"}}})},
  };
}

std::map<std::string, ChannelSettings> settings_of_all() {
  std::map<std::string, ChannelSettings> all;
  for (auto& settings :
       {twilio_settings(), notify_settings(), smsgate_settings(), telegram_settings(),
        kannel_settings(), whatsapp_settings(), vonage_settings(), vonage_sms_settings(),
        voice_settings(), sim_settings()})
    all.emplace(settings.adapter, settings);
  return all;
}

void hold(const ChannelSettings& settings, const Row& row) {
  const auto channel = make_channel(settings);
  const auto stored = [&](const std::string& name) {
    return payload(settings.adapter + "/" + name);
  };
  if (const auto* call = std::get_if<Call>(&row)) {
    const auto reading = read_payload(channel, stored(call->row));
    CHECK(refusal_of(reading) == call->status);
    if (const auto* arrived = std::get_if<Arrived>(&reading)) {
      CHECK(arrived->messages.size() == call->messages);
      CHECK(arrived->reports.size() == call->reports);
    }
  } else if (const auto* lie = std::get_if<Lie>(&row)) {
    const auto delivery = channel.outcome(part_out(), HttpResponse{lie->status, {}, lie->body});
    CHECK_FALSE(std::holds_alternative<Sent>(delivery));
  } else if (const auto* rotated = std::get_if<Rotated>(&row)) {
    auto renewed = settings;
    REQUIRE(renewed.values.contains(rotated->setting));
    renewed.values[rotated->setting] = "another-secret-that-is-quite-new-and-long";
    CHECK(refusal_of(read_payload(make_channel(renewed), stored("text"))) == 403);
  } else if (std::holds_alternative<Replayed>(row)) {
    const auto id = message_of(read_payload(channel, stored("text"))).provider_id;
    CHECK(message_of(read_payload(channel, stored("text"))).provider_id == id);
    CHECK_FALSE(id.empty());
  } else {
    CHECK_FALSE(std::get<NotThisWay>(row).why.empty());
  }
}

}  // namespace

TEST_CASE("of every kind of bad input every platform says what becomes of it, and it does") {
  const auto rows = table();
  const auto settings = settings_of_all();
  for (const Adapter& adapter : kindbank::adapters::adapters()) {
    const std::string name(adapter.name);
    if (name == "email") continue;  // nothing comes in by it
    INFO(name);
    REQUIRE(rows.contains(name));
    CHECK(rows.at(name).size() == kinds.size());
    for (const auto& kind : kinds) {
      INFO(kind);
      REQUIRE(rows.at(name).contains(kind));
      hold(settings.at(name), rows.at(name).at(kind));
    }
  }
}

TEST_CASE("of every platform is said what becomes of a text that we could not keep") {
  const std::map<std::string, Redelivery> expected = {
      {"twilio", Redelivery::pollable}, {"notify", Redelivery::pollable},
      {"smsgate", Redelivery::retries}, {"telegram", Redelivery::retries},
      {"kannel", Redelivery::retries},  {"whatsapp", Redelivery::retries},
      {"vonage", Redelivery::retries},  {"vonage-sms", Redelivery::retries},
      {"voice", Redelivery::none},      {"sim", Redelivery::none}};
  for (const auto& [name, settings] : settings_of_all()) {
    INFO(name);
    const auto channel = make_channel(settings);
    REQUIRE(expected.contains(name));
    CHECK(channel.redelivery == expected.at(name));
    const bool can_be_read = static_cast<bool>(channel.list) && static_cast<bool>(channel.listed);
    CHECK(can_be_read == (channel.redelivery == Redelivery::pollable));
    CHECK(channel.limits.body >= 64 * 1024);
    CHECK(channel.limits.text >= 1600);
  }
}
