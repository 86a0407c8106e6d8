// What every page does beyond being read: remember ticks, switch to dark, copy a script, search, ask the finder's
// questions. Everything stays readable without it. Storage may be refused (private windows): then nothing is remembered.
// answers.js, dates.js and budget.js come after this file and use its helpers.

const page = document.documentElement
const all = (selector, from = document) => [...from.querySelectorAll(selector)]
const one = (selector, from = document) => from.querySelector(selector)

function recall(key) {
  try { return localStorage.getItem(`guidegen.${key}`) } catch { return null }
}

function remember(key, value) {
  try { localStorage.setItem(`guidegen.${key}`, value) } catch { /* refused: forget it */ }
}

function switchDark() {
  const button = one(".switch")
  const system = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => page.dataset.theme ? page.dataset.theme === "dark" : system.matches
  const show = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `${button.textContent} colors`) }
  button.addEventListener("click", () => {
    page.dataset.theme = isDark() ? "light" : "dark"
    remember("theme", page.dataset.theme)
    show()
  })
  system.addEventListener("change", show)
  button.hidden = false
  show()
}

// Ticks are kept per guide and item: the same task on the plan, in its chapter and in the checklist is one tick.
function keepTicks() {
  const boxes = all("input[data-task]")
  const key = `ticks.${page.dataset.guide}`
  let done = new Set()

  function load() {
    try { done = new Set(JSON.parse(recall(key) || "[]")) } catch { done = new Set() }
    for (const box of boxes) box.checked = done.has(box.dataset.task)
    count()
  }

  // What the reader's answers rule out (answers.js) is not to be done.
  function count() {
    const open = boxes.filter((box) => !box.closest("[data-out]"))
    const ticked = open.filter((box) => box.checked).length
    for (const line of all(".progress")) {
      line.hidden = !open.length
      one("progress", line).value = open.length ? ticked / open.length : 0
      one("span", line).textContent = `${ticked} of ${open.length} done`
    }
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      if (box.checked) done.add(box.dataset.task)
      else done.delete(box.dataset.task)
      remember(key, JSON.stringify([...done].sort()))
      count()
    })
  }
  // The plan shows the first few steps that are still open. A step ticked here stays until the page is opened again.
  function showNext() {
    for (const list of all("[data-next]")) {
      const open = all(".task:not([data-out])", list).filter((task) => !one("input", task).checked)
      for (const task of all(".task", list)) task.hidden = open.indexOf(task) < 0 || open.indexOf(task) >= Number(list.dataset.next)
      one(".all-done", list.parentElement).hidden = open.length > 0
    }
  }

  addEventListener("storage", (event) => { if (event.key === `guidegen.${key}`) load() })
  addEventListener("fitted", () => { count(); showNext() })
  load()
  showNext()
}

function offerCopies() {
  if (!navigator.clipboard) return
  for (const script of all(".say")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" })
    button.setAttribute("aria-live", "polite")
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(one("blockquote", script).innerText.trim())
      button.textContent = "Copied"
      setTimeout(() => { button.textContent = "Copy" }, 2000)
    })
    script.append(button)
  }
}

function load(address) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject }))
  })
}

