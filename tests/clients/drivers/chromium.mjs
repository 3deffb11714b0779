// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Chromium: "fetch" in a page of the first address' origin, or "page": a link or a form in such a page.
// Nothing is remembered from case to case.

import {NotExpressible, answer, limitOf, load, serve} from './lines.mjs';
import {fetchInPage, pageWish, START_PAGE} from './inpage.mjs';
import {trustAuthority} from './trust.mjs';

const {default: {chromium}} = await load('playwright-core');
const mode = process.argv[2];

trustAuthority(`${process.env.HOME}/.pki/nssdb`);

// Chromium's own defaults are measured, not those of playwright, which switch features off. What is
// switched off here would only try to reach the internet.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  ignoreDefaultArgs: true,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
    '--disable-background-networking', '--disable-component-update', '--remote-debugging-pipe',
    `--user-data-dir=${process.env.HOME}/chromium`, 'about:blank',
  ],
});

let context;
let page;
let tools;

/** A new context takes a second; where emptying the old one is enough, that is done. */
async function makeReady(request) {
  if (!context || request.fresh) {
    await context?.close();
    context = await browser.newContext();
    page = null;
  } else if (page) {
    await tools.send('Network.clearBrowserCookies');
    await tools.send('Network.clearBrowserCache');
  }
}

async function makePage() {
  page = await context.newPage();
  tools = await context.newCDPSession(page);
  await tools.send('Network.clearBrowserCookies');
  await tools.send('Network.clearBrowserCache');
}

/** After a failure the browser's error page may come at any time; who goes on there is interrupted. */
async function leavePage() {
  await page.close();
  page = null;
}

async function goToStart(request) {
  if (!page) {
    await makePage();
  }
  page.setDefaultTimeout(limitOf(request));
  const start = new URL(START_PAGE, request.url).href.replace(/\/\/[^/]*@/, '//');
  if (mode === 'page' || page.url() !== start) {
    await page.goto(start);
  }
}

/** Clicks, and waits until the page that comes of it has loaded or failed. */
async function navigate(request) {
  const wish = pageWish(request);
  const main = page.mainFrame();
  const isNavigation = one => one.isNavigationRequest() && one.frame() === main;
  let failed = null;
  let response = null;
  const onFailure = one => {
    if (isNavigation(one)) {
      failed ??= one.failure().errorText;
    }
  };
  const onResponse = one => {
    if (isNavigation(one.request())) {
      response = one;
    }
  };
  page.on('requestfailed', onFailure).on('response', onResponse);
  try {
    await click(wish, request, () => failed);
    if (failed) {
      await leavePage();
      return {error: 'navigation failed', message: failed};
    }
    const text = await page.evaluate('document.body ? document.body.innerText : ""');
    return answer(response?.status() ?? null, page.url(), text);
  } finally {
    page?.off('requestfailed', onFailure).off('response', onResponse);
  }
}

async function click(wish, request, hasFailed) {
  const loaded = page.waitForEvent('load', {timeout: limitOf(request)});
  loaded.catch(() => {});
  await page.evaluate(wish.script, wish.argument);
  await Promise.race([loaded, until(hasFailed, limitOf(request))]);
  if (!hasFailed()) {
    await loaded;
    // A page that leads on by itself (Refresh) does so soon.
    await page.waitForTimeout(wish.settle);
  }
}

async function until(condition, limit) {
  for (const end = Date.now() + limit; Date.now() < end; await new Promise(go => setTimeout(go, 5))) {
    if (condition()) {
      return;
    }
  }
}

await serve(browser.version(), async (request, time) => {
  if (request.auth) {
    throw new NotExpressible('credentials as an option');
  }
  if (mode === 'page') {
    pageWish(request); // before a page is made for what cannot be asked
  }
  if (time === 0) {
    await makeReady(request);
  }
  await goToStart(request);
  if (mode === 'page') {
    return await navigate(request);
  }
  return await page.evaluate(fetchInPage, request);
});
