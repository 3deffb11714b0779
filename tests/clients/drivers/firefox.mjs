// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Firefox: "fetch" in a page of the first address' origin, or "page": a link or a form in such a page.
// It is driven over Marionette; what it remembers is cleared before every case.

import fs from 'node:fs';
import net from 'node:net';
import {spawn} from 'node:child_process';

import {NotExpressible, answer, limitOf, serve} from './lines.mjs';
import {fetchInPage, pageWish, START_PAGE} from './inpage.mjs';
import {trustAuthority} from './trust.mjs';

const mode = process.argv[2];
const QUIET = 1000; // milliseconds without loading, after which no page is expected any more
const profile = `${process.env.HOME}/firefox`;
// Nothing that the browser asks by itself may come between; what concerns redirects stays as it is.
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.chrome.site_icons': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

/** Marionette: "length:[type, id, command, parameters]" over a socket, one command at a time. */
class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting = [];
  #count = 0;

  constructor(socket) {
    this.#socket = socket;
    this.hello = new Promise(resolve => this.#waiting.push(resolve));
    socket.on('data', data => this.#read(data));
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      const end = colon + 1 + Number(this.#buffer.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || this.#buffer.length < end) {
        return;
      }
      this.#waiting.shift()(JSON.parse(this.#buffer.subarray(colon + 1, end).toString()));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  async send(command, parameters = {}) {
    const text = JSON.stringify([0, ++this.#count, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = await new Promise(resolve => this.#waiting.push(resolve));
    if (error) {
      throw Object.assign(new Error(error.message), {name: error.error});
    }
    return result?.value ?? result;
  }
}

function makeProfile() {
  fs.rmSync(profile, {recursive: true, force: true}); // of a run that was broken off
  fs.mkdirSync(profile, {recursive: true});
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  fs.writeFileSync(`${profile}/user.js`, lines.join(''));
  trustAuthority(profile);
}

async function connect() {
  for (;;) {
    const socket = net.connect(2828, '127.0.0.1');
    try {
      await new Promise((resolve, reject) => socket.on('connect', resolve).on('error', reject));
      const marionette = new Marionette(socket);
      await marionette.hello;
      return marionette;
    } catch {
      await new Promise(go => setTimeout(go, 100));
    }
  }
}

makeProfile();
const program = spawn(
  'firefox-esr',
  ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
  {stdio: ['ignore', 'ignore', 'ignore']},
);
process.on('exit', () => program.kill());
const firefox = await connect();
const session = await firefox.send('WebDriver:NewSession', {pageLoadStrategy: 'normal'});
await firefox.send('WebDriver:SetTimeouts', {script: 30_000, pageLoad: 20_000});

const FORGET = `
  Services.cache2.clear();
  Services.cookies.removeAll();
  Cc["@mozilla.org/ssservice;1"].getService(Ci.nsISiteSecurityService).clearAll();
  Cc["@mozilla.org/network/http-auth-manager;1"].getService(Ci.nsIHttpAuthManager).clearAll();
  Services.obs.notifyObservers(null, "net:prune-all-connections");`;

/** Runs a script with the browser's own rights, which see error pages, too. */
async function inChrome(text) {
  await firefox.send('Marionette:SetContext', {value: 'chrome'});
  try {
    return await firefox.send('WebDriver:ExecuteScript', {script: text, args: []});
  } finally {
    await firefox.send('Marionette:SetContext', {value: 'content'});
  }
}

function startOf(request) {
  return new URL(START_PAGE, request.url).href.replace(/\/\/[^/]*@/, '//');
}

/** The error page of the case before may still be on its way; then it is taken for the start page. */
async function goToStart(request) {
  const go = () => firefox.send('WebDriver:Navigate', {url: startOf(request)});
  await go().catch(go);
}

const script = text => firefox.send('WebDriver:ExecuteScript', {script: text, args: [], sandbox: null});
const pause = milliseconds => new Promise(go => setTimeout(go, milliseconds));

const WHERE = `
  const {documentURI, webProgress} = gBrowser.selectedBrowser;
  return {document: documentURI?.spec, loading: webProgress.isLoadingDocument};`;
const PAGE = `return {
  url: location.href, text: document.body?.innerText ?? '',
  status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? null};`;

/** The address of the document that has come in place of the start page; null if none comes. */
async function nextDocument(start, limit) {
  let quietSince = Date.now();
  for (const end = Date.now() + limit; Date.now() < end; await pause(20)) {
    const {document, loading} = await inChrome(WHERE);
    const isNext = document && document !== start;
    if (!loading && isNext && document !== 'about:blank') {
      return document;
    }
    if (loading) {
      quietSince = Date.now();
    } else if (Date.now() - quietSince > QUIET) {
      // What is refused before anything is shown leaves the page as it was; a blank one may pass by.
      return isNext ? document : null;
    }
  }
  return null;
}

async function navigate(request) {
  const wish = pageWish(request);
  await script(`setTimeout(${wish.script}, 0, ${JSON.stringify(wish.argument)})`);
  let document = await nextDocument(startOf(request), limitOf(request));
  if (document && wish.settle) {
    await pause(wish.settle);
    document = await nextDocument(startOf(request), limitOf(request));
  }
  if (!document) {
    return {error: 'navigation failed', message: 'no page came of it'};
  }
  if (document.startsWith('about:') && document !== 'about:blank') {
    const page = new URL(document);
    return {error: 'navigation failed', message: `${page.pathname} ${page.searchParams.get('e')}`};
  }
  const page = await script(PAGE);
  return answer(page.status, page.url, page.text);
}

async function fetchThere(request) {
  const wish = JSON.stringify(request);
  return await firefox.send('WebDriver:ExecuteAsyncScript', {
    script: `(${fetchInPage})(${wish}).then(arguments[0]);`, // which catches its own errors
    args: [],
    sandbox: null,
  });
}

await serve(session.capabilities.browserVersion, async (request, time) => {
  if (request.auth) {
    throw new NotExpressible('credentials as an option');
  }
  if (mode === 'page') {
    pageWish(request);
  }
  if (time === 0) {
    await inChrome(FORGET);
  }
  if (time === 0 || mode === 'page') {
    await goToStart(request);
  }
  return mode === 'page' ? await navigate(request) : await fetchThere(request);
});
