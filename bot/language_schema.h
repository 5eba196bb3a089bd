// The JSON Schema of a language's file, for editors that complete keys and mark slips. Whether a
// translation is whole, and of the English that the flows have now, only `check` can see.
#pragma once

#include <string>

namespace kindbank::bot {

// docs/language.schema.json.
std::string language_schema();

}  // namespace kindbank::bot
