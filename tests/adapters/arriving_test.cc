// What comes in: the same rows for every platform.
#include "dialog/utf8.h"
#include "tests/adapters/payload.h"

using namespace kindbank;
using namespace kindbank::adapters;

namespace {

struct Platform {
  Channel channel;
  Address from;
  std::string provider_id;
  Inbound choice;     // what the answer to a question looks like
  int without_proof;  // the status of a call without what a genuine one has
  bool media = true;  // whether pictures and sound come this way
};

std::vector<Platform> platforms() {
  Inbound numbered_choice;
  numbered_choice.message.text = "2";
  Inbound pressed_key;
  pressed_key.message.text = "1";
  pressed_key.pressed = "q12:lift";
  Inbound pressed_alone;
  pressed_alone.message.text = "lift";
  pressed_alone.pressed = "q12:lift";
  const std::string moment = "PyDmBQZZXYmyxMwED8Fzy/a1b2c3d4/1795168800000";
  Inbound pressed_choice;
  pressed_choice.message.text = "Lift";
  pressed_choice.pressed = "q12:lift";
  return {{make_channel(twilio_settings()),
           {"sms", "+447400123456"},
           "SM0123456789abcdef0123456789abcdef",
           numbered_choice,
           400},
          {make_channel(voice_settings()),
           {"voice", "+447400123456"},
           "CA0123456789abcdef0123456789abcdef.1",
           pressed_key,
           400,
           false},
          {make_channel(notify_settings()),
           {"sms", "+447400123456"},
           "b51f638b-4295-46e0-a06e-cd41eee7c33b",
           numbered_choice,
           401,
           false},
          {make_channel(smsgate_settings()),
           {"sms", "+447400123456"},
           moment,
           numbered_choice,
           401,
           false},
          {make_channel(telegram_settings()),
           {"telegram", "3527065"},
           "174114370",
           pressed_alone,
           401,
           false},
          {make_channel(kannel_settings()),
           {"sms", "+447400123456"},
           "7f3a2b1c-0000-4000-8000-0123456789ab",
           numbered_choice,
           401,
           false},
          {make_channel(whatsapp_settings()),
           {"whatsapp", "+447400123456"},
           "wamid.A",
           pressed_choice,
           401,
           false},
          {make_channel(vonage_settings()),
           {"sms", "+447400123456"},
           "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
           numbered_choice,
           503,
           false},
          {make_channel(vonage_sms_settings()),
           {"sms", "+447400123456"},
           "0A0000000123ABCD1",
           numbered_choice,
           401,
           false},
          {make_channel(sim_settings()), {"sim", "+447700900001"}, "7f3a", pressed_choice, 415}};
}

Reading read(const Platform& platform, const std::string& row) {
  return read_payload(platform.channel, payload(platform.channel.adapter + "/" + row));
}

}  // namespace

TEST_CASE("a text arrives from its sender with the provider's id") {
  for (const Platform& platform : platforms()) {
    const Inbound inbound = message_of(read(platform, "text"));
    CHECK(inbound.from == platform.from);
    CHECK(inbound.provider_id == platform.provider_id);
    CHECK(inbound.message.text == "D\u0175r & ladder = \u00a35? \U0001F600");
    CHECK(inbound.message.attachments.empty());
    CHECK(inbound.pressed.empty());
    CHECK(inbound.replyable);
    CHECK_FALSE(inbound.repaired);
  }
}

TEST_CASE("a choice arrives as the platform gives it") {
  for (const Platform& platform : platforms()) {
    const Inbound inbound = message_of(read(platform, "choice"));
    CHECK(inbound.message.text == platform.choice.message.text);
    CHECK(inbound.pressed == platform.choice.pressed);
  }
}

TEST_CASE("pictures and sound arrive by reference, without words") {
  for (const Platform& platform : platforms()) {
    if (!platform.media) continue;
    const Inbound inbound = message_of(read(platform, "media"));
    CHECK(inbound.message.text.empty());
    CHECK(inbound.message.attachments ==
          std::vector<Attachment>{{"https://api.twilio.com/media/ME0", "image/jpeg"},
                                  {"https://api.twilio.com/media/ME1", "audio/amr"}});
  }
}

TEST_CASE("the same text delivered twice has the same id") {
  for (const Platform& platform : platforms()) {
    CHECK(message_of(read(platform, "text")).provider_id ==
          message_of(read(platform, "text")).provider_id);
  }
}

TEST_CASE("a forged call is refused") {
  for (const Platform& platform : platforms()) {
    CHECK(refusal_of(read(platform, "forged")) == 403);
  }
}

TEST_CASE("a call without its proof is refused") {
  for (const Platform& platform : platforms()) {
    CHECK(refusal_of(read(platform, "missing")) == platform.without_proof);
  }
}

TEST_CASE("a malformed call is refused") {
  for (const Platform& platform : platforms()) {
    CHECK(refusal_of(read(platform, "malformed")) == 400);
  }
}

TEST_CASE("a refusal says why without words or numbers of the call") {
  for (const Platform& platform : platforms()) {
    for (const auto* row : {"forged", "missing", "malformed"}) {
      const auto refused = std::get<Refused>(read(platform, row));
      CHECK_FALSE(refused.why.empty());
      CHECK(refused.why.find("+44") == std::string::npos);
      CHECK(refused.answer.body.find("ladder") == std::string::npos);
    }
  }
}

TEST_CASE("an empty text arrives empty") {
  for (const Platform& platform : platforms()) {
    const Inbound inbound = message_of(read(platform, "empty"));
    CHECK(inbound.message == Message{});
    CHECK(inbound.from == platform.from);
  }
}

TEST_CASE("1,600 characters of Urdu or emoji arrive whole") {
  for (const Platform& platform : platforms()) {
    for (const auto* row : {"long_urdu", "long_emoji"}) {
      const Inbound inbound = message_of(read(platform, row));
      CHECK(code_points(inbound.message.text).size() == 1600);
      CHECK_FALSE(inbound.repaired);
    }
  }
}

TEST_CASE("broken bytes and NUL arrive repaired and marked") {
  for (const Platform& platform : platforms()) {
    for (const auto* row : {"invalid_utf8", "nul"}) {
      const Inbound inbound = message_of(read(platform, row));
      CHECK(inbound.message.text == "a\uFFFDb");
      CHECK(inbound.repaired);
    }
  }
}
