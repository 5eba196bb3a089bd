// The language of flows as a JSON Schema, so that an editor completes keys and marks a wrong one
// while it is typed. What only shows with the whole flow is for `check`.
#pragma once

#include <string>

namespace kindbank::bot {

// docs/flow.schema.json: draft 7, which editors' YAML modes read.
std::string flow_schema();

}  // namespace kindbank::bot
