#include "adapters/phone.h"

#include <catch2/catch.hpp>

using namespace kindbank::adapters;

TEST_CASE("UK numbers are one number however they are written") {
  for (const auto* written :
       {"+447400123456", "07400 123456", "07400-123-456", "+44 (0)7400 123456", "+44(0)7400123456",
        "0044 7400 123456", "0044 (0) 7400 123456", "447400123456", "44 (0)7400 123456",
        "+4407400123456", "(07400) 123456", "07400.123.456", " 07400123456 ",
        "\u202a+447400123456\u202c", "\u200b07400\u00a0123456\ufeff"}) {
    INFO(written);
    CHECK(to_e164(written) == "+447400123456");
    CHECK(read_sender(written) == Sender{"+447400123456", true});
  }
}

TEST_CASE("numbers that libraries call invalid are numbers all the same") {
  CHECK(to_e164("07700 900001") == "+447700900001");
  CHECK(to_e164("+447700900001") == "+447700900001");
  CHECK(to_e164("447700900001") == "+447700900001");
  CHECK(to_e164("+44 (0)7700 900001") == "+447700900001");
  CHECK(to_e164("07911 123456") == "+447911123456");  // Guernsey's range
  CHECK(to_e164("07624 123456") == "+447624123456");  // the Isle of Man's
}

TEST_CASE("an address is read as people write it") {
  using kindbank::Address;
  CHECK(read_mailbox("sms:07400 123456") == Address{"sms", "+447400123456"});
  CHECK(read_mailbox("sms:+447400123456") == Address{"sms", "+447400123456"});
  CHECK(read_mailbox("sim:asker") == Address{"sim", "asker"});
  CHECK(read_mailbox("telegram:42") == Address{"telegram", "42"});
  for (const auto* written : {"", "asker", ":asker", "sim:", "sim:bad address", "sim:a\n",
                              "sms:ada", "sms:60777", "two words:a", "sim:\u200b"}) {
    INFO(written);
    CHECK_FALSE(read_mailbox(written));
  }
}

TEST_CASE("numbers of other places keep their country") {
  CHECK(to_e164("+48 512 345 678") == "+48512345678");
  CHECK(to_e164("+49 15212 3456789012").has_value() == false);
  CHECK(to_e164("8249302837462819") == std::nullopt);
  CHECK(to_e164("0040 712 345 678") == "+40712345678");
  CHECK(to_e164("01438 123456") == "+441438123456");
}

TEST_CASE("names, short codes and nothing are senders without a way back") {
  CHECK(read_sender("Vodafone") == Sender{"Vodafone", false});
  CHECK(read_sender(" 3Network ") == Sender{"3Network", false});
  CHECK(read_sender("60777") == Sender{"60777", false});
  CHECK(read_sender("+60777") == Sender{"+60777", false});
  CHECK(read_sender("999") == Sender{"999", false});
  CHECK(read_sender("\u0645\u062f\u062f") == Sender{"\u0645\u062f\u062f", false});
  CHECK(read_sender("whatsapp:+447400123456").replyable == false);
  CHECK(read_sender("") == Sender{"unknown", false});
  CHECK(read_sender(" \u200b ") == Sender{"unknown", false});
  CHECK(read_sender("0800 KIND").replyable == false);
  CHECK(read_sender(std::string(5000, 'x')).handle.size() == 64);
  CHECK(read_sender(std::string(5000, '7')).replyable == false);
}

TEST_CASE("what is no whole number has no E.164") {
  for (const auto* written :
       {"", "60777", "Vodafone", "+", "0044", "07400+123456", "12*34567890"}) {
    INFO(written);
    CHECK_FALSE(to_e164(written));
  }
}
