// Follows every address of every page and stylesheet to a file of the site, and every fragment to an anchor in it.
// Works on the folder alone: an address on another host is not asked for, and case counts on every file system.
//
// The kept link checkers were tried on a page of traps (Lychee 0.24, Linkinator 7.6): each missed some of redirect pages,
// form actions, links out of the site's folder, pages that no other page links to, or took #top for dead.

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One result a page or stylesheet. The site's own address is read from the home page's canonical link. */
export function checkLinks(site) {
  const base = site.pages.get('index.html')?.references.find(({ rel }) => rel === 'canonical')?.value;
  const results = [...site.pages].map(([path, page]) => ({
    page: path,
    problems: page.references.flatMap((reference) => judge(site, base, path, reference)),
  }));
  for (const path of [...site.files].filter((path) => path.endsWith('.css'))) {
    const text = readFileSync(join(site.root, path), 'utf8');
    const addresses = [...text.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)/g)].map((m) => m[1] ?? m[2] ?? m[3]);
    const references = addresses.map((value) => ({ name: 'css', attribute: 'url()', value: value.trim(), rel: '' }));
    results.push({ page: path, problems: references.flatMap((reference) => judge(site, base, path, reference)) });
  }
  return results;
}

/** The problems with one reference: none, or one. */
function judge(site, base, path, { name, attribute, value, rel }) {
  const say = (what) => [`${attribute}="${value}" on <${name}>: ${what}`];
  const address = value.trim();
  if (/^(https?:)?\/\//i.test(address)) return judgeAbsolute(site, base, { name, address, rel }, say);
  if (/^(mailto|tel|data|webcal|geo):/i.test(address)) return [];
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return say('a scheme that does not belong in a page');
  if (address === '' && name !== 'a') return say('empty');
  // an error page is shown at any address, so only absolute addresses work in it
  if (address.startsWith('/') && path !== '404.html') return say('absolute: breaks when the site moves to a folder');
  const prefix = base ? new URL(base).pathname : '/';
  const from = address.startsWith('/') ? '' : posix.dirname(path);
  const local = address.startsWith(prefix) ? address.slice(prefix.length) : address.replace(/^\/+/, '');
  return find(site, path, from, local, say);
}

/** An address with a host: ours may stand only where a page has to name itself to the outside. */
function judgeAbsolute(site, base, { name, address, rel }, say) {
  let host;
  try {
    host = new URL(address, 'https://host.invalid').hostname;
  } catch {
    return say('not an address');
  }
  if (host === 'localhost' || host === '[::1]' || /^127\./.test(host)) return say("this machine's own address");
  if (!base || !address.startsWith(base)) return name === 'a' || name === 'link' || name === 'area' ? [] : say('from another host');
  if (name !== 'link') return say('absolute, though it stays within the site');
  return find(site, 'index.html', '', address.slice(base.length), say);
}

/** Follows an address, relative to the folder `from`, to a file and an anchor. */
function find(site, path, from, address, say) {
  const [, target, fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address);
  let file, anchor;
  try {
    file = decodeURIComponent(target);
    anchor = decodeURIComponent(fragment ?? '');
  } catch {
    return say('a percent sign that encodes nothing');
  }
  if (/(^|\/)\.\.?$/.test(file)) file += '/';
  const place = file === '' ? path : posix.normalize(posix.join(from, file));
  if (place.startsWith('..')) return say('leads out of the site');
  const found = place === './' || place === '.' ? 'index.html' : place.endsWith('/') ? `${place}index.html` : place;
  if (!site.files.has(found)) {
    const folder = [...site.files].some((other) => other.startsWith(`${found}/`));
    return say(folder ? 'a folder, without the closing slash' : `no such file: ${found}`);
  }
  const anchors = site.pages.get(found)?.anchors;
  if (!anchors || anchor === '' || anchor === 'top' || anchor.startsWith(':~:') || anchors.has(anchor)) return [];
  return say(`no such anchor in ${found}`);
}