// Search looks through this guide's own text, which comes as a script: a page opened from the disk may not fetch.
function offerSearch() {
  const button = one(".find")
  if (!button) return
  const dialog = document.createElement("dialog")
  dialog.className = "search"
  dialog.setAttribute("aria-label", "Search this guide")
  dialog.innerHTML = `<form method="dialog"><label for="search-words">Search this guide</label><button class="small">Close</button>
    <input type="search" id="search-words" autocomplete="off" spellcheck="false"></form><p class="muted" role="status"></p><ol></ol>`
  const words = one("input", dialog)
  const say = (text) => { one("[role=status]", dialog).textContent = text }
  let texts = []
  let search = null

  async function prepare() {
    if (search) return
    say("Loading …")
    await Promise.all([load(button.dataset.library), load(button.dataset.index)])
    texts = window.guidegenSearch
    const index = new MiniSearch({ idField: "id", fields: ["title", "place", "text"], searchOptions: { boost: { title: 4, place: 2 }, prefix: true, fuzzy: (word) => word.length > 4 && 0.2 } })
    index.addAll(texts.map(([, title, place, text], id) => ({ id, title, place, text })))
    search = (query) => {
      const whole = index.search(query, { combineWith: "AND" })
      return whole.length ? whole : index.search(query)
    }
    say("")
  }

  function marked(text, terms) {
    const found = terms.map((term) => [text.toLowerCase().indexOf(term), term]).filter(([at]) => at >= 0).sort(([a], [b]) => a - b)[0] || [0, ""]
    const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, found[0] - 60)) + 1)
    const end = found[0] + found[1].length
    const stop = text.indexOf(" ", end + 110)
    const line = document.createElement("p")
    line.append(start ? "… " : "", text.slice(start, found[0]), Object.assign(document.createElement("mark"), { textContent: text.slice(found[0], end) }), text.slice(end, stop < 0 ? text.length : stop), stop < 0 ? "" : " …")
    return line
  }

  function show() {
    const query = words.value.trim()
    const hits = query ? search(query).slice(0, 20) : []
    say(query ? (hits.length ? `${hits.length === 20 ? "The first 20" : hits.length} found` : "Nothing found in this guide") : "")
    one("ol", dialog).replaceChildren(...hits.map((hit) => {
      const [address, title, place, text] = texts[hit.id]
      const item = document.createElement("li")
      const link = Object.assign(document.createElement("a"), { href: address, textContent: title })
      link.addEventListener("click", () => dialog.close())
      item.append(link, Object.assign(document.createElement("span"), { textContent: place }), marked(text, hit.terms.map((term) => term.toLowerCase())))
      return item
    }))
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

  button.addEventListener("click", open)
  words.addEventListener("input", () => { if (search) show() })
  words.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); one("ol a", dialog)?.focus() } })
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return
    event.preventDefault()
    open()
  })
  button.hidden = false
}

// The finder reads guides and answers from the list of all guides. Its state is the address's fragment
// (#Specialty=Neurology&Visa=J-1), so the browser's own "back" works and a half-answered finder can be shared.
function askQuestions() {
  const finder = one(".finder")
  if (!finder) return
  const guides = all("a[data-guide]").map((link) => ({
    link,
    answers: new Map(all("[data-label]", link).map((answer) => [answer.dataset.label, answer.textContent])),
  }))
  const labels = [...new Set(guides.flatMap((guide) => [...guide.answers.keys()]))]
  const asked = new Map(all("[data-question]", finder).map((line) => [line.dataset.question, line.textContent]))
  const state = () => [...new URLSearchParams(location.hash.slice(1))].filter(([label]) => labels.includes(label))
  const go = (answers) => { location.hash = new URLSearchParams(answers).toString() }
  const item = (child, ...more) => { const li = document.createElement("li"); li.append(child, ...more); return li }
  const press = (words, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words })
    button.addEventListener("click", act)
    return button
  }

  function show() {
    const answers = state()
    const left = guides.filter((guide) => answers.every(([label, value]) => guide.answers.get(label) === value))
    const label = labels.find((name) => new Set(left.map((guide) => guide.answers.get(name))).size > 1)
    const values = label ? [...new Set(left.flatMap((guide) => guide.answers.get(label) ?? []))] : []
    one(".answers", finder).replaceChildren(...answers.map(([name, value], index) => {
      const change = press("Change", () => go(answers.slice(0, index)))
      change.setAttribute("aria-label", `Change ${name}`)
      return item(`${name}: ${value}`, change)
    }))
    one("h2", finder).textContent = label ? asked.get(label) || label : left.length ? "Your guide" : "No guide fits these answers"
    one(".choices", finder).replaceChildren(...(label ? values : [""]).flatMap((value) => {
      const fitting = label ? left.filter((guide) => guide.answers.get(label) === value) : left
      if (label && fitting.length > 1) return item(press(value, () => go([...answers, [label, value]])))
      return fitting.map(({ link }) => item(Object.assign(document.createElement("a"), { href: link.href, textContent: label ? value : link.textContent })))
    }))
  }

  addEventListener("hashchange", () => { show(); one("h2", finder).focus() })
  show()
  finder.hidden = false

  const last = guides.find(({ link }) => link.href === recall("last"))
  if (last) {
    const line = one(".continue", finder)
    Object.assign(one("a", line), { href: last.link.href, textContent: last.link.textContent })
    line.hidden = false
  }
}

function rememberGuide() {
  const home = one(".menu a")
  if (home) remember("last", home.href)
}

// A closed fold would be missing on paper.
addEventListener("beforeprint", () => all("details:not(.why)").forEach((fold) => { fold.open = true }))

switchDark()
keepTicks()
offerCopies()
offerSearch()
askQuestions()
rememberGuide()
