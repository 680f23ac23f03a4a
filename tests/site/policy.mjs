// Loads every page in a browser under a strict content security policy: no violation, no error on the console,
// no request to another host, and no file of the site that fails to come.

import { addressOf } from './browser.mjs';

const TABS = 2;

/** One result a page. */
export async function checkPolicy(site, server, browser) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const waiting = [...site.pages.keys()];
  const results = [];
  const work = async (tab) => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      results.push({ page: path, problems: await tab.visit(path, site.pages.get(path).moves) });
    }
  };
  await Promise.all(Array.from({ length: TABS }, () => work(new Tab(context, server))));
  await context.close();
  return results.sort((a, b) => (a.page < b.page ? -1 : 1));
}

/** One tab of the browser, in which page after page is loaded. */
class Tab {
  constructor(context, server) {
    Object.assign(this, { context, server, page: null, problems: [] });
  }

  /** The problems of one page; `moves` says that it is a redirect page, whose target is waited for. */
  async visit(path, moves) {
    this.page ??= await this.open();
    this.problems = [];
    const problems = this.problems;
    try {
      const address = addressOf(this.server, path);
      await this.page.goto(address, { waitUntil: 'load' });
      if (moves) await this.page.waitForURL((url) => url.href !== address, { timeout: 10_000 });
      await this.page.waitForTimeout(50);
      // what the page has said by now has arrived when this is answered, however busy the machine is
      await this.page.evaluate(() => null);
      await this.page.goto('about:blank');
    } catch (error) {
      problems.push(error.message.split('\n')[0]);
      // what is still under way here must not be laid to the next page
      await this.page.close();
      this.page = null;
    }
    return [...new Set(problems)];
  }

  async open() {
    const page = await this.context.newPage();
    const note = (problem) => this.problems.push(problem);
    page.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()}`));
    page.on('pageerror', (error) => note(`script: ${error.message}`));
    page.on('request', (request) => {
      const outside = !request.url().startsWith(this.server.address) && !/^(data|blob|about):/.test(request.url());
      if (outside) note(`asks another host: ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) note(`answer ${response.status()} for ${response.url()}`);
    });
    return page;
  }
}
