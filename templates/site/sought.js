// Sought: what is found of some words, and in what order. find.js loads it with the first search, after minisearch.js.

// What people write around the words they look for.
const AROUND = /(?<![\p{L}\d])(?:a|an|and|are|at|can|could|do|does|for|how|i|if|in|is|it|me|my|of|on|or|should|the|there|to|was|what|when|where|which|who|will|with)(?![\p{L}\d])/giu
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

// First comes what has the words asked for as its title (a day of that name has a step that tells more), and the many
// rows of lists come after what the guide says itself.
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

  function rank({ id, phrase }) {
    const [where, title] = texts[id]
    if (where.startsWith("list-")) return 2
    return compared(title).join(" ") === compared(phrase).join(" ") && !where.startsWith("timeline.html") ? 0 : 1
  }

  function hits(query) {
    for (const ways of WAYS) {
      const found = new Map()
      for (const way of ways) {
        for (const phrase of phrased(query).map(essence)) {
          for (const hit of index.search(phrase, way)) if (!found.has(hit.id)) found.set(hit.id, { ...hit, phrase })
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
