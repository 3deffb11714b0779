<?php
// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// PHP's curl extension with CURLOPT_FOLLOWLOCATION.

require __DIR__ . '/lines.php';

/** Methods as PHP programs ask for them: POST, PUT of a file and HEAD by their options, all others by name. */
function methodOptions(string $method, ?string $kind): array
{
    if ($method === 'HEAD') {
        return [CURLOPT_NOBODY => true];
    }
    $uploads = in_array($kind, ['file', 'stream'], true);
    if (($method === 'GET' && $kind === null) || ($method === 'PUT' && $uploads)) {
        return [];
    }
    if ($method === 'POST' && !$uploads) { // without fields, curl would wait for a body from elsewhere
        return [CURLOPT_POST => true, CURLOPT_POSTFIELDS => ''];
    }
    return [CURLOPT_CUSTOMREQUEST => $method];
}

function bodyOptions(?array $body): array
{
    switch ($body['kind'] ?? null) {
        case null:
            return [];
        case 'text':
            return [CURLOPT_POSTFIELDS => octets($body['text'])];
        case 'file':
            $path = uploadFile(octets($body['text']));
            $source = [CURLOPT_INFILE => fopen($path, 'rb'), CURLOPT_INFILESIZE => filesize($path)];
            return [CURLOPT_UPLOAD => true] + $source;
        case 'stream':
            $pieces = [octets($body['text']), ''];
            return [CURLOPT_UPLOAD => true, CURLOPT_READFUNCTION => function () use (&$pieces) {
                return array_shift($pieces) ?? '';
            }];
        default:
            throw new NotExpressible("{$body['kind']} as an option");
    }
}

serve(curl_version()['version'] . ' in PHP ' . PHP_VERSION, function (array $request): array {
    $curl = curl_init(octets($request['url']));
    curl_setopt_array($curl, [
        CURLOPT_FOLLOWLOCATION => true,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT_MS => $request['limit'] ?? PATIENCE * 1000,
    ]);
    curl_setopt_array($curl, methodOptions($request['method'], $request['body']['kind'] ?? null));
    curl_setopt_array($curl, bodyOptions($request['body'] ?? null));
    $line = fn ($field) => octets($field[1] === '' ? "$field[0];" : "$field[0]: $field[1]");
    $fields = array_map($line, $request['fields'] ?? []);
    if ($fields) {
        curl_setopt($curl, CURLOPT_HTTPHEADER, $fields);
    }
    if (isset($request['auth'])) {
        curl_setopt($curl, CURLOPT_USERPWD, implode(':', $request['auth']));
    }
    if (isset($request['jar'])) {
        curl_setopt($curl, CURLOPT_COOKIEFILE, '');
    }
    for ($time = isset($request['again']) ? 2 : 1; $time > 0; --$time) {
        $body = curl_exec($curl);
    }
    if ($body === false) {
        return ['error' => 'error ' . curl_errno($curl), 'message' => curl_error($curl)];
    }
    $url = latin1(curl_getinfo($curl, CURLINFO_EFFECTIVE_URL));
    return answer(curl_getinfo($curl, CURLINFO_HTTP_CODE), $url, (string) $body);
});
