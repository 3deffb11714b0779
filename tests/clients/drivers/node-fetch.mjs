// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The package node-fetch.

import {NotExpressible, answer, limitOf, load, plainBody, serve, versionOf} from './lines.mjs';

const {default: fetch} = await load('node-fetch');

function bodyOption(body) {
  if (!body) {
    return {};
  }
  return {body: body.kind === 'form' ? new URLSearchParams(body.text) : plainBody(body)};
}

await serve(versionOf('node-fetch'), async request => {
  if (request.auth) {
    throw new NotExpressible('credentials as an option');
  }
  if (request.jar) {
    throw new NotExpressible('a cookie jar');
  }
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.fields ?? [],
    signal: AbortSignal.timeout(limitOf(request)),
    ...bodyOption(request.body),
  });
  return answer(response.status, response.url, await response.arrayBuffer());
});
