// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// got. Its repeating after failures is switched off: that is no redirect.

import {NotExpressible, answer, fieldsObject, limitOf, load, plainBody, serve, versionOf} from './lines.mjs';

const {default: got} = await load('got');

function bodyOption(body) {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'form':
      return {form: Object.fromEntries(new URLSearchParams(body.text))};
    case 'json':
      return {json: JSON.parse(body.text)};
    default:
      return {body: plainBody(body)};
  }
}

await serve(versionOf('got'), async request => {
  if (request.jar) {
    throw new NotExpressible('a cookie jar of its own');
  }
  const wish = {
    method: request.method,
    headers: fieldsObject(request),
    timeout: {request: limitOf(request)},
    retry: {limit: 0},
    responseType: 'buffer',
    ...bodyOption(request.body),
  };
  if (request.auth) {
    [wish.username, wish.password] = request.auth;
  }
  try {
    const response = await got(request.url, wish);
    return answer(response.statusCode, response.url, response.body);
  } catch (error) {
    if (error.name !== 'HTTPError') {
      throw error;
    }
    return answer(error.response.statusCode, error.response.url, error.response.rawBody);
  }
});
