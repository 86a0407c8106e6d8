// Search: through this guide's own text, and on the front page through that of all guides. The text comes as a script,
// since a page opened from the disk may not fetch. `?q=words` opens the search with them; with a `#section` besides,
// as in the links of what was found, the words are marked in that section (sought.js). site.js comes before this file.

const words_ = { come: null }

// What finds and marks words comes where they are asked for: most pages are read without.
function broughtWords() {
  words_.come ??= load(one(".find").dataset.sought).catch((error) => { words_.come = null; throw error })
  return words_.come
}

function offerSearch() {
  const button = one(".find")
  if (!button) return
  const isOfAll = "all" in button.dataset
  const called = isOfAll ? "all guides" : "this guide"
  const dialog = made("dialog")
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
    const { library, index, found } = button.dataset
    if (!window.guidegenSearch) await Promise.all([broughtWords(), ...[library, index, ...(found ? [found] : [])].map(load)])
    texts = isOfAll || typeof readersTexts !== "function" ? window.guidegenSearch : await readersTexts(window.guidegenSearch)
    search = searcher(texts, window.guidegenAlso)
    say("")
  }

  function show() {
    const query = words.value.trim()
    const hits = query ? search(query).slice(0, 20) : []
    say(query ? (hits.length ? `${hits.length === 20 ? "The first 20" : hits.length} found` : `Nothing found in ${called}`) : "")
    advice.hidden = !query || hits.length > 0
    if (!advice.hidden) advice.textContent = adviceOn()
    one("ol", dialog).replaceChildren(...hits.map((hit) => listedHit(hit, texts[hit.id], isOfAll)))
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
  if (asked && location.hash) broughtWords().then(() => markWords(asked), () => {})
  else if (asked) {
    words.value = asked
    open()
  }
}

offerSearch()
