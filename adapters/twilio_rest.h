// What we tell Twilio: send this text, was it sent, which texts came in meanwhile.
#pragma once

#include <string>

#include "adapters/twilio.h"

namespace kindbank::adapters {

// A request with the account's credentials.
HttpRequest twilio_request(const TwilioAccount& account, std::string method, std::string url);
// Makes one of the account's "Messages" or "Calls".
HttpRequest twilio_post(const TwilioAccount& account, std::string_view resource,
                        const Fields& fields);

HttpRequest write_twilio(const TwilioAccount& account, const Outgoing& part);
Delivery twilio_outcome(const Outgoing& part, const HttpReply& reply);

// Twilio keeps no reference of ours, so a send whose answer was lost is looked for by its
// recipient, its words and its time. Wait some seconds first: a send that still runs is not in the
// list yet.
HttpRequest look_up_twilio(const TwilioAccount& account, const Outgoing& part);
// Unknown{} where the answer does not settle it either.
Delivery twilio_found(const Outgoing& part, const HttpReply& reply, const IsTaken& is_taken);

// The texts that came in since. Twilio filters by whole days of UTC, so earlier ones of the day
// come along; "seen before" sorts them out.
HttpRequest list_twilio(const TwilioAccount& account, Time since);
HttpRequest list_more_twilio(const TwilioAccount& account, const std::string& next);
Result<Page> twilio_listed(const TwilioAccount& account, const HttpReply& reply);

}  // namespace kindbank::adapters
