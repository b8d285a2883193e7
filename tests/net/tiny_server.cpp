#include "tests/net/tiny_server.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace net_test {
namespace {

template <class T>
using owned = std::unique_ptr<T, void (*)(T*)>;

void sign(X509* certificate, EVP_PKEY* key, const std::string& name) {
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto* common = reinterpret_cast<const unsigned char*>("tiny server");
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, common, -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    const std::string names = name.starts_with("IP:") ? name : "DNS:" + name;
    const owned<X509_EXTENSION> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()),
        &X509_EXTENSION_free);
    X509_add_ext(certificate, extension.get(), -1);
    X509_sign(certificate, key, EVP_sha256());
}

// Reads one request: the head, then as many bytes as Content-Length says.
bool read_request(const std::function<int(char*, int)>& read, std::string& request) {
    request.clear();
    char chunk[4096];
    std::size_t whole = std::string::npos;
    while (request.size() < whole) {
        const int got = read(chunk, sizeof chunk);
        if (got <= 0) return false;
        request.append(chunk, static_cast<std::size_t>(got));
        const auto end = request.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        const auto length = request.find("Content-Length: ");
        whole =
            end + 4 + (length < end ? std::strtoul(request.c_str() + length + 16, nullptr, 10) : 0);
    }
    return true;
}

}  // namespace

certificate::certificate(const std::string& name) {
    std::string pattern = (std::filesystem::temp_directory_path() / "tiny-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
    file_ = directory_ + "/cert.pem";
    key_file_ = directory_ + "/key.pem";
    const owned<EVP_PKEY> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const owned<X509> made(X509_new(), &X509_free);
    sign(made.get(), key.get(), name);
    const owned<BIO> certificate_out(BIO_new_file(file_.c_str(), "w"), &BIO_free_all);
    const owned<BIO> key_out(BIO_new_file(key_file_.c_str(), "w"), &BIO_free_all);
    PEM_write_bio_X509(certificate_out.get(), made.get());
    PEM_write_bio_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

certificate::~certificate() {
    std::filesystem::remove_all(directory_);
}

tiny_server::tiny_server(script answers, const certificate* tls) : answers_(std::move(answers)) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes a farewell to clients that have left
    if (tls != nullptr) {
        context_ = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate_chain_file(context_, tls->file().c_str());
        SSL_CTX_use_PrivateKey_file(context_, tls->key_file().c_str(), SSL_FILETYPE_PEM);
    }
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listening_, 16) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("cannot listen on the loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

tiny_server::~tiny_server() {
    ::shutdown(listening_, SHUT_RDWR);
    acceptor_.join();
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    for (auto& thread : threads_) thread.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listening_);
    SSL_CTX_free(context_);
}

std::string tiny_server::url(const std::string& target) const {
    return (context_ != nullptr ? "https" : "http") + std::string("://127.0.0.1:") +
           std::to_string(port_) + target;
}

std::vector<std::string> tiny_server::requests() const {
    const std::scoped_lock lock(guard_);
    return requests_;
}

void tiny_server::accept_all() {
    for (;;) {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        ++connections_;
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void tiny_server::serve(int socket) {
    const owned<SSL> tls(context_ != nullptr ? SSL_new(context_) : nullptr, &SSL_free);
    const auto read = [&](char* into, int size) {
        return tls ? SSL_read(tls.get(), into, size)
                   : static_cast<int>(::recv(socket, into, static_cast<std::size_t>(size), 0));
    };
    if (tls) {
        SSL_set_fd(tls.get(), socket);
        if (SSL_accept(tls.get()) != 1) return;
    }
    std::string request;
    while (read_request(read, request)) {
        {
            const std::scoped_lock lock(guard_);
            requests_.push_back(request);
        }
        const std::string answer = answers_(request);
        if (answer == "hang") continue;
        if (answer.empty()) break;
        const int size = static_cast<int>(answer.size());
        if (tls)
            SSL_write(tls.get(), answer.data(), size);
        else
            ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
        if (answer.find("\r\nConnection: close\r\n") != std::string::npos) break;
    }
    if (tls) SSL_shutdown(tls.get());
    ::shutdown(socket, SHUT_RDWR);
}

}  // namespace net_test
