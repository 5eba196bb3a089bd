// A list of phrases that is listened for in every text, or several lists in one pass over it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dialog/phrase.h"
#include "dialog/phrase_index.h"
#include "dialog/vocabulary.h"

namespace kindbank::dialog {

class Phrases {
 public:
  using Numbers = Phrase::Numbers;

  Phrases() : Phrases(std::make_shared<Vocabulary>()) {}
  // Lists that are listened for in the same texts share a vocabulary: each text is then looked up
  // once, and its numbers handed to each of them.
  explicit Phrases(std::shared_ptr<Vocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}

  // Lists are numbered from 0.
  void add(Phrase phrase, std::size_t list = 0);

  // The first that is somewhere in these words; nullptr for none.
  const Phrase* first_in(const std::vector<std::string>& words) const;
  const Phrase* first_in(const Numbers& text) const;

  // The same of each list.
  std::vector<const Phrase*> first_of_each_in(const Numbers& text) const;
  // Which list one of them is of.
  std::size_t list_of(const Phrase& phrase) const {
    return list_of_[static_cast<std::size_t>(&phrase - phrases_.data())];
  }

  // Every match made unknown, phrase by phrase, so that nothing matches across them.
  void blank_in(std::vector<std::string>& words) const;
  void blank_in(Numbers& text) const;

 private:
  // Leaves the first phrase of each list in first_of(list), which is nullptr before.
  template <class FirstOf>
  void listen(const Numbers& text, FirstOf first_of) const;

  std::shared_ptr<Vocabulary> vocabulary_;
  std::vector<Phrase> phrases_;
  std::vector<std::uint8_t> list_of_;  // by a phrase's place
  std::size_t lists_ = 1;
  PhraseIndex index_;
};

}  // namespace kindbank::dialog
