// What the pages do beyond being read: remember ticks, switch to dark, copy a script, ask the finder's questions.
// Everything stays readable without it. Storage may be refused (private windows): then nothing is remembered.

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

  function count() {
    const ticked = boxes.filter((box) => box.checked).length
    for (const line of all(".progress")) {
      line.hidden = !boxes.length
      one("progress", line).value = boxes.length ? ticked / boxes.length : 0
      one("span", line).textContent = `${ticked} of ${boxes.length} done`
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
  addEventListener("storage", (event) => { if (event.key === `guidegen.${key}`) load() })
  load()

  // The plan shows the first few steps that are still open. A step ticked here stays until the page is opened again.
  for (const list of all("[data-next]")) {
    const open = all(".task", list).filter((task) => !one("input", task).checked)
    for (const task of all(".task", list)) task.hidden = open.indexOf(task) < 0 || open.indexOf(task) >= Number(list.dataset.next)
    one(".all-done", list.parentElement).hidden = open.length > 0
  }
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
askQuestions()
rememberGuide()
