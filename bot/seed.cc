#include "bot/seed.h"

#include <array>
#include <fstream>
#include <iterator>

#include "bank/categories.h"
#include "bank/digest.h"
#include "bank/street.h"
#include "dialog/contains.h"
#include "dialog/yaml.h"
#include "store/contacts.h"
#include "store/coordinators.h"
#include "store/members.h"
#include "store/offers.h"
#include "store/partners.h"

namespace kindbank::bot {
namespace {

using dialog::YamlNode;

constexpr int month = 4;  // jobs a month that a seeded volunteer would do

std::string text_of(const YamlNode& entry, std::string_view key,
                    const std::string& otherwise = {}) {
  const auto* found = entry.find(key);
  return found == nullptr ? otherwise : found->scalar;
}

constexpr std::array<std::string_view, 11> keys = {"phone",  "name",        "sector",  "level",
                                                   "street", "coordinator", "offers",  "partner",
                                                   "digest", "on_call",     "language"};

// A key that means nothing here would leave somebody without a level, say, and nobody would know.
Result<void> check_keys(const YamlNode& entry, const std::string& file) {
  for (const auto& [key, value] : entry.entries) {
    if (dialog::contains(keys, key.scalar)) continue;
    std::string all;
    for (const auto one : keys) all += (all.empty() ? "" : ", ") + std::string(one);
    return fail(file + ":" + std::to_string(key.place.line) + ": '" + key.scalar +
                "' means nothing here; a person has: " + all);
  }
  return {};
}

void plant_member(store::Transaction& tx, store::Ids& ids, const bank::Town& town,
                  const SeedPerson& person, const store::Contact& contact, Time now) {
  store::Member member;
  member.first_name = person.name;
  member.sector = person.sector;
  const auto area = town.areas.find(person.sector);
  member.area = area == town.areas.end() ? town.town : area->second;
  member.vetting = person.level;
  member.language = person.language.empty() ? town.language : person.language;
  member.joined_at = now;
  const auto number = store::add_member(tx, member);
  store::link_member(tx, contact.id, number);
  store::speaks_as(tx, contact.id, number);
  if (auto street = bank::read_street(person.street)) {
    street->used_at = now;
    store::put_street(tx, number, *street);
  }
  if (!person.partner.empty()) store::set_partner_of_member(tx, number, person.partner);
  for (const auto& category : person.offers) {
    store::Offer offer;
    offer.id = ids.next();
    offer.member = number;
    offer.category = category;
    offer.free_when = "varies";
    offer.distance = "town";
    offer.monthly_cap = month;
    offer.created_at = now;
    store::put_offer(tx, offer);
  }
}

Result<decltype(bank::Town::categories)> read_own_categories(const YamlNode& table) {
  bank::Town own;
  std::vector<dialog::Finding> findings;
  bank::read_categories(table, own, findings);
  if (has_error(findings)) return fail(say(findings.front()));
  return std::move(own.categories);
}

}  // namespace

Result<Seed> read_seed(std::string_view yaml, const std::string& file) {
  const auto read = dialog::read_yaml(yaml, file);
  for (const auto& finding : read.findings)
    if (finding.level == dialog::Finding::Level::error) return fail(say(finding));
  Seed seed;
  for (const auto& [phone, entry] : read.root.entries) {
    if (phone.scalar == "categories") {
      auto categories = read_own_categories(entry);
      if (!categories) return tl::make_unexpected(categories.error());
      seed.categories = std::move(*categories);
      continue;
    }
    if (auto known = check_keys(entry, file); !known) return tl::make_unexpected(known.error());
    SeedPerson person;
    person.phone = text_of(entry, "phone", phone.scalar);
    person.name = text_of(entry, "name");
    person.sector = text_of(entry, "sector");
    person.level = text_of(entry, "level", "V0");
    person.language = text_of(entry, "language");
    person.street = text_of(entry, "street");
    person.coordinator = text_of(entry, "coordinator");
    if (const auto* offers = entry.find("offers"))
      for (const auto& offer : offers->items) person.offers.push_back(offer.scalar);
    person.partner = text_of(entry, "partner");
    person.on_call = text_of(entry, "on_call", "always");
    if (const auto* digest = entry.find("digest"))
      for (const auto& hour : digest->items) person.digest.push_back(hour.scalar);
    if (person.name.empty() == person.coordinator.empty())
      return fail(file + ":" + std::to_string(phone.place.line) + ": '" + phone.scalar +
                  "' needs either a name or a coordinator");
    seed.people.push_back(std::move(person));
  }
  return seed;
}

Result<Seed> read_town(const std::filesystem::path& towns, const std::string& name) {
  const auto path = (towns / (name + ".yaml")).string();
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail("there is no town '" + name + "' at " + path);
  return read_seed(std::string{std::istreambuf_iterator<char>(in), {}}, path);
}

void plant(store::Transaction& tx, store::Ids& ids, const bank::Town& town,
           const std::vector<SeedPerson>& people, Time now) {
  for (const auto& person : people) {
    if (!person.partner.empty()) store::put_partners(tx, {{person.partner, person.partner}});
    const Address address{"sim", person.phone};
    const auto contact = store::contact_of(tx, address, "sim", ids.next(), now);
    if (!person.coordinator.empty())
      store::add_coordinator(tx, {ids.next(),
                                  person.coordinator,
                                  {address},
                                  person.digest,
                                  person.on_call,
                                  person.partner});
    if (!person.name.empty()) plant_member(tx, ids, town, person, contact, now);
  }
  bank::plan_digests(tx, town, ids, now);
}

}  // namespace kindbank::bot
