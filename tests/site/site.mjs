// Reads a built site: its files, and of each page the facts that the checks look at.
// Everything here is pure reading; what is right or wrong is for the checks to say.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'parse5';

const REFERENCES = {
  href: ['a', 'area', 'link', 'use', 'image'],
  'xlink:href': ['use', 'image', 'a'],
  src: ['img', 'script', 'iframe', 'audio', 'video', 'source', 'track', 'embed', 'input'],
  action: ['form'],
  formaction: ['button', 'input'],
  poster: ['video'],
  data: ['object'],
};

/** The files of a site: `root`, the set of all paths relative to it (with `/`), and the pages by path. */
export function readSite(root) {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const pages = new Map();
  for (const path of paths.filter((path) => path.endsWith('.html'))) {
    pages.set(path, readPage(readFileSync(join(root, path), 'utf8')));
  }
  return { root, files: new Set(paths), pages };
}

/**
 * What one page holds. `ids` counts each id; `references` has element, attribute, value and `rel` of each address;
 * `moves` tells a redirect page, `unnamed` counts drawings that neither have a name nor are hidden.
 */
function readPage(text) {
  const page = { ids: new Map(), anchors: new Set(), references: [], h1: 0, lang: '', title: '', inline: [], unnamed: 0, base: false, moves: false };
  const visit = (node) => {
    if (node.tagName) readElement(node, page);
    for (const child of node.content?.childNodes ?? node.childNodes ?? []) visit(child);
  };
  visit(parse(text));
  return page;
}

function readElement(node, page) {
  const name = node.tagName;
  const attributes = new Map(node.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]));
  const words = () => node.childNodes.map((child) => child.value ?? '').join('').trim();
  if (attributes.has('id')) {
    page.ids.set(attributes.get('id'), (page.ids.get(attributes.get('id')) ?? 0) + 1);
    page.anchors.add(attributes.get('id'));
  }
  if (name === 'a' && attributes.has('name')) page.anchors.add(attributes.get('name'));
  if (name === 'html') page.lang = attributes.get('lang') ?? '';
  if (name === 'title' && node.parentNode?.tagName === 'head') page.title = words();
  if (name === 'svg' && !isNamed(node)) page.unnamed += 1;
  if (name === 'h1') page.h1 += 1;
  if (name === 'base') page.base = true;
  if (name === 'style') page.inline.push('a <style> element');
  // a data block is not run, so a content security policy has nothing against it
  if (name === 'script' && !attributes.has('src') && attributes.get('type') !== 'application/ld+json') {
    page.inline.push('a <script> element without src');
  }
  for (const [attribute, value] of attributes) {
    if (attribute === 'style') page.inline.push(`a style attribute on <${name}>`);
    if (/^on[a-z]+$/.test(attribute)) page.inline.push(`${attribute} on <${name}>`);
    if (REFERENCES[attribute]?.includes(name)) {
      page.references.push({ name, attribute, value, rel: attributes.get('rel') ?? '' });
    }
  }
  for (const candidate of (attributes.get('srcset') ?? '').split(/,\s+/).filter(Boolean)) {
    page.references.push({ name, attribute: 'srcset', value: candidate.trim().split(/\s+/)[0], rel: '' });
  }
  if (name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh') {
    const target = /url\s*=\s*['"]?([^'"]*)/i.exec(attributes.get('content') ?? '');
    page.moves = true;
    if (target) page.references.push({ name, attribute: 'content', value: target[1].trim(), rel: '' });
  }
}

/** Whether a drawing says what it is, or is kept from those who do not see it because the text beside it says the same. */
function isNamed(svg) {
  const has = (node, name) => node.attrs?.some((attribute) => attribute.name === name && attribute.value.trim() !== '');
  const named = (node) =>
    has(node, 'aria-label') ||
    has(node, 'aria-labelledby') ||
    node.childNodes.some((child) => child.tagName === 'title' && child.childNodes.some(({ value }) => value?.trim()));
  for (let node = svg; node; node = node.parentNode) {
    if (node.attrs?.some(({ name, value }) => name === 'aria-hidden' && value === 'true')) return true;
    // what is drawn within a drawing is part of it
    if (node.tagName === 'svg' && has(node, 'role') && named(node)) return true;
  }
  return false;
}
