// What each stage of one webhook costs, without sockets: signature, open, XML, understand, step,
// encode, seal. The sum is what a webhook adds to a static POST (P3), the store apart.
#include "adapters/registry.h"
#include "adapters/tencent/envelope.h"
#include "adapters/tencent/flat_xml.h"
#include "adapters/tencent/signature.h"
#include "bot/dialog/load.h"
#include "bot/dialog/state_codec.h"
#include "bot/dialog/step.h"

#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string>

namespace {

namespace tencent = adapters::tencent;

constexpr std::string_view token = "orthoBotT0ken";
constexpr std::string_view aes_key = "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC";
constexpr std::string_view app_id = "wx0123456789abcdef";
constexpr std::string_view timestamp = "1735689600";
constexpr std::string_view nonce = "1928374650";
constexpr std::string_view sentence = "腰疼快一个月了，左边小腿外侧发麻，走远一点就更麻";

std::string inner_message(std::string_view text) {
    return "<xml><ToUserName><![CDATA[gh_0123456789ab]]></"
           "ToUserName><FromUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></FromUserName>"
           "<CreateTime>1735689600</CreateTime><MsgType><![CDATA[text]]></"
           "MsgType><Content><![CDATA[" +
           std::string(text) + "]]></Content><MsgId>24000000000000001</MsgId></xml>";
}

const tencent::envelope& envelope() {
    static const auto made = tencent::envelope::make(std::string(app_id), aes_key, {});
    return *made;
}

std::string sealed(std::string_view message) {
    std::string out;
    if (!envelope().seal(0, message, out)) throw std::runtime_error("seal");
    return out;
}

const dialog::bundle& lumbar() {
    static const auto loaded =
        dialog::load_bundle(std::filesystem::path(DAOZHEN_SOURCE_DIR) / "dialogs");
    if (loaded.script == nullptr) throw std::runtime_error("the dialogs do not load");
    return *loaded.script;
}

core::inbound text_message(std::string_view text) {
    core::inbound message;
    message.account = "a";
    message.user = "oABCDEFGHIJKLMNOPQRSTUVWXYZ1";
    message.delivery_key = "M24000000000000001";
    message.text = text;
    return message;
}

core::wall_time noon() {
    return core::wall_time(std::chrono::seconds(1'735'689'600));
}

// A patient in the middle of the questionnaire.
dialog::state asked_state() {
    dialog::state now;
    for (const auto text : {"腿麻", "1", "1", "2", "1", "1"})
        now = dialog::step(lumbar(), std::move(now), text_message(text), noon()).next;
    return now;
}

void signature(benchmark::State& state) {
    const auto encrypted = sealed(inner_message(sentence));
    for (auto _ : state)
        benchmark::DoNotOptimize(tencent::sign(token, {timestamp, nonce, encrypted}));
}
BENCHMARK(signature);

void open_envelope(benchmark::State& state) {
    const auto encrypted = sealed(inner_message(sentence));
    std::string buffer;
    for (auto _ : state) benchmark::DoNotOptimize(envelope().open(encrypted, buffer));
}
BENCHMARK(open_envelope);

void seal_envelope(benchmark::State& state) {
    const auto message = inner_message(std::string(400, 'x'));
    std::string out;
    for (auto _ : state) {
        out.clear();
        benchmark::DoNotOptimize(envelope().seal(0, message, out));
    }
}
BENCHMARK(seal_envelope);

void read_xml(benchmark::State& state) {
    const auto message = inner_message(sentence);
    std::string buffer;
    for (auto _ : state) {
        buffer = message;
        benchmark::DoNotOptimize(tencent::flat_xml::read(buffer));
    }
}
BENCHMARK(read_xml);

// The whole adapter: verify, open, read.
void decode_request(benchmark::State& state) {
    adapters::account_settings settings;
    settings.id = "a";
    settings.channel = "wechat-oa";
    settings.path = "/w";
    settings.original_id = "gh_0123456789ab";
    settings.app_id = app_id;
    settings.token = token;
    settings.encoding_aes_key = aes_key;
    const auto made = adapters::make_adapter(settings);
    const auto& adapter = std::get<std::unique_ptr<adapters::adapter>>(made);
    net::http_request request;
    request.verb = net::method::post;
    request.path = "/w";
    const auto encrypted = sealed(inner_message(sentence));
    request.query = "signature=" + tencent::sign(token, {timestamp, nonce, {}}) +
                    "&timestamp=" + std::string(timestamp) + "&nonce=" + std::string(nonce) +
                    "&openid=oABCDEFGHIJKLMNOPQRSTUVWXYZ1&encrypt_type=aes&msg_signature=" +
                    tencent::sign(token, {timestamp, nonce, encrypted});
    request.body = "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><Encrypt><![CDATA[" +
                   encrypted + "]]></Encrypt></xml>";
    if (!std::holds_alternative<adapters::delivery>(adapter->decode(request, noon())))
        throw std::runtime_error("decode");
    for (auto _ : state) benchmark::DoNotOptimize(adapter->decode(request, noon()));
}
BENCHMARK(decode_request);

void understand(benchmark::State& state) {
    const auto& ear = lumbar().ear;
    for (auto _ : state) benchmark::DoNotOptimize(ear.read(sentence));
}
BENCHMARK(understand);

void understand_hostile(benchmark::State& state) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "没";
    const auto& ear = lumbar().ear;
    for (auto _ : state) benchmark::DoNotOptimize(ear.read(text));
}
BENCHMARK(understand_hostile);

void step_answer(benchmark::State& state) {
    const auto before = asked_state();
    const auto message = text_message("1");
    for (auto _ : state) benchmark::DoNotOptimize(dialog::step(lumbar(), before, message, noon()));
}
BENCHMARK(step_answer);

void step_free_text(benchmark::State& state) {
    const auto before = asked_state();
    const auto message = text_message(sentence);
    for (auto _ : state) benchmark::DoNotOptimize(dialog::step(lumbar(), before, message, noon()));
}
BENCHMARK(step_free_text);

void state_to_bytes_and_back(benchmark::State& state) {
    const auto now = asked_state();
    for (auto _ : state) benchmark::DoNotOptimize(dialog::decode_state(dialog::encode_state(now)));
    state.counters["bytes"] = static_cast<double>(dialog::encode_state(now).size());
}
BENCHMARK(state_to_bytes_and_back);

}  // namespace

BENCHMARK_MAIN();
