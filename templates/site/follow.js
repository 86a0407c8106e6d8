// The lists at the sides of a chapter follow the reader: the section on the screen is marked in "on this page", and the
// open chapter is in sight in the list of chapters. site.js comes before this file.

function follow() {
  let links = []
  let stops = []
  const HEAD = 140
  let marked = null
  let waits = false

  // The last heading that is above the head of the screen, else the first; at the end of the page the last.
  function mark() {
    waits = false
    const above = stops.filter((stop) => stop && !stop.closest("[hidden]") && stop.getBoundingClientRect().top < HEAD)
    const link = links[Math.max(0, stops.indexOf(above[above.length - 1]))]
    if (!link || link === marked) return
    marked?.removeAttribute("aria-current")
    link.setAttribute("aria-current", "location")
    marked = link
    keepInSight(link)
  }

  // Only what scrolls by itself is scrolled, never the page.
  function keepInSight(link) {
    const list = link.closest("details")
    if (list.scrollHeight <= list.clientHeight) return
    const [outer, inner] = [list.getBoundingClientRect(), link.getBoundingClientRect()]
    if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3
  }

  // Where things are is asked once a frame, when the page has been laid out anyway.
  const soon = () => { if (!waits) { waits = true; requestAnimationFrame(mark) } }
  addEventListener("scroll", soon, { passive: true })
  function find() {
    links = all('.toc a[href^="#"]')
    stops = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
    soon()
  }

  addEventListener("fitted", soon)
  addEventListener("listed", find)
  find()
  const here = one(".side a[aria-current]")
  if (here) keepInSight(here)
}

// On a phone the menu is one row: what is open in it is in sight.
function showHere() {
  const row = one(".menu ul")
  const here = row && one("[aria-current]", row)
  if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - 16
}

follow()
showHere()
document.fonts?.ready.then(showHere) // names are as wide as their font is
