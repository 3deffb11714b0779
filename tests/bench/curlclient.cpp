// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/curlclient.h"

#include <curl/curl.h>

#include <cstdio>
#include <vector>

namespace hoplens::bench {

namespace {

std::size_t discard(char *, std::size_t size, std::size_t count, void *)
{
    return size * count;
}

/// Answers "how many hops", or 0 after a failure.
int hopsOf(CURL *handle)
{
    long redirects = 0;
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_REDIRECT_COUNT, &redirects);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status == 200 ? static_cast<int>(redirects) + 1 : 0;
}

/// One hop after the other, because "fresh connection" holds for a transfer, not for a redirect.
void setUp(CURL *handle, const Load &load, const QByteArray &url)
{
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_CAINFO, load.authority.toUtf8().constData());
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 20L);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE,
                     load.kind.startsWith(QLatin1String("tls")) ? 1L : 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
}

Measurement runEasy(const Load &load, const QByteArray &url)
{
    CURL *handle = curl_easy_init();
    setUp(handle, load, url);
    const Meter meter;
    int hops = 0;
    for (int i = 0; i < load.traces; ++i) {
        const CURLcode code = curl_easy_perform(handle);
        const int got = code == CURLE_OK ? hopsOf(handle) : 0;
        if (got == 0) {
            std::fprintf(stderr, "libcurl: %s\n", curl_easy_strerror(code));
            return {};
        }
        hops += got;
    }
    const Measurement result = meter.result(hops);
    curl_easy_cleanup(handle);
    return result;
}

Measurement runMulti(const Load &load, const QByteArray &url)
{
    CURLM *multi = curl_multi_init();
    std::vector<CURL *> handles;
    const Meter meter;
    int started = 0;
    for (; started < load.atOnce; ++started) {
        handles.push_back(curl_easy_init());
        setUp(handles.back(), load, url);
        curl_multi_add_handle(multi, handles.back());
    }
    int hops = 0;
    int running = started;
    while (running > 0) {
        curl_multi_perform(multi, &running);
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
            CURL *handle = message->easy_handle;
            hops += hopsOf(handle);
            curl_multi_remove_handle(multi, handle);
            if (started < load.traces) {
                ++started;
                curl_multi_add_handle(multi, handle);
                running = 1;
            }
        }
        if (running > 0) {
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
        }
    }
    const Measurement result = meter.result(hops);
    for (CURL *handle : handles) {
        curl_easy_cleanup(handle);
    }
    curl_multi_cleanup(multi);
    return result;
}

} // namespace

Measurement runCurl(const Load &load)
{
    curl_global_init(CURL_GLOBAL_ALL);
    const QByteArray url = load.url.toUtf8();
    return load.atOnce == 1 ? runEasy(load, url) : runMulti(load, url);
}

} // namespace hoplens::bench
