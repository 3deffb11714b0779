<?php
// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What every driver in PHP shares: lines.py says what a driver reads and prints.

const PATIENCE = 4; // seconds that a request may be silent

class NotExpressible extends Exception
{
}

/** JSON's strings are UTF-8, and each of their characters stands for an octet. */
function octets(string $text): string
{
    return iconv('UTF-8', 'ISO-8859-1', $text);
}

function latin1(string $octets): string
{
    return iconv('ISO-8859-1', 'UTF-8', $octets);
}

function answer(int $status, ?string $url, string $body): array
{
    return ['status' => $status, 'url' => $url, 'body' => latin1(substr($body, 0, 200))];
}

function uploadFile(string $octets): string
{
    $path = getenv('HOME') . '/upload';
    file_put_contents($path, $octets);
    return $path;
}

function serve(string $version, callable $run): void
{
    $flags = JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;
    $print = fn (array $object) => fwrite(STDOUT, json_encode($object, $flags) . "\n");
    ini_set('display_errors', 'stderr');
    $print(['version' => $version]);
    while (($line = fgets(STDIN)) !== false) {
        try {
            $print($run(json_decode($line, true)));
        } catch (NotExpressible $problem) {
            $print(['notExpressible' => $problem->getMessage()]);
        }
    }
}
