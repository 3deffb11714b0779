<?php
// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// PHP's http:// streams: file_get_contents() with a context. ignore_errors hands answers of 4xx and 5xx over.

require __DIR__ . '/lines.php';

ini_set('default_socket_timeout', (string) PATIENCE); // where the context's does not reach
serve(PHP_VERSION, function (array $request): array {
    if (isset($request['auth'])) {
        throw new NotExpressible('credentials as an option');
    }
    if (isset($request['jar'])) {
        throw new NotExpressible('a cookie jar');
    }
    $http = ['method' => $request['method'], 'timeout' => PATIENCE, 'ignore_errors' => true];
    $http['header'] = array_map(fn ($field) => octets("$field[0]: $field[1]"), $request['fields'] ?? []);
    if (isset($request['body'])) {
        if ($request['body']['kind'] !== 'text') {
            throw new NotExpressible("a body of the kind {$request['body']['kind']}");
        }
        $http['content'] = octets($request['body']['text']);
    }
    for ($time = isset($request['again']) ? 2 : 1; $time > 0; --$time) {
        error_clear_last();
        $http_response_header = null;
        $body = @file_get_contents(octets($request['url']), false, stream_context_create(['http' => $http]));
    }
    if ($body === false) {
        $message = preg_replace('/^file_get_contents\(.*?\): /s', '', error_get_last()['message'] ?? '');
        return ['error' => 'warning', 'message' => latin1($message)];
    }
    // The heads of all answers stand in one list; the last one is what is handed over.
    $statuses = preg_grep('~^HTTP/~', $http_response_header ?? []);
    $status = $statuses ? (int) explode(' ', end($statuses))[1] : 0;
    return answer($status, null, $body);
});
