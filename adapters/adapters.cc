#include "adapters/channel.h"
#include "adapters/sim.h"
#include "adapters/twilio.h"

namespace kindbank::adapters {

const std::vector<Adapter>& adapters() {
  static const std::vector<Adapter> table = {
      {"sim", sim_keys(), make_sim},
      {"twilio", twilio_keys(), make_twilio},
  };
  return table;
}

}  // namespace kindbank::adapters
