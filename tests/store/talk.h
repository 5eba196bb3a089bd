// One contact with its messages, for the tests of what is said and delivered.
#pragma once

#include "store/contacts.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "tests/store/ledger.h"

namespace kindbank::store {

const Address someone{"sms", "+447400123456"};
const Address somebody_else{"sms", "+447400123457"};

struct Talk {
  Talk() : database(ledger()) {}
  explicit Talk(const std::string& file) : database(ledger(file)) {}

  Id contact(const Address& address = someone) {
    return database->transact([&](Transaction& tx) {
      return contact_of(tx, address, "sms", ++last_id, at_minute(0)).id;
    });
  }

  // Puts a message of so many parts into the outbox; its id.
  Id say(Id contact, const std::string& text, const std::string& message_class = "answer",
         int parts = 1, Time not_before = at_minute(0), std::optional<Time> stale_at = {}) {
    return database->transact([&](Transaction& tx) {
      OutboundMessage message;
      message.id = ++last_id;
      message.channel = "sms";
      message.contact = contact;
      message.message_class = message_class;
      message.text = text;
      message.parts = parts;
      message.at = at_minute(0);
      insert_outbound(tx, message);
      for (int number = 1; number <= parts; ++number) {
        Part part;
        part.id = ++last_id;
        part.message = message.id;
        part.number = number;
        part.channel = "sms";
        part.text = text + (parts > 1 ? " " + std::to_string(number) : "");
        part.message_class = message_class;
        part.queued_at = at_minute(0);
        part.not_before = not_before;
        part.stale_at = stale_at;
        enqueue(tx, part);
      }
      return message.id;
    });
  }

  std::vector<Part> take(int minute, Lane lane = Lane::normal, int limit = 16) {
    return database->transact([&](Transaction& tx) {
      Claim wanted;
      wanted.channel = "sms";
      wanted.lane = lane;
      wanted.now = at_minute(minute);
      wanted.lease_id = ++last_id;
      wanted.limit = limit;
      return claim(tx, wanted);
    });
  }

  std::vector<std::string> texts(const std::vector<Part>& parts) {
    std::vector<std::string> all;
    for (const auto& part : parts) all.push_back(part.text);
    return all;
  }

  void sent(const Part& part, const std::string& provider_id, int minute = 1) {
    database->transact(
        [&](Transaction& tx) { mark_sent(tx, part, provider_id, "sent", at_minute(minute)); });
  }

  Climbed report(const std::string& provider_id, const std::string& state) {
    return database->transact([&](Transaction& tx) {
      return climb(tx, {"sms", provider_id, state, "", at_minute(2)});
    });
  }

  std::string state_of(Id message) {
    return database->read([&](Transaction& tx) {
      for (const auto& logged : messages(tx))
        if (logged.id == message) return logged.state;
      return std::string("missing");
    });
  }

  // How many parts still hold words.
  std::int64_t with_words() {
    return database->read([](Transaction& tx) {
      return std::get<0>(*tx.row<std::int64_t>(
          "SELECT COUNT(*) FROM outbox WHERE text_sealed IS NOT NULL OR options_sealed IS NOT "
          "NULL"));
    });
  }

  struct PartState {
    std::string state;
    std::string provider_id;
    std::string why;
    std::int64_t attempts = 0;
  };
  PartState part_of(Id message) {
    return database->read([&](Transaction& tx) {
      const auto row = tx.row<std::string, std::string, std::string, std::int64_t>(
          "SELECT state, COALESCE(provider_id, ''), why, attempts FROM outbox WHERE message = :a "
          "ORDER BY number",
          {message});
      return PartState{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row), std::get<3>(*row)};
    });
  }

  std::unique_ptr<Database> database;
  Id last_id = 100;
};

}  // namespace kindbank::store
