// A phone number, as people text it: right, or asked again (an empty value).
#include "tests/dialog/read_rows.h"

namespace kindbank::dialog {
namespace {

TEST_CASE("a phone number is read as people text it") {
  check_read(Expect::phone,
             {
                 {"07700900123", "+447700900123"},
                 {"07700 900 123", "+447700900123"},
                 {"07700-900-123", "+447700900123"},
                 {"(07700) 900123", "+447700900123"},
                 {"+44 7700 900123", "+447700900123"},
                 {"0044 7700 900123", "+447700900123"},
                 {"+44 (0)7700 900123", "+447700900123"},
                 {"447700900123", "+447700900123"},
                 {"7700900123", "+447700900123"},
                 {"o7700 900123", "+447700900123"},
                 {"01632 960123", "+441632960123"},
                 {"+48 600 123 456", "+48600123456"},
                 {"her number is 07700 900123 after 5", "+447700900123"},
                 {"flat 12 07700 900123", "+447700900123"},
                 {"07700 900123 sorry 07700 900124", "+447700900124"},
                 {"double oh double four 7700 900123", "+447700900123"},
                 {"oh seven seven double oh nine double oh one two three", "+447700900123"},
                 {"07700 900123 or 07700 900124", ""},
                 {"0770090012", ""},
                 {"077009001234", ""},
                 {"999", ""},
                 {"she has none", ""},
                 {"sg1 1aa", ""},
                 {"", ""},
             });
}

TEST_CASE("a phone number is read in other languages") {
  check_read(Expect::phone, {{"numer to 07700 900123", "+447700900123"}, {"nie ma", ""}}, "pl");
  check_read(Expect::phone, {{"numarul e 07700 900123", "+447700900123"}, {"nu are", ""}}, "ro");
}

}  // namespace
}  // namespace kindbank::dialog
