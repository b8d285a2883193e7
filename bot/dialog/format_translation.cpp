// Table of a translation, <file>.<language>.json: every text beside the words it was made from.
#include "bot/dialog/format_parts.h"

namespace dialog::format {
namespace {

constexpr field entry_fields[] = {
    {"from", &word, true, "原文", identity},
    {"to", &word, true, "译文", words},
};
constexpr object_format entry_format{"translated text", "一条译文", entry_fields};
constexpr shape entry = object_of(entry_format);
constexpr shape entries = map_by(name_space::none, entry);

constexpr field translation_fields[] = {
    {"format", &word, true, "格式版本", 0},
    {"language", &word, true, "语言", 0},
    {"texts", &entries, true, "译文，按原文在文件里的位置", 1},
};
constexpr object_format translation_format{"translation", "翻译", translation_fields};

}  // namespace

constexpr shape translation_file = object_of(translation_format);

}  // namespace dialog::format
