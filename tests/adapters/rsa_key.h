#pragma once

#include <string>

namespace kindbank::adapters {

// An RSA key of nobody, made anew in every run.
std::string rsa_key();

}  // namespace kindbank::adapters
