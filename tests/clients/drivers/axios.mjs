// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// axios in Node. Answers other than 2xx are errors at its defaults; the answer in them is what counts.

import {NotExpressible, answer, fieldsObject, limitOf, load, plainBody, serve, versionOf} from './lines.mjs';

const {default: axios} = await load('axios');

function dataOption(body) {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'form':
      return {data: new URLSearchParams(body.text)};
    case 'json':
      return {data: JSON.parse(body.text)};
    default:
      return {data: plainBody(body)};
  }
}

await serve(versionOf('axios'), async request => {
  if (request.jar) {
    throw new NotExpressible('a cookie jar');
  }
  const wish = {
    method: request.method,
    url: request.url,
    headers: fieldsObject(request),
    timeout: limitOf(request),
    responseType: 'arraybuffer',
    ...dataOption(request.body),
  };
  if (request.auth) {
    wish.auth = {username: request.auth[0], password: request.auth[1]};
  }
  try {
    const response = await axios(wish);
    return answer(response.status, response.request?.res?.responseUrl ?? null, response.data);
  } catch (error) {
    if (!error.response) {
      throw error;
    }
    const {status, request: sent, data} = error.response;
    return answer(status, sent?.res?.responseUrl ?? null, data);
  }
});
