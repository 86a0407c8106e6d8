// Sources and terms open next to where they are named. The links lead to their page all the same: where a browser knows
// no popovers, where their text does not come, and with a modifier key. site.js comes before this file.

function offerNotes() {
  if (!("popover" in HTMLElement.prototype)) return
  const sheet = made("div", { id: "note", className: "note-sheet", popover: "auto", tabIndex: -1 })
  sheet.setAttribute("role", "dialog")
  sheet.setAttribute("aria-labelledby", "note-name")
  one("main").append(sheet)
  let notes = null

  // Below the words, above them where there is no room; on a narrow screen the style puts it at the foot.
  function place(link) {
    const words = [...link.getClientRects()].pop()
    const [width, height] = [sheet.offsetWidth, sheet.offsetHeight]
    const top = words.bottom + height + 8 > innerHeight && words.top > height + 8 ? words.top - height - 6 : words.bottom + 6
    sheet.style.setProperty("--left", `${Math.max(8, Math.min(words.left - 16, document.documentElement.clientWidth - width - 8)) + scrollX}px`)
    sheet.style.setProperty("--top", `${top + scrollY}px`)
  }

  async function open(link) {
    try {
      notes ??= load("notes.js")
      await notes
    } catch { notes = null }
    const anchor = decodeURIComponent(link.hash.slice(1))
    if (!window.guidegenNotes?.[anchor] && typeof loadTexts === "function") await loadTexts(["_notes"])
    const note = window.guidegenNotes?.[anchor] ?? window.guidegenText?._notes?.[anchor]
    if (!note) { location.href = link.href; return }
    sheet.innerHTML = note
    const number = one("sup", link)?.lastChild.data ?? link.textContent
    const name = one("#note-name", sheet)
    if (link.hash.startsWith("#source-")) name.textContent = `Source ${number}`
    sheet.showPopover()
    place(link)
    sheet.focus()
  }

  addEventListener("click", (event) => {
    const link = event.target.closest?.('main a[href^="sources.html#"]')
    if (!link || sheet.contains(link) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    link.focus()
    open(link)
  })
}

offerNotes()
