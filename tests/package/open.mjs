// Opens every page of a package in Chromium from the file system and reports each request that fails or leaves the disk.
// Usage: node open.mjs PACKAGE…   (needs playwright-core; CHROMIUM names the browser, /usr/bin/chromium without it)
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const context = await browser.newContext();
let opened = 0;
const wrong = [];
for (const name of process.argv.slice(2)) {
  const data = join(resolve(name), "data");
  const pages = readdirSync(data, { recursive: true }).filter((path) => path.endsWith(".html") && (path === "index.html" || path.startsWith("site/")));
  if (pages.length < 2) wrong.push(`${name} has no pages`);
  for (const path of pages) {
    const page = await context.newPage();
    const report = (what) => wrong.push(`${join(name, "data", path)}: ${what}`);
    page.on("requestfailed", (request) => report(`${request.url()} ${request.failure()?.errorText}`));
    page.on("request", (request) => /^(file|data):/.test(request.url()) || report(`asks the network for ${request.url()}`));
    page.on("console", (message) => message.type() === "error" && report(message.text()));
    page.on("pageerror", (error) => report(error.message));
    await page.goto(pathToFileURL(join(data, path)).href, { waitUntil: "load" });
    await page.waitForLoadState("networkidle");
    const fonts = await page.evaluate(() => document.fonts.ready.then((set) => [...set].filter((f) => f.status === "error").length));
    if (fonts) report(`${fonts} fonts failed`);
    if (!(await page.title())) report("has no title");
    await page.close();
    opened += 1;
  }
}
await browser.close();
console.log(`${opened} pages opened, ${wrong.length} complaints`);
for (const line of wrong) console.log(line);
process.exit(wrong.length || !opened ? 1 : 0);
