// The coordinators of the settings; they only seed the table that is the truth.
#include <algorithm>

#include "adapters/phone.h"
#include "bank/rota.h"
#include "bot/settings_layers.h"
#include "dialog/nearest.h"

namespace kindbank::bot {
namespace {

using dialog::YamlNode;

bool is_hour(std::string_view text) {
  return text.size() == 5 && read_local_time("2000-01-01T" + std::string{text}).has_value();
}

class CoordinatorReader {
 public:
  CoordinatorReader(Layers& layers, const std::vector<Partner>& partners,
                    const std::optional<Reach>& reach, const YamlNode& node)
      : layers_{layers}, partners_{partners}, reach_{reach}, node_{node} {}

  void read(std::vector<Coordinator>& into) {
    if (node_.kind != YamlNode::Kind::map)
      return wrong(node_, "A coordinator is not a set of keys.");
    const std::vector<std::string> keys{"name", "addresses", "digest", "on_call", "partner"};
    for (const auto& [key, value] : node_.entries) {
      if (std::find(keys.begin(), keys.end(), key.scalar) != keys.end()) continue;
      const std::string best = dialog::nearest(key.scalar, keys);
      layers_.error(key.place, "unknown-key",
                    "There is no setting 'coordinators." + key.scalar + "'.",
                    best.empty() ? "The keys here are: name, addresses, digest, on_call, partner."
                                 : "Did you mean '" + best + "'?");
    }
    Coordinator coordinator;
    if (const YamlNode* name = need("name", YamlNode::Kind::scalar))
      coordinator.name = name->scalar;
    if (const YamlNode* list = need("addresses", YamlNode::Kind::list))
      read_addresses(*list, coordinator);
    read_digest(coordinator);
    read_on_call(coordinator);
    read_partner(coordinator);
    into.push_back(std::move(coordinator));
  }

 private:
  void wrong(const YamlNode& where, std::string message) {
    layers_.error(where.place, "wrong-type", std::move(message),
                  "Write {name: Duty desk, addresses: [\"sms:+447400333444\"]}.");
  }
  const YamlNode* need(std::string_view key, YamlNode::Kind kind) {
    const YamlNode* found = node_.find(key);
    if (found == nullptr) {
      layers_.error(node_.place, "missing-key", "A coordinator has no " + std::string{key} + ".",
                    "Write {name: Duty desk, addresses: [\"sms:+447400333444\"]}.");
    } else if (found->kind != kind) {
      wrong(*found, "The " + std::string{key} + " of a coordinator is not understood.");
      found = nullptr;
    }
    return found;
  }
  void read_addresses(const YamlNode& list, Coordinator& coordinator) {
    for (const YamlNode& item : list.items) {
      const auto address =
          item.kind == YamlNode::Kind::scalar ? adapters::read_mailbox(item.scalar) : std::nullopt;
      if (address) {
        coordinator.addresses.push_back(*address);
      } else {
        layers_.error(item.place, "bad-address", "This is no address of a person.",
                      "Write it like \"sms:+447400333444\".");
      }
    }
    if (list.items.empty()) wrong(list, "A coordinator has no address.");
    if (coordinator.addresses.size() == list.items.size()) check_reach(list, coordinator);
  }
  // One address that is served is enough.
  void check_reach(const YamlNode& list, const Coordinator& coordinator) {
    if (!reach_ || coordinator.addresses.empty()) return;
    for (const Address& address : coordinator.addresses)
      if (reach_->kinds.count(address.kind) > 0) return;
    layers_.findings.push_back({reach_->otherwise, list.items.front().place,
                                "unreachable-coordinator",
                                "Nobody could reach this coordinator: no channel serves " +
                                    coordinator.addresses.front().kind + ": addresses.",
                                "Add such a channel, or write an address of one that is there."});
  }
  void read_digest(Coordinator& coordinator) {
    const YamlNode* digest = node_.find("digest");
    if (digest == nullptr) return;
    if (digest->kind != YamlNode::Kind::list) return wrong(*digest, "The digest is not a list.");
    for (const YamlNode& item : digest->items) {
      if (item.kind == YamlNode::Kind::scalar && is_hour(item.scalar)) {
        coordinator.digest.push_back(item.scalar);
      } else {
        layers_.error(item.place, "bad-time", "This is no time of the day.",
                      "Write it like \"08:00\".");
      }
    }
  }
  void read_on_call(Coordinator& coordinator) {
    const YamlNode* on_call = node_.find("on_call");
    if (on_call == nullptr) return;
    std::string rota = on_call->scalar;
    for (const YamlNode& item : on_call->items) rota += (rota.empty() ? "" : ", ") + item.scalar;
    if (bank::is_rota(rota)) {
      coordinator.on_call = rota;
    } else {
      layers_.error(on_call->place, "bad-on-call",
                    "The on_call of a coordinator is not understood.",
                    "Write always, never, or hours like \"Mon-Fri 08:00-18:00, Sat 10:00-14:00\".");
    }
  }

  void read_partner(Coordinator& coordinator) {
    const YamlNode* partner = node_.find("partner");
    if (partner == nullptr) return;
    coordinator.partner = partner->scalar;
    for (const Partner& one : partners_)
      if (one.code == coordinator.partner) return;
    layers_.error(partner->place, "wrong-type", "There is no partner '" + partner->scalar + "'.",
                  "Write the code of one that is under partners.");
  }

  Layers& layers_;
  const std::vector<Partner>& partners_;
  const std::optional<Reach>& reach_;
  const YamlNode& node_;
};

}  // namespace

std::vector<Partner> read_partners(Layers& layers) {
  std::vector<Partner> partners;
  const YamlNode* list = layers.take_list("", "partners", "[]");
  if (list == nullptr) return partners;
  for (const YamlNode& item : list->items) {
    const YamlNode* code = item.find("code");
    const YamlNode* name = item.find("name");
    const bool letters = code != nullptr && code->scalar.size() >= 2 && code->scalar.size() <= 8 &&
                         std::all_of(code->scalar.begin(), code->scalar.end(),
                                     [](char c) { return c >= 'A' && c <= 'Z'; });
    if (letters && name != nullptr && !name->scalar.empty()) {
      partners.push_back({code->scalar, name->scalar});
    } else {
      layers.error(item.place, "wrong-type", "A partner has no code of capitals, or no name.",
                   "Write {code: SIP, name: Stevenage in Partnership}.");
    }
  }
  return partners;
}

std::vector<Coordinator> read_coordinators(Layers& layers, const std::vector<Partner>& partners,
                                           const std::optional<Reach>& reach) {
  std::vector<Coordinator> coordinators;
  const YamlNode* list = layers.take_list("", "coordinators", "[]");
  if (list == nullptr) return coordinators;
  for (const YamlNode& item : list->items)
    CoordinatorReader{layers, partners, reach, item}.read(coordinators);
  return coordinators;
}

}  // namespace kindbank::bot
