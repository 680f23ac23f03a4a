// Looks at each page by itself: language, title, one h1, unique ids, named drawings, nothing inline that a strict policy would refuse.

/** One result a page. */
export function checkSanity(site) {
  return [...site.pages].map(([path, page]) => {
    const problems = [];
    if (!page.lang) problems.push('no lang on <html>');
    if (!page.title) problems.push('no title');
    if (page.h1 !== 1) problems.push(`${page.h1} h1 elements`);
    if (page.base) problems.push('a <base> element');
    if (page.unnamed > 0) problems.push(`${page.unnamed} svg elements without a name`);
    for (const [id, count] of page.ids) {
      if (count > 1) problems.push(`id "${id}" occurs ${count} times`);
      if (!id || /\s/.test(id)) problems.push(`id "${id}" is empty or has white space`);
    }
    problems.push(...new Set(page.inline));
    return { page: path, problems };
  });
}
