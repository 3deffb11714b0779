// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What runs inside of a page, in any browser.

import {NotExpressible} from './lines.mjs';

export const START_PAGE = '/_page';

/** fetch() with a request; its outcome as a driver prints it. Everything it uses is inside of it. */
export async function fetchInPage(request) {
  const octets = text => Uint8Array.from(text, character => character.charCodeAt(0));
  const bodies = {
    text: body => body.text,
    form: body => new URLSearchParams(body.text),
    file: body => new File([octets(body.text)], 'upload'),
    stream: body => new Blob([octets(body.text)]).stream(),
  };
  const options = {method: request.method, headers: request.fields ?? []};
  if (request.body) {
    if (!(request.body.kind in bodies)) {
      return {notExpressible: `${request.body.kind} as an option`};
    }
    options.body = bodies[request.body.kind](request.body);
    if (request.body.kind === 'stream') {
      options.duplex = 'half';
    }
  }
  options.signal = AbortSignal.timeout(request.limit ?? 4000);
  try {
    const response = await fetch(request.url, options);
    const body = new Uint8Array(await response.arrayBuffer()).subarray(0, 200);
    return {status: response.status, url: response.url, body: String.fromCharCode(...body)};
  } catch (error) {
    return {error: error.name, message: error.message};
  }
}

/** A link or a form for a request, as a script that clicks it: {script, argument, settle}. */
export function pageWish(request) {
  if (request.fields) {
    throw new NotExpressible('fields set by hand');
  }
  if (!['GET', 'POST'].includes(request.method)) {
    throw new NotExpressible('a method other than GET and POST');
  }
  if (request.body && (request.method === 'GET' || !/^(\w+=\w+(&\w+=\w+)*)?$/.test(request.body.text))) {
    throw new NotExpressible('a body that is no form');
  }
  if (request.body && !['text', 'form'].includes(request.body.kind)) {
    throw new NotExpressible(`a body of the kind ${request.body.kind}`);
  }
  return {
    script: request.method === 'GET' ? clickLink : submitForm,
    argument: {url: request.url, body: request.body?.text ?? ''},
    settle: request.settle ?? 0,
  };
}

function clickLink({url}) {
  const link = document.createElement('a');
  link.href = url;
  document.body.append(link);
  link.click();
}

function submitForm({url, body}) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  for (const [name, value] of new URLSearchParams(body)) {
    const input = document.createElement('input');
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
