// Sought: what is found of some words, in what order, and where they are in it. find.js loads it with the first search, and
// where an address asks for words to be marked.

// "A-1" and "Part 1" are one word besides their two parts, so that "A1" and "part1" find them.
function wordsOf(text) {
  const codes = [...text.matchAll(/(?<![\p{L}\d])(\p{L}{1,5})[-\u00a0 ](\d+\p{L}?)(?![\p{L}\d])/gu)].map(([, letters, rest]) => letters + rest)
  return [...text.replace(/['’]s(?!\p{L})|['’]/gu, "").split(/[^\p{L}\p{M}\d]+/u), ...codes].filter((word) => word)
}

const compared = (text) => wordsOf(text).map((word) => plain(word.normalize()))

// Where a word that begins with one of the terms is in a text; a code may be written with a hyphen or a space.
function places(text, terms) {
  const spoken = plain(text)
  const found = []
  for (const term of new Set(terms.flatMap((one) => [one, one.replace(/^(\p{L}+)(\d)/u, "$1-$2"), one.replace(/^(\p{L}+)(\d)/u, "$1 $2")]))) {
    for (let at = spoken.indexOf(term); at >= 0; at = spoken.indexOf(term, at + term.length)) {
      if (!/[\p{L}\d]/u.test(text[at - 1] || "")) found.push([at, at + term.length])
    }
  }
  found.sort(([a, end], [b, other]) => a - b || other - end)
  return found.filter(([at], index) => !index || at >= Math.max(...found.slice(0, index).map(([, end]) => end)))
}

function withMarks(text, terms) {
  const parts = []
  let at = 0
  for (const [start, end] of places(text, terms)) {
    parts.push(text.slice(at, start), made("mark", { textContent: text.slice(start, end) }))
    at = end
  }
  return [...parts, text.slice(at)]
}

// The stretch of a text around the first of the terms, with all of them marked.
function excerpt(text, terms) {
  const [first] = places(text, terms)
  const at = first ? first[0] : 0
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - 60)) + 1)
  const stop = text.indexOf(" ", (first ? first[1] : 0) + 110)
  const line = made("p")
  line.append(start ? "… " : "", ...withMarks(text.slice(start, stop < 0 ? text.length : stop), terms), stop < 0 ? "" : " …")
  return line
}

// What people write around the words they look for.
const AROUND = /(?<![\p{L}\d])(?:a|an|and|are|at|can|comes?|could|do|does|for|happens?|how|i|if|in|is|it|many|me|much|my|need|of|on|or|should|the|there|to|was|what|when|where|which|who|will|with)(?![\p{L}\d])/giu
const essence = (words) => (/[\p{L}\d]/u.test(words.replace(AROUND, "")) ? words.replace(AROUND, " ").trim() : words)

// What finds more than the one before it, and is looked at only where that was not enough: words as they are; their
// beginnings; what is written nearly so; and at last whatever has one of the words.
const slips = (word) => word.length > 4 && 0.2
const WAYS = [
  [{ combineWith: "AND", prefix: false }, { combineWith: "AND", prefix: true }],
  [{ combineWith: "AND", prefix: true, fuzzy: slips }],
  [{ combineWith: "OR", prefix: false }, { combineWith: "OR", prefix: true }],
  [{ combineWith: "OR", prefix: true, fuzzy: slips }],
]

// The place of what no sum has (render/words.py).
const COMPARED = "For comparison"

// "Costs" is "cost" where what is asked is compared with a name.
const named = (words) => [...new Set(compared(words).map((word) => word.replace(/(?<=\p{L}{3})(?<![isu])s$/u, "")))]
const covers = (words, others) => others.every((word) => words.includes(word))
const alike = (words, others) => words.filter((word) => others.includes(word)).length / new Set([...words, ...others]).size

