// What every page does beyond being read: remember ticks, switch to dark, copy a script, ask the finder's
// questions. Everything stays readable without it. Storage may be refused (private windows): then things are remembered
// until the page is left.
// find.js, answers.js, dates.js and budget.js come after this file and use its helpers.

const page = document.documentElement
const all = (selector, from = document) => [...from.querySelectorAll(selector)]
const one = (selector, from = document) => from.querySelector(selector)

// What is remembered belongs to this site: others may be on the same host, or on the same disk.
const home = new URL(page.dataset.root || "./", location.href).pathname
const kept = (key) => `guidegen.${home}.${key}`

// Words as they are compared: without accents, in small letters, of the same length as they are written.
const plain = (text) => text.split("").map((sign) => sign.normalize("NFD")[0].toLowerCase()[0]).join("")

// What the address leads to after its "#"; null where that is not written as an address is.
function ledTo() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))) } catch { return null }
}

const refused = new Map()

function recall(key) {
  try { return refused.get(key) ?? localStorage.getItem(kept(key)) } catch { return null }
}

function remember(key, value) {
  try { localStorage.setItem(kept(key), value) } catch { refused.set(key, value) }
}

function switchDark() {
  const button = one(".switch")
  const system = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => page.dataset.theme ? page.dataset.theme === "dark" : system.matches
  const show = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `${button.textContent} colors`) }
  // A reader who goes back to what the system says follows it again. theme.js reads the choice on every page.
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark"
    page.dataset.theme = (wanted === "dark") === system.matches ? "" : wanted
    try { localStorage.setItem("guidegen.theme", page.dataset.theme) } catch { /* refused: this page only */ }
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
  const done = new Set()
  let cleared = null

  function load() {
    done.clear()
    try { for (const task of JSON.parse(recall(key) || "[]")) done.add(task) } catch { /* not ours: start afresh */ }
    show()
  }

  function keep() {
    remember(key, JSON.stringify([...done].sort()))
    show()
  }

  function show() {
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
    for (const button of all(".reset")) {
      button.hidden = !cleared && !boxes.some((box) => box.checked)
      button.textContent = cleared ? "Put the check marks back" : "Clear all check marks"
    }
    dispatchEvent(new Event("counted"))
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      if (box.checked) done.add(box.dataset.task)
      else done.delete(box.dataset.task)
      cleared = null
      keep()
    })
  }
  // Clears the ticks of this page's list; until something else is ticked, the same button puts them back.
  for (const button of all(".reset")) {
    button.addEventListener("click", () => {
      const restored = cleared
      cleared = restored ? null : boxes.map((box) => box.dataset.task).filter((task) => done.has(task))
      for (const task of restored || []) done.add(task)
      for (const task of cleared || []) done.delete(task)
      keep()
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

  addEventListener("storage", (event) => { if (event.key === kept(key)) load() })
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
      try {
        await navigator.clipboard.writeText(one("blockquote", script).innerText.trim())
        button.textContent = "Copied"
      } catch { button.textContent = "Not allowed here" }
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

// The finder reads guides and answers from the list of all guides. Its state is the address's fragment
// (#Nights=Tent&Rider=New), so the browser's own "back" works and a half-answered finder can be shared.
function askQuestions() {
  const finder = one(".finder")
  if (!finder) return
  const guides = all("a[data-guide]").map((link) => ({
    link,
    answers: new Map(all("[data-label]", link).map((answer) => [answer.dataset.label, answer.textContent])),
  }))
  const labels = [...new Set(guides.flatMap((guide) => [...guide.answers.keys()]))]
  const asked = new Map(all("[data-question]", finder).map((line) => [line.dataset.question, line]))
  // A guide may have no answer to a question that others ask.
  const NONE = "None of these"
  const answerOf = (guide, label) => guide.answers.get(label) ?? NONE
  const state = () => {
    const given = new URLSearchParams(location.hash.slice(1))
    return labels.filter((label) => given.has(label)).map((label) => [label, given.get(label)])
  }
  let shown = location.hash
  const go = (answers) => { location.hash = new URLSearchParams(answers).toString(); turn() }
  const item = (child, ...more) => { const li = document.createElement("li"); li.append(child, ...more); return li }
  const press = (words, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words })
    button.addEventListener("click", act)
    return button
  }

  function show() {
    const answers = state()
    const left = guides.filter((guide) => answers.every(([label, value]) => answerOf(guide, label) === value))
    const label = labels.find((name) => new Set(left.map((guide) => answerOf(guide, name))).size > 1)
    const values = label ? [...new Set(left.map((guide) => answerOf(guide, label)))].sort((a, b) => (a === NONE) - (b === NONE)) : []
    one(".answers", finder).replaceChildren(...answers.map(([name, value], index) => {
      const change = press("Change", () => go(answers.filter((_, other) => other !== index)))
      change.setAttribute("aria-label", `Change ${name}`)
      return item(`${name}: ${value}`, change)
    }))
    one("h2", finder).textContent = label ? asked.get(label)?.textContent || label : left.length ? "Your guide" : "No guide fits these answers"
    one(".intro", finder).hidden = answers.length > 0
    const help = one(".help", finder)
    help.textContent = (label && asked.get(label)?.dataset.help) || ""
    help.hidden = !help.textContent
    one(".choices", finder).replaceChildren(...(label ? values : [""]).flatMap((value) => {
      const fitting = label ? left.filter((guide) => answerOf(guide, label) === value) : left
      if (label && fitting.length > 1) return item(press(value, () => go([...answers, [label, value]])))
      return fitting.map(({ link }) => item(Object.assign(document.createElement("a"), { href: link.href, textContent: label ? value : link.textContent })))
    }))
  }

  function turn() {
    if (location.hash === shown) return
    shown = location.hash
    show()
    one("h2", finder).focus()
  }

  addEventListener("hashchange", turn)
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
function openForPaper() {
  let opened = []
  addEventListener("beforeprint", () => {
    opened = all("details:not(.why, [open])")
    for (const fold of opened) fold.open = true
  })
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false })
}

switchDark()
keepTicks()
offerCopies()
askQuestions()
rememberGuide()
openForPaper()
