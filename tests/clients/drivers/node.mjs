// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Node's own fetch().

import {NotExpressible, answer, limitOf, octets, plainBody, serve} from './lines.mjs';

function bodyOptions(body) {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'form':
      return {body: new URLSearchParams(body.text)};
    case 'file':
      return {body: new Blob([octets(body.text)])};
    case 'stream':
      return {body: plainBody(body), duplex: 'half'};
    default:
      return {body: plainBody(body)};
  }
}

await serve(process.versions.node, async request => {
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
    ...bodyOptions(request.body),
  });
  return answer(response.status, response.url, await response.arrayBuffer());
});
