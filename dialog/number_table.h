// What stands under a number, found at once: a table that is half empty at least, each number in
// the first free place from where its hash points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kindbank::dialog {

template <class Value>
class NumberTable {
 public:
  // nullptr where nothing is; always for 0, which is no number here.
  const Value* find(std::uint64_t number) const {
    if (slots_.empty()) return nullptr;
    const auto& slot = slots_[place_of(number)];
    return slot.number == 0 ? nullptr : &slot.value;
  }

  // As it is by default, where nothing was. Not of 0.
  Value& operator[](std::uint64_t number) {
    if (2 * (taken_ + 1) > slots_.size()) grow();
    auto& slot = slots_[place_of(number)];
    if (slot.number == 0) ++taken_;
    slot.number = number;
    return slot.value;
  }

 private:
  struct Slot {
    std::uint64_t number = 0;
    Value value;
  };

  // Where it is, or would be.
  std::size_t place_of(std::uint64_t number) const {
    auto at = (number * 0x9E37'79B9'7F4A'7C15U) >> (64U - bits_);
    while (slots_[at].number != 0 && slots_[at].number != number) at = (at + 1) % slots_.size();
    return at;
  }

  void grow() {
    constexpr unsigned first_bits = 2;
    bits_ = bits_ == 0 ? first_bits : bits_ + 1;
    for (auto& slot : std::exchange(slots_, std::vector<Slot>(std::size_t{1} << bits_)))
      if (slot.number != 0) slots_[place_of(slot.number)] = std::move(slot);
  }

  std::vector<Slot> slots_;  // a power of two of them
  unsigned bits_ = 0;        // that power
  std::size_t taken_ = 0;
};

}  // namespace kindbank::dialog
