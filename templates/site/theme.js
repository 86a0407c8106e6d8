// Before anything is drawn: that scripts run, whether somebody was here before and has answers, so that the style keeps
// room for what the other scripts show and waits for what they leave out; and the reader's own choice of dark or light. A
// file of its own, so that no page holds a script.
document.documentElement.dataset.js = ""
try {
  const root = document.documentElement
  root.dataset.theme = localStorage.getItem("guidegen.theme") || ""
  const kept = (key) => localStorage.getItem(`guidegen.${new URL(root.dataset.root || "./", location.href).pathname}.${key}`)
  if (kept("last")) root.dataset.known = ""
  const isKept = (key) => !["{}", "[]"].includes(kept(key) || "{}")
  if (root.dataset.guide && (["answers", "ticks", `lists.${root.dataset.guide}`].some(isKept) || location.hash.startsWith("#mine="))) root.dataset.waits = ""
  addEventListener("fitted", () => { delete root.dataset.waits }, { once: true })
} catch { /* refused: the system decides */ }
