// Once all scripts are there: what a link carries is taken over, the reader is asked, and the page is fitted; and what every
// page says of the season and of the day it is. fit.js, move.js and what else the page needs come before.

// On the page to print: what it is fitted to.
function showAnswered() {
  const line = one(".answered")
  if (!line) return
  const { given } = mine()
  const said = Object.keys(given).filter((name) => String(given[name]) !== String(fixed[name]))
    .map((name) => `${plan.facets[name].label}: ${guidegen.answerLabel(plan, plan.facets[name], given[name])}`)
  say(one("span", line), said.join(" · "))
  hide(line, !said.length)
}

const seasonName = () => plan.seasonName.replace("{year}", reader.calendar.season)

// A guide past the end of its season says so first. The way to the next season's takes answers along; check marks are of this one.
function showOver() {
  const line = one(".season-over")
  const end = plan.goodUntil && guidegen.milestoneDay(reader.calendar, plan.goodUntil)
  if (!line || !end) return
  line.hidden = end.day >= reader.today
  delete page.dataset.over
  one(".ended", line).textContent = guidegen.sayDay(plan, end.day)
  const next = one("[data-season]", line)
  if (next && !line.hidden && mine().count) bringCarry().then(() => { next.href = linkTo(next.href, { answers: mine().given, ticks: {} }) }, () => {})
}

// So does one that is read on a device whose clock is behind.
function showClock() {
  const line = one(".wrong-clock")
  const said = guidegen.todayOf()
  if (!line || said > plan.reviewed - 7) return
  one(".clock", line).textContent = guidegen.sayDay(plan, said)
  one(".counts", line).textContent = guidegen.sayDay(plan, reader.today)
  line.hidden = false
}

// Where a part begins on the screen; the end of the screen where it is not on it.
function topOf(part) {
  const { top, height } = part.getBoundingClientRect()
  return height ? Math.min(top, innerHeight) : innerHeight
}

function topsIn(part) {
  const top = topOf(part)
  return [[part, top], ...(top < innerHeight ? [...part.children].flatMap(topsIn) : [])]
}

// On a later day than a page was made it says other things. Gives what is called before the page is drawn: what would be
// seen moving is put in again as a whole, with all that follows. A page that was scrolled is held by the browser.
function stillness() {
  const seen = new Map(all("main, .frame > nav, .foot").map((whole) => [whole, topsIn(whole)]))
  let isChanged = false
  const watch = new MutationObserver(() => { isChanged = true })
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  return () => {
    isChanged ||= watch.takeRecords().length > 0
    if (!("fits" in page.dataset)) watch.disconnect()
    if (scrollY || !isChanged) return
    isChanged = false
    for (const [whole, tops] of seen) {
      if (tops.every(([part, top]) => !part.isConnected || topOf(part) === top)) continue
      if (!whole.contains(document.activeElement)) whole.replaceWith(whole)
      seen.set(whole, topsIn(whole))
      rested = Infinity // what follows is seen with it
    }
  }
}

function* showDay() {
  showAnswered()
  for (const words of all(".season")) say(words, seasonName())
  showOver()
  showClock()
}

addEventListener("planned", ({ detail: { parts } }) => parts.push(showDay()))
addEventListener("answered", fit)
addEventListener("ticked", fit)
// What takes over the answers in a link is on the plan; on other pages it comes with the first link.
const bringCarry = async () => { if (typeof takeOver !== "function") await load(carrying) }

async function takeLink() {
  if (!plan || !isCarrying()) return
  try { await bringCarry() } catch { addEventListener("fitted", () => hide(one(".lacks-text"), false), { once: true }) }
}

async function begin() {
  await allListen
  await takeLink()
  await rest()
  // What the form asks of the engine is known to it once it was found; only then it is all at once.
  if (plan && one(".questions")) await inSteps(guidegen.asking(mine().given, plan, today_))
  await rest()
  if (plan) askMine()
  await rest()
  await fit()
  showTarget()
}

addEventListener("hashchange", () => { takeLink(); showTarget() })
begin()
