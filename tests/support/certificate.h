// Self-signed certificates made on the spot, as PEM files in a folder of their own.
#pragma once

#include <filesystem>
#include <string>

namespace tests {

// A folder that goes away with the object.
class temporary_folder {
public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

enum class key_kind { ecdsa, rsa };

// Writes a certificate with that common name and its private key, valid for a day.
void write_certificate(const std::string& certificate, const std::string& private_key,
                       const std::string& common_name, key_kind kind = key_kind::ecdsa);

}  // namespace tests