// First comes what has the words asked for as its title (a day of that name has a step that tells more), then where a
// chapter of that name begins, the one most alike first ("when to rotate", not "where"), then what has all the words in its
// title or that of its chapter. What the guide says itself comes before what it only compares with, and the many rows of lists.
function searcher(texts, also) {
  const index = new MiniSearch({ idField: "id", fields: ["title", "place", "text"], tokenize: wordsOf, processTerm: (word) => plain(word.normalize()), searchOptions: { boost: { title: 4, place: 2 } } })
  index.addAll(texts.map(([, title, place, text], id) => ({ id, title, place, text })))
  // An author's other words for something stand for it in what is looked for.
  const meant = also.map(([words, term]) => [compared(words).join(" "), term])

  function phrased(query) {
    const spoken = ` ${compared(query).join(" ")} `
    const others = meant.filter(([words]) => spoken.includes(` ${words} `)).map(([words, term]) => spoken.replace(` ${words} `, ` ${term} `).trim())
    return meant.some(([words]) => spoken === ` ${words} `) ? [...new Set(others), query] : [query, ...new Set(others)]
  }

  const beginnings = new Map([...texts].reverse().map(([where, , place]) => [place, where]))

  function rank({ id, phrase }) {
    const [where, title, place] = texts[id]
    if (where.startsWith("list-") || place === COMPARED) return 5
    const [asked, chapter] = [named(essence(phrase)), named(essence(place))]
    if (!where.startsWith("timeline.html") && String(named(essence(title))) === String(asked)) return compared(title).join() === compared(phrase).join() ? 0 : 1
    if (beginnings.get(place) === where && covers(chapter, asked) && alike(chapter, asked) >= 0.5) return 3 - alike(chapter, asked) * alike(named(place), named(phrase))
    return covers(named(`${title} ${place}`), asked) ? 3 : 4
  }

  function hits(query) {
    for (const ways of WAYS) {
      const found = new Map()
      for (const way of ways) {
        for (const phrase of phrased(query)) {
          for (const hit of index.search(essence(phrase), way)) if (!found.has(hit.id)) found.set(hit.id, { ...hit, phrase })
        }
      }
      if (found.size) return [...found.values()].sort((a, b) => rank(a) - rank(b))
    }
    return []
  }

  // "vaccination" is written as "vaccines": where nothing is found, how long words begin may be enough.
  return (query) => {
    const found = hits(query)
    return found.length ? found : hits(query.replace(/\p{L}{7,}/gu, (word) => word.slice(0, 6)))
  }
}

// A guide is the one read last where that has the text, else the first that has it.
function whereFound(numbers) {
  const last = recall("last") || ""
  const named = numbers.map((number) => window.guidegenGuides[number])
  const [folder, title] = named.find(([folder]) => last.includes(`/${folder}/`)) || named[0]
  const others = named.length === 1 ? "only there" : `and in ${named.length - 1} more`
  return { folder, words: `in “${title}”, ${others}` }
}

function listedHit({ phrase, terms }, [address, title, place, text, guides], isOfAll) {
  const [page, anchor] = address.split("#")
  const found = isOfAll ? whereFound(guides) : null
  const folder = found ? `${found.folder}/` : ""
  const item = made("li")
  const link = made("a", { href: `${folder}${page}?${new URLSearchParams({ q: phrase })}#${anchor}`, textContent: title })
  link.addEventListener("click", () => link.closest("dialog").close())
  item.append(link, made("span", { textContent: found ? `${place}, ${found.words}` : place }), excerpt(text, terms))
  return item
}

// Nothing found is not the end: what else to try, and whom to ask.
function adviceOn() {
  const office = one(".office strong")
  return `Try one word alone, or another word for it.${office ? ` Or ask: ${office.textContent}${office.parentElement.textContent.replace(office.textContent, ", ").replace(/, \s*$/, "").replace(/\s+/g, " ")}.` : ""}`
}

// The words of a query in what the address leads to: a line, or the section of a title.
function markWords(query) {
  const led = ledTo()
  const target = led && (led.closest("h2, h3") ? led.parentElement : led)
  if (!target) return
  const terms = compared(query).filter((word) => word.length > 1)
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, svg, button, select")) texts.push(walker.currentNode)
  for (const text of texts) if (places(text.data, terms).length) text.replaceWith(...withMarks(text.data, terms))
}
