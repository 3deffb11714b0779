// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What every driver in JavaScript shares: lines.py says what a driver reads and prints.

import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import readline from 'node:readline';
import {createRequire} from 'node:module';
import {Readable} from 'node:stream';
import {pathToFileURL} from 'node:url';

export const PATIENCE = 4000; // milliseconds that a request may be silent

export class NotExpressible extends Error {}

/** Packages are installed outside of the source tree, where CLIENTS_MODULES says. */
const modules = createRequire(path.join(process.env.CLIENTS_MODULES ?? '.', 'package.json'));
export const load = name => import(pathToFileURL(modules.resolve(name)));

export function versionOf(name) {
  const file = path.join(process.env.CLIENTS_MODULES, 'node_modules', name, 'package.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')).version;
}

export const octets = text => Buffer.from(text, 'latin1');
export const limitOf = request => request.limit ?? PATIENCE;

export function answer(status, url, body = Buffer.alloc(0)) {
  return {status, url, body: Buffer.from(body).subarray(0, 200).toString('latin1')};
}

/** An error with the reasons below it, as fetch() wraps them. */
export function failure(error) {
  const messages = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    const message = one.message || one.code || String(one);
    if (message !== messages.at(-1)) {
      messages.push(message);
    }
  }
  return {error: error.code ? `${error.name} ${error.code}` : error.name, message: messages.join(': ')};
}

/** A body of Node's own kinds; form and json are for each client to express. */
export function plainBody(body) {
  switch (body.kind) {
    case 'file': {
      const file = path.join(process.env.HOME, 'upload');
      fs.writeFileSync(file, octets(body.text));
      return fs.createReadStream(file);
    }
    case 'stream': {
      const half = body.text.length >> 1;
      return Readable.from([octets(body.text.slice(0, half)), octets(body.text.slice(half))]);
    }
    case 'text':
      return body.text;
    default:
      throw new NotExpressible(`${body.kind} as an option`);
  }
}

/** Fields as an object, for clients that take nothing else. */
export function fieldsObject(request) {
  const fields = {};
  for (const [name, value] of request.fields ?? []) {
    fields[name] = name in fields ? [].concat(fields[name], value) : value;
  }
  return fields;
}

const DISPATCHER = Symbol.for('undici.globalDispatcher.1'); // of Node's fetch(), once that has been used

/** No connection of one case is there for the next: the server has closed them all. */
function forgetConnections() {
  http.globalAgent.destroy();
  https.globalAgent.destroy();
  if (globalThis[DISPATCHER]) {
    globalThis[DISPATCHER] = new globalThis[DISPATCHER].constructor();
  }
}

/** An error that nobody can catch would end a user's program; here it ends the request. */
let onUncaught = error => console.error(error);
process.on('uncaughtException', error => onUncaught(error));

function withUncaught(promise) {
  return new Promise((resolve, reject) => {
    onUncaught = error => reject(Object.assign(error, {name: `uncaught ${error.name}`}));
    promise.then(resolve, reject);
  });
}

export async function serve(version, run) {
  // Whatever a client prints is no part of the answers.
  const print = object => fs.writeSync(1, JSON.stringify(object) + '\n');
  console.log = console.error;
  print({version});
  for await (const line of readline.createInterface({input: process.stdin})) {
    const request = JSON.parse(line);
    let result;
    forgetConnections();
    try {
      for (let time = 0; time < (request.again ? 2 : 1); ++time) {
        result = await withUncaught(run(request, time));
      }
    } catch (error) {
      result = error instanceof NotExpressible ? {notExpressible: error.message} : failure(error);
    }
    print(result);
  }
  process.exit(0);
}
