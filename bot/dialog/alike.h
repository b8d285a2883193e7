// Letters that input methods, voice input and tired eyes confuse (clinical-lumbar (d)).
#pragma once

namespace dialog {

// The letter that stands for all that sound or look like it; most letters stand for themselves.
char16_t alike(char16_t letter);

}  // namespace dialog
