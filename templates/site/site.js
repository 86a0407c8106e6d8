// What every page does beyond being read: remember ticks, switch to dark, copy a script. Everything stays readable
// without it. Storage may be refused (private windows): then things are remembered until the page is left.
// The other scripts come after this file and use its helpers.

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

const made = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

// Writes only what is not there yet: a page has much more than one answer changes.
const say = (element, words) => { if (element.textContent !== words) element.textContent = words }
const hide = (element, isHidden) => { if (element.hidden !== isHidden) element.hidden = isHidden }

const renewed = new WeakMap()
const spoken = ({ className, textContent }) => `${className.trim()} ${textContent.replace(/\s/g, "")}`
const isAlike = (part, other) => Boolean(other) && spoken(part) === spoken(other)

// The children of a place, each made of what it says; one that says what it said before stays as it is.
function renew(place, told, make) {
  const [old, now, written] = [renewed.get(place) ?? new Map(), new Map(), renewed.has(place) ? [] : [...place.children]]
  const parts = told.map((one_, at) => {
    const sign = JSON.stringify(one_)
    let part = now.has(sign) ? null : old.get(sign)
    if (!part) {
      part = make(one_)
      if (isAlike(part, written[at])) part = written[at]
    }
    now.set(sign, part)
    return part
  })
  renewed.set(place, now)
  for (const child of [...place.children]) if (!parts.includes(child)) child.remove()
  parts.forEach((part, at) => { if (place.children[at] !== part) place.insertBefore(part, place.children[at] ?? null) })
}

// After the first drawing, if a browser tells of it, else after the next frame.
function onceDrawn(work) {
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes("paint")) { setTimeout(work); return }
  const watch = new PerformanceObserver(() => { watch.disconnect(); setTimeout(work) })
  watch.observe({ type: "paint", buffered: true })
}

// After the next frame, at once or `later`; one that nobody sees has none.
const nextDrawing = (when) => new Promise((go) => { requestAnimationFrame(() => when(go)); setTimeout(go, 100) })

// Once every script of the page is there, and listens.
const allListen = new Promise((go) => document.addEventListener("DOMContentLoaded", go))

const engineScript = one("script[data-engine]")
const early = new Set() // questions that are answered before the engine is there

// What works out the reader's own page comes at once for those who have answers, for others once the page has been drawn.
function bringEngine() {
  // The page stays that of its persona, which those are told who have answers.
  const onerror = () => {
    hide(one(".lacks-text"), !("waits" in page.dataset))
    dispatchEvent(new Event("fitted"))
  }
  const bring = () => {
    for (const src of engineScript.dataset.engine.split(" ")) document.head.append(made("script", { src, onerror, async: false }))
  }
  if ("waits" in page.dataset) bring()
  else requestAnimationFrame(() => onceDrawn(bring))
  addEventListener("change", ({ target }) => { if (target.closest(".questions")) early.add(target) })
}

// What nobody sees yet waits for an idle moment.
const later = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 500 }) : setTimeout(work, 50))

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

const TICKS = "ticks"

// What is ticked, by step or task, each with its day: once for the site, so that another guide knows it too.
function recallTicks() {
  try { return Object.fromEntries(Object.entries(JSON.parse(recall(TICKS)) || {}).filter(([, day]) => /^\d{4}-\d\d-\d\d$/.test(day))) } catch { return {} }
}

// The same task on the plan, in its chapter and in the checklist is one tick; so are the tasks of one step.
function keepTicks() {
  const boxes = all("input[data-task]")
  const done = new Map()
  const watch = (box) => box.addEventListener("change", () => {
    if (box.checked) done.set(box.dataset.task, isoDay(new Date()))
    else done.delete(box.dataset.task)
    cleared = null
    keep()
  })
  let cleared = null

  function load() {
    done.clear()
    for (const [task, day] of Object.entries(recallTicks())) done.set(task, day)
    show()
  }

  function keep() {
    remember(TICKS, JSON.stringify(Object.fromEntries([...done].sort())))
    show()
    dispatchEvent(new Event("ticked"))
  }

  function show() {
    for (const box of boxes) box.checked = box.disabled || done.has(box.dataset.task)
    count()
  }

  // What the reader's answers rule out (fit.js) is not to be done.
  function count() {
    const open = boxes.filter((box) => !box.disabled && !box.closest("[data-out]"))
    const ticked = open.filter((box) => box.checked).length
    for (const line of all(".progress")) {
      hide(line, !open.length)
      one("progress", line).value = open.length ? ticked / open.length : 0
      say(one("span", line), `${ticked} of ${open.length} done`)
    }
    for (const button of all(".reset")) {
      hide(button, !cleared && !boxes.some((box) => box.checked && !box.disabled))
      say(button, cleared ? "Put the check marks back" : "Clear all check marks")
    }
    dispatchEvent(new Event("counted"))
  }

  boxes.forEach(watch)
  // What came with the reader's answers; what it came in the place of is gone.
  addEventListener("added", ({ detail }) => {
    const added = all("input[data-task]", detail)
    added.forEach(watch)
    boxes.splice(0, Infinity, ...boxes.filter((box) => box.isConnected && !added.includes(box)), ...added)
    show()
  })
  // Clears the ticks of this page's list; until something else is ticked, the same button puts them back.
  for (const button of all(".reset")) {
    button.addEventListener("click", () => {
      const restored = cleared
      cleared = restored ? null : boxes.map((box) => box.dataset.task).filter((task) => done.has(task)).map((task) => [task, done.get(task)])
      for (const [task, day] of restored || []) done.set(task, day)
      for (const [task] of cleared || []) done.delete(task)
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

  addEventListener("carried", load)
  addEventListener("storage", (event) => { if (event.key === kept(TICKS)) { load(); dispatchEvent(new Event("ticked")) } })
  addEventListener("fitted", () => { count(); showNext() })
  addEventListener("picked", count)
  load()
  showNext()
}

function offerCopies(from = document) {
  if (!navigator.clipboard) return
  for (const script of all(".say", from)) {
    const button = made("button", { type: "button", className: "copy", textContent: "Copy" })
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
    document.head.append(made("script", { src: address, onload: resolve, onerror: reject }))
  })
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

function offerPrint() {
  for (const button of all("[data-print]")) button.addEventListener("click", () => print())
}

if (engineScript) bringEngine()
switchDark()
offerPrint()
keepTicks()
offerCopies()
addEventListener("added", ({ detail }) => offerCopies(detail))
rememberGuide()
openForPaper()
