#include "bot/dialog/load.h"

#include "bot/dialog/check.h"
#include "bot/dialog/check_shape.h"
#include "bot/dialog/content_hash.h"
#include "bot/dialog/decode.h"
#include "bot/dialog/fold_words.h"
#include "bot/dialog/format.h"
#include "bot/dialog/translation.h"

#include <algorithm>
#include <fstream>
#include <tuple>

namespace dialog {
namespace {

struct read_files {
    bundle_documents sources, translations;
};

// Parses and checks each file by itself; only documents without fault are kept.
read_files read_documents(const std::vector<source_file>& files, const each_runner& run,
                          findings& found) {
    struct one_file {
        json_document document;
        findings found;
        bool good = false;
    };
    std::vector<one_file> read(files.size());
    run(files.size(), [&](std::size_t i) {
        const shape* of = format_of(files[i].path);
        if (of == nullptr) return;
        read[i].document = {files[i].path, files[i].text, {}};
        read[i].good = parse_json(read[i].document, read[i].found.all());
        if (read[i].good) check_shape(read[i].document, *of, read[i].found);
    });
    read_files documents;
    for (one_file& one : read) {
        found.take(std::move(one.found));
        if (!one.good) continue;
        std::string name = one.document.file;
        (translation_of(name) ? documents.translations : documents.sources)
            .emplace(std::move(name), std::move(one.document));
    }
    return documents;
}

const json_value& root_of(const bundle_documents& documents, std::string_view file) {
    static const json_value nothing{};
    const auto found = documents.find(file);
    return found == documents.end() ? nothing : found->second.root;
}

lexicon ear_of(const bundle_documents& documents) {
    return lexicon(decode_concepts(root_of(documents, "shared/concepts.json"),
                                   root_of(documents, "shared/words.json")));
}

// `ear`: compiled before, if it is the same.
bundle decode(const bundle_documents& documents, const each_runner& run, const lexicon* ear) {
    bundle made;
    made.project = decode_project(root_of(documents, "project.json"));
    made.snippets = decode_snippets(root_of(documents, "shared/snippets.json"));
    made.bookings = decode_bookings(root_of(documents, "shared/bookings.json"));
    made.queues = decode_queues(root_of(documents, "shared/queues.json"));
    made.actions = decode_actions(root_of(documents, "shared/actions.json"));
    made.interrupts = decode_interrupts(root_of(documents, "shared/interrupts.json"));
    std::vector<const json_document*> sources;
    for (const auto& [file, document] : documents)
        if (file.starts_with("flows/")) sources.push_back(&document);
    std::vector<flow> flows(sources.size());
    run(sources.size() + 1, [&](std::size_t i) {
        if (i == 0)  // the longest piece begins first
            made.ear = ear != nullptr ? *ear : ear_of(documents);
        else
            flows[i - 1] = decode_flow(*sources[i - 1]);
    });
    for (flow& one : flows) made.flows.emplace(one.id, std::move(one));
    fit_call_arguments(made);
    return made;
}

// What the ear is compiled from.
std::string ear_hash_of(const std::vector<source_file>& files) {
    std::vector<source_file> heard;
    for (const source_file& file : files)
        if (file.path == "shared/concepts.json" || file.path == "shared/words.json")
            heard.push_back(file);
    return content_hash(heard);
}

// Each language is decoded from the sources with its texts in them, and checked as they were.
void add_languages(bundle& made, const read_files& documents, const each_runner& run,
                   findings& found) {
    const std::vector<std::string>& languages = made.project.languages;
    for (std::size_t i = 1; i < languages.size(); ++i) {
        const bundle_documents texts =
            translated(documents.sources, documents.translations, languages[i]);
        auto spoken = std::make_shared<bundle>(decode(texts, run, nullptr));
        findings heard;
        check_translated_bundle({*spoken, texts, heard, {}, run}, documents.translations,
                                languages[i], found);
        spoken->release = made.release;
        spoken->content_hash = made.content_hash;
        fold_words(*spoken);
        made.translations.emplace(languages[i], std::move(spoken));
    }
}

void report_missing_project(const std::vector<source_file>& files, findings& found) {
    const bool present = std::any_of(files.begin(), files.end(), [](const source_file& file) {
        return file.path == "project.json";
    });
    if (present) return;
    problem missing;
    missing.code = 107;
    missing.file = "project.json";
    missing.at = {1, 1};
    missing.zh = "缺少 project.json，请在剧本文件夹里补上。";
    missing.en = "project.json is missing from the folder";
    found.all().push_back(std::move(missing));
}

std::vector<problem> in_order(std::vector<problem> problems) {
    std::stable_sort(problems.begin(), problems.end(), [](const problem& a, const problem& b) {
        return std::tie(a.file, a.at.line, a.at.column, a.code) <
               std::tie(b.file, b.at.line, b.at.column, b.code);
    });
    return problems;
}

// One byte over the limit is enough to say that a file is too large.
std::string read_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(max_json_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return text;
}

}  // namespace

void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t i = 0; i < count; ++i) work(i);
}

load_result load_bundle(std::vector<source_file> files, const load_wish& wish) {
    std::erase_if(files, [](const source_file& file) { return is_story_file(file.path); });
    std::sort(files.begin(), files.end(),
              [](const source_file& a, const source_file& b) { return a.path < b.path; });
    findings found;
    report_missing_project(files, found);
    const read_files documents = read_documents(files, wish.run, found);
    load_result result;
    // A hole in one file would look like faults in others, so checks wait until all can be read.
    if (!found.has_errors()) {
        std::string ear_hash = ear_hash_of(files);
        const bool same_ear = wish.like != nullptr && wish.like->ear_hash == ear_hash;
        auto made = std::make_shared<bundle>(
            decode(documents.sources, wish.run, same_ear ? &wish.like->ear : nullptr));
        made->release = wish.release;
        made->content_hash = content_hash(files);
        made->ear_hash = std::move(ear_hash);
        const check_input input{*made, documents.sources, found, wish.today, wish.run, same_ear};
        check_bundle(input);
        if (!found.has_errors()) {
            check_translations(input, documents.translations);
            add_languages(*made, documents, wish.run, found);
        }
        fold_words(*made);
        if (!found.has_errors()) result.script = std::move(made);
    }
    result.problems = in_order(std::move(found.all()));
    return result;
}

load_result load_bundle(std::vector<source_file> files, std::string_view today,
                        std::uint32_t release) {
    return load_bundle(std::move(files), load_wish{today, release, nullptr, one_by_one});
}

std::vector<source_file> read_bundle_files(const std::filesystem::path& folder) {
    std::vector<source_file> files;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; at != end && !error;
         at.increment(error)) {
        std::string path = at->path().lexically_relative(folder).generic_string();
        if (!at->is_regular_file(error) || format_of(path) == nullptr) continue;
        files.push_back({std::move(path), read_text(at->path())});
    }
    return files;
}

load_result load_bundle(const std::filesystem::path& folder, std::string_view today) {
    return load_bundle(read_bundle_files(folder), today);
}

}  // namespace dialog
