// The preview's own part of a page: reloads it after a change, leads to another reader, shows where things come from.

(() => {
  const { count, page } = document.currentScript.dataset
  const one = (selector, from = document) => from.querySelector(selector)
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]
  const state = one(".preview-state")

  const events = new EventSource(`/-/events?since=${count}`)
  events.onmessage = () => location.reload()
  events.onerror = () => { if (state) state.textContent = "The preview has stopped." }
  events.onopen = () => { if (state) state.textContent = "" }

  for (const select of all("[data-goes]")) {
    select.addEventListener("change", () => { if (select.value) location.href = `/${select.dataset.goes}/${select.value}/${page}` })
  }

  const button = one(".preview button")
  if (!button) return
  const leftOut = one(".preview-left-out")
  const chapter = page.replace(".html", "")
  for (const item of all("li", leftOut)) if (item.dataset.chapter !== chapter) item.remove()
  for (const note of all("p", one("#preview-modules").content)) {
    const section = one(`section[data-module="${CSS.escape(note.dataset.module)}"]`)
    if (section) Object.assign(section.dataset, { at: note.dataset.at, when: note.dataset.when, why: note.dataset.why })
  }

  function show(isOn) {
    button.setAttribute("aria-pressed", String(isOn))
    document.documentElement.toggleAttribute("data-preview-why", isOn)
    all(".preview-note").forEach((note) => note.remove())
    leftOut.hidden = !isOn || !one("li", leftOut)
    if (!isOn) return
    for (const part of all("[data-at]")) {
      const note = Object.assign(document.createElement("p"), { className: "preview-note" })
      note.append(Object.assign(document.createElement("code"), { textContent: part.dataset.at }), ` ${part.dataset.when} – ${part.dataset.why}`)
      part.prepend(note)
    }
    const main = one("main")
    if (main && !main.contains(leftOut)) main.append(leftOut)
  }

  const remembered = () => { try { return sessionStorage.getItem("preview.why") === "on" } catch { return false } }
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") !== "true"
    try { sessionStorage.setItem("preview.why", isOn ? "on" : "off") } catch { /* refused */ }
    show(isOn)
  })
  show(remembered())
})()
