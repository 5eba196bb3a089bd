// What we tell Notify, and what it answers. Each request has a token of its own that is good for
// half a minute, so `now` must be within that of Notify's clock.
#pragma once

#include "adapters/notify.h"

namespace kindbank::adapters {

HttpRequest write_notify(const NotifyAccount& account, const Outgoing& part, Time now);
Delivery notify_outcome(const Outgoing& part, const HttpReply& reply);

// By our own reference, which Notify keeps with the text.
HttpRequest look_up_notify(const NotifyAccount& account, const Outgoing& part, Time now);
Delivery notify_found(const Outgoing& part, const HttpReply& reply, const IsTaken& is_taken);

// Whether our key is good, and our template what it has to be.
std::vector<Probe> probe_notify(const NotifyAccount& account, Time now);

// The texts of the last week, the newest first; `next` is "" or the page's address.
HttpRequest list_notify(const NotifyAccount& account, const std::string& next, Time now);
// Those that came after `earliest`; there is a next page where all of this one did.
Result<Page> notify_listed(const HttpReply& reply, Time earliest);

}  // namespace kindbank::adapters
