#include "bot/dialog/check.h"

namespace dialog {

void check_bundle(const bundle&, const bundle_documents&, findings&) {}

}  // namespace dialog
