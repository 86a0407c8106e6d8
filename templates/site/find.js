// Search: through this guide's own text, and on the front page through that of all guides. The text comes as a script,
// since a page opened from the disk may not fetch. `?q=words` opens the search with them; with a `#section` besides,
// as in the links of what was found, the words are marked in that section. site.js comes before this file.

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
    parts.push(text.slice(at, start), Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) }))
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
  const line = document.createElement("p")
  line.append(start ? "… " : "", ...withMarks(text.slice(start, stop < 0 ? text.length : stop), terms), stop < 0 ? "" : " …")
  return line
}

// The words of `?q=` in what the address leads to: a line, or the section of a title.
function markWords() {
  const query = new URLSearchParams(location.search).get("q")
  const led = ledTo()
  const target = led && (led.closest("h2, h3") ? led.parentElement : led)
  if (!query || !target) return
  const terms = compared(query).filter((word) => word.length > 1)
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, svg, button, select")) texts.push(walker.currentNode)
  for (const text of texts) if (places(text.data, terms).length) text.replaceWith(...withMarks(text.data, terms))
}

// A guide is the one read last where that has the text, else the first that has it.
function whereFound(numbers) {
  const last = recall("last") || ""
  const named = numbers.map((number) => window.guidegenGuides[number])
  const [folder, title] = named.find(([folder]) => last.includes(`/${folder}/`)) || named[0]
  const others = named.length === 1 ? "only there" : `and in ${named.length - 1} more`
  return { folder, words: `in “${title}”, ${others}` }
}

function offerSearch() {
  const button = one(".find")
  if (!button) return
  const isOfAll = "all" in button.dataset
  const called = isOfAll ? "all guides" : "this guide"
  const dialog = document.createElement("dialog")
  dialog.className = "search"
  dialog.setAttribute("aria-label", `Search ${called}`)
  dialog.innerHTML = `<form method="dialog"><label for="search-words">Search ${called}</label><button class="small">Close</button>
    <input type="search" id="search-words" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"></form><p class="muted" role="status"></p><p class="advice" hidden></p><ol></ol>`
  const words = one("input", dialog)
  const advice = one(".advice", dialog)
  const say = (text) => { one("[role=status]", dialog).textContent = text }
  let texts = []
  let search = null

  async function prepare() {
    if (search) return
    say("Loading …")
    const { library, sought, index, found } = button.dataset
    if (!window.guidegenSearch) await Promise.all([library, sought, index, ...(found ? [found] : [])].map(load))
    texts = isOfAll || typeof readersTexts !== "function" ? window.guidegenSearch : await readersTexts(window.guidegenSearch)
    search = searcher(texts, window.guidegenAlso)
    say("")
  }

  function listed(hit) {
    const [address, title, place, text, guides] = texts[hit.id]
    const [page, anchor] = address.split("#")
    const found = isOfAll ? whereFound(guides) : null
    const folder = found ? `${found.folder}/` : ""
    const item = document.createElement("li")
    const link = Object.assign(document.createElement("a"), { href: `${folder}${page}?${new URLSearchParams({ q: hit.phrase })}#${anchor}`, textContent: title })
    link.addEventListener("click", () => dialog.close())
    item.append(link, Object.assign(document.createElement("span"), { textContent: found ? `${place}, ${found.words}` : place }), excerpt(text, hit.terms))
    return item
  }

  // Nothing found is not the end: what else to try, and whom to ask.
  function advise() {
    const office = one(".office strong")
    advice.textContent = `Try one word alone, or another word for it.${office ? ` Or ask: ${office.textContent}${office.parentElement.textContent.replace(office.textContent, ", ").replace(/, \s*$/, "").replace(/\s+/g, " ")}.` : ""}`
  }

  function show() {
    const query = words.value.trim()
    const hits = query ? search(query).slice(0, 20) : []
    say(query ? (hits.length ? `${hits.length === 20 ? "The first 20" : hits.length} found` : `Nothing found in ${called}`) : "")
    advice.hidden = !query || hits.length > 0
    if (!advice.hidden) advise()
    one("ol", dialog).replaceChildren(...hits.map(listed))
  }

  async function open() {
    if (!dialog.isConnected) document.body.append(dialog)
    dialog.showModal()
    words.select()
    try {
      await prepare()
      show()
    } catch { say("The search could not be loaded.") }
  }

  // Up and down walk from the field through what was found and back.
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const stops = [words, ...all("ol a", dialog)]
    const at = stops.indexOf(document.activeElement)
    if (!step || at < 0) return
    event.preventDefault()
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus()
  }

  // Answers given since then change what is the reader's.
  addEventListener("answered", () => { search = null })
  button.addEventListener("click", open)
  dialog.addEventListener("keydown", walk)
  words.addEventListener("input", () => { if (search) show() })
  words.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); one("ol a", dialog)?.focus() } })
  // With a modifier key: a letter alone would disturb those who speak to their computer.
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || dialog.open) return
    event.preventDefault()
    open()
  })
  button.hidden = false
  const asked = new URLSearchParams(location.search).get("q")
  if (asked && !location.hash) {
    words.value = asked
    open()
  }
}

offerSearch()
markWords()
