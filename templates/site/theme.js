// Before anything is drawn: that scripts run, whether somebody was here before and has answers, so that the style keeps
// room for what the other scripts show and waits for what they leave out; and the reader's own choice of dark or light. A
// file of its own, so that no page holds a script.
const isoDay = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-")

// Whether the address carries answers, or the first signs of them, where it was cut; "#mine" alone leads to the questions.
const isCarrying = () => location.hash.startsWith("#mine=") || (["#m", "#mi", "#min"].includes(location.hash) && !document.getElementById(location.hash.slice(1)))

{
  const root = document.documentElement
  const { engine, written, ends } = document.currentScript.dataset
  root.dataset.js = ""
  if (engine) root.dataset.fits = "" // until the page is known to be as the reader's answers and the day have it
  // What every page says of the day it is comes first (begin.js): a clock that is behind, a season that is over.
  if (isoDay(new Date(Date.now() + 7 * 24 * 3600_000)) <= written) root.dataset.behind = ""
  addEventListener("fitted", () => { for (const name of ["waits", "fits", "behind"]) delete root.dataset[name] }, { once: true })
  try {
    root.dataset.theme = localStorage.getItem("guidegen.theme") || ""
    const kept = (key) => localStorage.getItem(`guidegen.${new URL(root.dataset.root || "./", location.href).pathname}.${key}`)
    if (kept("last")) root.dataset.known = ""
    const isKept = (key) => !["{}", "[]"].includes(kept(key) || "{}")
    if (root.dataset.guide && (["answers", "ticks", `lists.${root.dataset.guide}`].some(isKept) || isCarrying())) root.dataset.waits = ""
  } catch { /* refused: the system decides */ }
  // That of who has answers may be another season.
  if (isoDay(new Date()) > ends && !("waits" in root.dataset)) root.dataset.over = ""
  // What the page waits for is asked for at once.
  if (engine && "waits" in root.dataset) {
    for (const href of engine.split(" ")) document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href }))
  }
}
